"""What would happen if somebody asked for a membership (operation 38)."""

from dataclasses import dataclass
from datetime import date

from openpas.card_systems.models import CardSystem
from openpas.enrolment.desks import Desk, desk_in, municipalities_of, organizer_named
from openpas.enrolment.present import as_present, membership_row
from openpas.enrolment.refusals import MembershipNotPossible, OrganizerOutsideCardSystem
from openpas.enrolment.rules.memberships import MembershipChange, change_to
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.foundation.permissions import Permission
from openpas.passholders.models import CardSystemMembership, Passholder
from openpas.passholders.persons import ShownMembership, memberships_of
from openpas.records.service import note_access
from openpas.runtime import clock


@dataclass(frozen=True, slots=True)
class MembershipPreview:
    """`replaced` is there for REPLACE_MEMBERSHIP only, and `social_tariff_ends_on` when the social tariff is asked."""

    change: MembershipChange
    is_address_change_required: bool
    social_tariff_ends_on: date | None
    replaced: ShownMembership | None


def preview_membership(
    actor: Actor, person: Passholder, card_system: CardSystem, organizer_id: str, *, with_social_tariff: bool
) -> MembershipPreview:
    """What a desk would do by asking. The person may be a member of other regions only: that is how one joins.

    Notes the access, whatever comes of it.

    Raises PermissionMissing, OrganizerNotFound and MembershipNotPossible.
    """
    desk = desk_of(organizer_id, card_system)
    desk.require(actor, Permission.PASSHOLDERS_WRITE)
    if with_social_tariff:
        desk.require(actor, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
    today = brussels_day(clock.now())
    note_access(actor, [person.pk], "membership.preview")
    row = membership_row(person, card_system.pk)
    require_not_blocked(person, row)
    change = change_to(as_present(row) if row else None, with_social_tariff=with_social_tariff, today=today)
    return MembershipPreview(
        change=change,
        is_address_change_required=with_social_tariff and not lives_in(person, card_system),
        social_tariff_ends_on=last_of_april_next_year(today) if with_social_tariff else None,
        replaced=_replaced(person, card_system) if change is MembershipChange.REPLACE_MEMBERSHIP else None,
    )


def desk_of(organizer_id: str, card_system: CardSystem) -> Desk:
    """The named desk in the card system. Raises OrganizerNotFound and MembershipNotPossible."""
    try:
        return desk_in(organizer_named(organizer_id), card_system.pk)
    except OrganizerOutsideCardSystem as outside:
        raise MembershipNotPossible("The organizer is not in this card system.") from outside


def require_not_blocked(person: Passholder, row: CardSystemMembership | None) -> None:
    """Raise MembershipNotPossible for who is blocked, in the programme or by the region (BR-ST-08)."""
    if person.is_blocked:
        raise MembershipNotPossible("The passholder is blocked.")
    if row is not None and row.is_blocked:
        raise MembershipNotPossible("The membership is blocked.")


def lives_in(person: Passholder, card_system: CardSystem) -> bool:
    return person.municipality_nis in municipalities_of(card_system.pk)


def _replaced(person: Passholder, card_system: CardSystem) -> ShownMembership:
    return next(one for one in memberships_of(person) if one.card_system.pk == card_system.pk)
