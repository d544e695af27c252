"""Associations of which somebody is or could be a member, in the words of a desk (D-19)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from openpas.foundation.permissions import Permission
from openpas.organizers.associations import AssociationPermission, associations_of
from openpas.organizers.models import Association
from openpas.passholders.associations.queries import (
    ShownAssociationMembership,
    association_memberships,
    card_systems_of,
    exists_in,
    terms_of,
)
from openpas.passholders.associations.rules import AssociationMembershipStatus, EndDateType, months_before
from openpas.passholders.reach import is_in_reach
from openpas.web.desk.files import File
from openpas.web.desk.people.days import today

_SOON: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Joined:
    """An association and this person. `renewable_from` is None where it cannot be renewed, or already can."""

    id: str
    name: str
    ends_on: date | None
    is_over: bool
    ends_soon: bool
    may_write: bool
    may_renew: bool
    renewable_from: date | None
    chooses_end: bool
    suggested: date | None
    is_too_old: bool = False


def joined_at(file: File) -> list[Joined] | None:
    """What the person is or was a member of, as far as this desk may know; None where it may not. Notes the access."""
    shown = shown_to(file)
    return None if shown is None else [one for one in shown if one.ends_on is not None]


def shown_to(file: File) -> list[Joined] | None:
    """The same, with what the person could become a member of, and last what it is too old for."""
    actor, desk, person = file.clerk.actor, file.clerk.desk, file.person
    if not actor.may(Permission.ASSOCIATIONS, [desk.pk]) or not is_in_reach(actor, Permission.ASSOCIATIONS, person):
        return None
    writable = associations_of(actor, desk, AssociationPermission.WRITE)
    known = association_memberships(actor, desk, person)
    may_write = {one.pk for one in writable}
    held = [_joined(one, may_write=one.association.pk in may_write) for one in known]
    return [*held, *_too_old(file, writable, {one.association.pk for one in known})]


def _joined(shown: ShownAssociationMembership, *, may_write: bool) -> Joined:
    association, now = shown.association, today()
    is_new = shown.status is AssociationMembershipStatus.NONE
    return Joined(
        id=str(association.public_id),
        name=association.name,
        ends_on=shown.ends_on,
        is_over=shown.status is AssociationMembershipStatus.EXPIRED,
        ends_soon=shown.ends_on is not None and now <= shown.ends_on <= now + _SOON,
        may_write=may_write,
        may_renew=may_write and (shown.is_renewable or is_new),
        renewable_from=_renewable_from(shown) if may_write else None,
        chooses_end=association.end_date_type == EndDateType.CUSTOM,
        suggested=shown.new_ends_on,
    )


def _renewable_from(shown: ShownAssociationMembership) -> date | None:
    terms = terms_of(shown.association)
    if shown.ends_on is None or shown.is_renewable or terms.end_date_type is EndDateType.BASED_ON_DATE_OF_BIRTH:
        return None
    return months_before(shown.ends_on, terms.renewable_months)


def _too_old(file: File, writable: list[Association], known: set[int]) -> Iterator[Joined]:
    regions = card_systems_of(file.person)
    for association in writable:
        is_open = terms_of(association).is_open_to(file.person.date_of_birth, today())
        if association.pk not in known and exists_in(association, regions) and not is_open:
            yield Joined(
                id=str(association.public_id),
                name=association.name,
                ends_on=None,
                is_over=False,
                ends_soon=False,
                may_write=False,
                may_renew=False,
                renewable_from=None,
                chooses_end=False,
                suggested=None,
                is_too_old=True,
            )
