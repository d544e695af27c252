"""The file of a passholder, opened at a desk. Its address names nobody and works for one clerk at one desk, for a day.

A file is opened out of what was found: a pass at the counter, or a row of a search. Whether the person may be seen
whole is decided anew at each page: those of the regions for which this desk may search people, nobody else. Of anybody
else who stands at the counter, with a pass or an identity card, a desk sees only who it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, wraps
from typing import Concatenate, Final, ParamSpec

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openpas.foundation.actor import PermissionMissing
from openpas.foundation.identifiers import whole_milliseconds
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Passholder
from openpas.passholders.persons import SEARCH_PERMISSIONS, ShownPassholder, shown
from openpas.passholders.reach import in_reach
from openpas.passholders.search import NOT_ERASED
from openpas.records.service import note_access
from openpas.runtime import clock
from openpas.web.desk.clerk import Clerk, at_desk

_LASTS: Final = timedelta(hours=12)
_SEEING: Final = (Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_SEARCH_ALL)

P = ParamSpec("P")
FileView = Callable[Concatenate[HttpRequest, "File", P], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Who:
    """All that a desk sees of somebody who is no member of its regions."""

    first_name: str
    name: str
    date_of_birth: date


@dataclass(frozen=True)
class File:
    """Somebody's file on the screen of this clerk."""

    clerk: Clerk
    passholder_id: int
    opened_at: datetime

    @property
    def token(self) -> str:
        """What stands in the addresses of its pages."""
        told = [self.passholder_id, int(self.opened_at.timestamp() * 1000)]
        return _signer(self.clerk).sign_object(told)

    @property
    def url(self) -> str:
        return reverse("person", args=[self.token])

    @cached_property
    def person(self) -> Passholder:
        """Raises Http404 for somebody who left the programme since."""
        found = Passholder.objects.filter(NOT_ERASED, pk=self.passholder_id).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def is_whole(self) -> bool:
        """Whether this desk may see more than who it is."""
        return seen_whole(self.clerk).filter(pk=self.passholder_id).exists()

    @cached_property
    def shown(self) -> ShownPassholder:
        """The whole person, once a request; notes the access. Raises PermissionMissing, and Http404 when gone."""
        if not self.is_whole:
            raise PermissionMissing("The person is no member of a region of this desk.", Permission.PASSHOLDERS_SEARCH)
        people = shown(self.clerk.actor, Passholder.objects.filter(NOT_ERASED, pk=self.passholder_id), "desk.file")
        if not people:
            raise Http404
        return people[0]

    @cached_property
    def who(self) -> Who:
        """Who somebody of another region is, once a request; notes the access. Raises PermissionMissing.

        For desks that look people up by what they hold up, and those that could make somebody a member.
        """
        self.clerk.actor.require_somewhere(*SEARCH_PERMISSIONS, Permission.PASSHOLDERS_WRITE)
        found = self.person
        note_access(self.clerk.actor, [found.pk], "desk.who")
        return Who(found.first_name, found.name, found.date_of_birth)


def open_file(clerk: Clerk, passholder_id: int) -> File:
    """The file of somebody who was just found."""
    return File(clerk, passholder_id, whole_milliseconds(clock.now()))


def file_of(clerk: Clerk, token: str) -> File:
    """The file of an address. Raises Http404 for one of another clerk or desk, an old one, a forged one."""
    try:
        passholder_id, opened_ms = _signer(clerk).unsign_object(token)
    except signing.BadSignature as problem:
        raise Http404 from problem
    file = File(clerk, passholder_id, datetime.fromtimestamp(opened_ms / 1000, UTC))
    if file.opened_at + _LASTS < clock.now():
        raise Http404
    return file


def with_file(view: FileView[P]) -> Callable[..., HttpResponseBase]:
    """A page about one person whom this desk may see whole: the view gets the file that the address names.

    Raises what `File.shown` raises, before the view begins.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, clerk: Clerk, /, token: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        file = file_of(clerk, token)
        if not file.is_whole:
            raise PermissionMissing("The person is no member of a region of this desk.", Permission.PASSHOLDERS_SEARCH)
        return view(request, file, *args, **kwargs)

    return at_desk(guarded)


def file_page(
    request: HttpRequest, file: File, template: str, words: Mapping[str, object], *, is_refused: bool = False
) -> HttpResponseBase:
    """A page about somebody whom this desk may see whole. 422 where a form on it was refused."""
    every = {"clerk": file.clerk, "file": file, "person": file.shown.person, **words}
    return render(request, template, every, status=422 if is_refused else 200)


def seen_whole(clerk: Clerk) -> QuerySet[Passholder]:
    """The people of whom this desk may see everything: members of the regions in which it may search."""
    reached = Q(pk__in=[])
    for permission in _SEEING:
        if clerk.actor.may_somewhere(permission):
            reached |= in_reach(clerk.actor, permission)
    return Passholder.objects.filter(NOT_ERASED, reached)


def _signer(clerk: Clerk) -> signing.Signer:
    return signing.Signer(salt=f"{__name__}:{clerk.user.pk}:{clerk.desk.pk}")
