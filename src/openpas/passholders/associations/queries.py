"""Which memberships of associations a person has and could have, as far as a desk may know."""

from dataclasses import dataclass
from datetime import date

from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.organizers.associations import AssociationPermission, associations_of
from openpas.organizers.models import Association, Organizer
from openpas.passholders.associations.rules import AssociationMembershipStatus, AssociationTerms, EndDateType, status_on
from openpas.passholders.models import Passholder
from openpas.records.service import note_access
from openpas.runtime import clock


@dataclass(frozen=True, slots=True)
class ShownAssociationMembership:
    """A membership today. Without `ends_on` it could be made (NONE); `new_ends_on` is what to offer as its end."""

    association: Association
    status: AssociationMembershipStatus
    ends_on: date | None
    is_renewable: bool
    new_ends_on: date | None


def association_memberships(actor: Actor, desk: Organizer, person: Passholder) -> list[ShownAssociationMembership]:
    """The person's memberships of associations that the desk may see, and those that it could make; by name.

    Notes the access. Seven queries, however many associations.
    """
    note_access(actor, [person.pk], "associations.read")
    readable = associations_of(actor, desk, AssociationPermission.READ)
    writable = {one.pk for one in associations_of(actor, desk, AssociationPermission.WRITE)}
    ends = dict(person.association_memberships.values_list("association_id", "ends_on"))
    regions = card_systems_of(person)
    today = brussels_day(clock.now())
    shown = [
        _shown(one, ends.get(one.pk), today, is_open=one.pk in writable and exists_in(one, regions))
        for one in readable
        if one.pk in ends or one.pk in writable
    ]
    return [one for one in shown if one.ends_on is not None or _could_be_made(one, person, regions, today)]


def terms_of(association: Association) -> AssociationTerms:
    """What the rules know of an association."""
    return AssociationTerms(
        EndDateType(association.end_date_type),
        association.suggested_ends_on,
        association.years or 0,
        association.age_limit or 0,
        association.renewable_months,
    )


def card_systems_of(person: Passholder) -> frozenset[int]:
    """The card systems in which the person has a membership that is not blocked."""
    return frozenset(person.memberships.filter(is_blocked=False).values_list("card_system_id", flat=True))


def exists_in(association: Association, card_system_ids: frozenset[int]) -> bool:
    """Whether the association exists in one of the card systems."""
    return any(card_system.pk in card_system_ids for card_system in association.card_systems.all())


def _shown(association: Association, ends_on: date | None, today: date, *, is_open: bool) -> ShownAssociationMembership:
    terms = terms_of(association)
    is_renewable = is_open and ends_on is not None and terms.is_renewable(ends_on, today)
    return ShownAssociationMembership(
        association=association,
        status=status_on(ends_on, today),
        ends_on=ends_on,
        is_renewable=is_renewable,
        new_ends_on=terms.suggestion(today, ends_on) if is_renewable or ends_on is None else None,
    )


def _could_be_made(shown: ShownAssociationMembership, person: Passholder, regions: frozenset[int], today: date) -> bool:
    return exists_in(shown.association, regions) and terms_of(shown.association).is_open_to(person.date_of_birth, today)
