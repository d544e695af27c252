"""Who stands behind the counter: a person, for a desk, with the rights of that desk."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from openpas.foundation.actor import Actor
from openpas.foundation.refusal import Refusal
from openpas.identity.actors import actor_of_user
from openpas.identity.models import OrganizerAdmin, User
from openpas.organizers.models import Organizer
from openpas.web.desk.words import words_of
from openpas.web.presence import signed_in

__all__ = ["DESK", "EVENT", "Clerk", "at_desk", "choose_desk", "signed_in"]

DESK: Final = "desk_id"
EVENT: Final = "event_id"


@dataclass(frozen=True, slots=True)
class Clerk:
    """A signed-in person at the desk that was chosen. `event_id` is the public id of the chosen activity, or empty."""

    user: User
    desk: Organizer
    actor: Actor
    event_id: str


P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
DeskView = Callable[Concatenate[HttpRequest, Clerk, P], HttpResponseBase]


def at_desk(view: DeskView[P]) -> View[P]:
    """Only at a desk: the one that was chosen while it is theirs, or the only one they have; others choose first.

    A refusal that the view has no place for is told on a page of its own.
    """

    @wraps(view)
    def guarded(request: HttpRequest, user: User, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        desk = _desk_of(request, user)
        if desk is None:
            return redirect("desks")
        actor = actor_of_user(user.pk, desk.pk, user.grants_version)
        clerk = Clerk(user, desk, actor, request.session.get(EVENT, ""))
        try:
            return view(request, clerk, *args, **kwargs)
        except Refusal as refusal:
            words = {"title": _("Dat kan hier niet"), "text": words_of(refusal, desk.pk)}
            return render(request, "web/error.html", words, status=refusal.status)

    return signed_in(guarded)


def choose_desk(request: HttpRequest, desk_id: int) -> None:
    """Remember the desk for this session; the activity belonged to the former one."""
    if request.session.get(DESK) != desk_id:
        request.session.pop(EVENT, None)
    request.session[DESK] = desk_id


def _desk_of(request: HttpRequest, user: User) -> Organizer | None:
    theirs = OrganizerAdmin.objects.filter(user=user).select_related("organizer")
    if (chosen := request.session.get(DESK)) is not None:
        kept = theirs.filter(organizer_id=chosen).first()
        return kept.organizer if kept else None
    first_two = list(theirs[:2])
    if len(first_two) != 1:
        return None
    choose_desk(request, first_two[0].organizer_id)
    return first_two[0].organizer
