"""Searches that go on: kept under an address that says nothing, for one clerk at one desk."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder
from openpas.passholders.number_lists import Complaint, Line, Listed, listed, read_lines
from openpas.passholders.reach import card_systems_in_reach, in_reach
from openpas.passholders.search import NOT_ERASED, by_name, conditions_of, social_tariff_ends
from openpas.runtime import clock
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import seen_whole
from openpas.web.desk.search.criteria import Criteria, day, filter_of, unsealed
from openpas.web.desk.search.models import KEPT_FOR, BulkRun, PeopleSearch

MOST_FOUND: Final = 5_000
"""So many people can be counted, ticked and exported; whoever finds more has to say more."""

_SEEING: Final = (Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_SEARCH_ALL)


@dataclass
class Search:
    """A search of a clerk, with the people who fit now."""

    clerk: Clerk
    row: PeopleSearch
    criteria: Criteria = field(init=False)

    def __post_init__(self) -> None:
        self.criteria = unsealed(self.row.criteria)

    @property
    def url(self) -> str:
        return reverse("people_found", args=[self.row.pk])

    @cached_property
    def lines(self) -> list[Line]:
        """The numbers of a list."""
        return read_lines(self.criteria.numbers)

    @cached_property
    def _listed(self) -> Listed:
        return listed(self.lines, shown_by_number(self.clerk))

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """The lines of a list that stand for nobody; none of another search."""
        return self._listed.complaints if self.criteria.is_list else ()

    @cached_property
    def people(self) -> QuerySet[Passholder]:
        """Who fits, by name. Raises what `conditions_of` raises."""
        if self.criteria.is_list:
            found = shown_by_number(self.clerk).filter(pk__in=self._listed.passholder_ids)
        else:
            found = found_by(self.clerk, self.criteria)
        return found.order_by(*by_name())

    @cached_property
    def total(self) -> int:
        """How many fit; MOST_FOUND + 1 stands for any number above."""
        return self.people.order_by()[: MOST_FOUND + 1].count()

    @property
    def is_too_wide(self) -> bool:
        return self.total > MOST_FOUND

    @property
    def ticked(self) -> list[int]:
        return list(self.row.ticked)

    def tick(self, passholder_ids: Collection[int]) -> None:
        """From now on these are the ticked ones. Ids of people who do not fit are left out."""
        fitting = self.people.filter(pk__in=passholder_ids).values_list("pk", flat=True)
        self.row.ticked = list(fitting)
        self.row.save(update_fields=["ticked"])

    def tick_all(self) -> None:
        """Everybody who fits, up to MOST_FOUND."""
        self.row.ticked = list(self.people.values_list("pk", flat=True)[:MOST_FOUND])
        self.row.save(update_fields=["ticked"])


def begin_search(clerk: Clerk, asked: Criteria) -> Search:
    """Keep what is looked for, and forget what was kept too long. All people of a list are ticked.

    Raises what `conditions_of` raises, and then keeps nothing.
    """
    forget_old()
    row = PeopleSearch(user=clerk.user, desk=clerk.desk, criteria=asked.sealed(), created_at=clock.now())
    search = Search(clerk, row)
    people = search.people.values_list("pk", flat=True)
    row.ticked = list(people) if asked.is_list else []
    row.save()
    return search


def search_of(clerk: Clerk, search_id: UUID) -> Search:
    """The search of an address. Raises Http404 for one of another clerk or desk, and for an old one."""
    row = PeopleSearch.objects.filter(
        pk=search_id, user=clerk.user, desk=clerk.desk, created_at__gt=clock.now() - KEPT_FOR
    ).first()
    if row is None:
        raise Http404
    return Search(clerk, row)


def forget_old() -> None:
    """Delete searches and runs past their time."""
    before = clock.now() - KEPT_FOR
    PeopleSearch.objects.filter(created_at__lt=before).delete()
    BulkRun.objects.filter(created_at__lt=before).delete()


def may_search(clerk: Clerk) -> bool:
    """Whether this desk finds people by more than a number (contract: PASSHOLDERS_SEARCH_BY_ID)."""
    return clerk.actor.may_somewhere(*_SEEING)


def found_by(clerk: Clerk, asked: Criteria) -> QuerySet[Passholder]:
    """The people of this desk who fit. A school finds by anything but a number its own pupils only."""
    wanted = filter_of(asked)
    people = seen_whole(clerk).filter(*conditions_of(clerk.actor, wanted))
    since, until = day(asked.status_from), day(asked.status_to)
    if since or until:
        regions = card_systems_in_reach(clerk.actor, Permission.PASSHOLDERS_SEARCH)
        people = people.filter(social_tariff_ends(regions, since, until))
    return people if wanted.identifies or not is_just_school(clerk) else people.filter(school=clerk.desk)


def shown_by_number(clerk: Clerk) -> QuerySet[Passholder]:
    """The people of whom this desk may look at the pass, in its own regions; whoever it sees whole is among them.

    Of the others a list shows the first name and the number, as the counter does.
    """
    if not clerk.actor.may_somewhere(Permission.PASSES_READ):
        return seen_whole(clerk)
    shown = Passholder.objects.filter(NOT_ERASED, in_reach(clerk.actor, Permission.PASSES_READ))
    return shown | seen_whole(clerk)


def is_school(desk: Organizer) -> bool:
    return desk.groups.filter(is_school=True).exists()


def is_just_school(clerk: Clerk) -> bool:
    """A school that registers nobody: its list is that of its pupils (D-47)."""
    return not clerk.actor.may_somewhere(Permission.PASSHOLDERS_WRITE) and is_school(clerk.desk)
