"""Somebody moves, and everything that follows is done at once: same card, same points (BR-PH-09, design.md 6-7)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.card_systems.queries import card_system
from openpas.enrolment.desks import Desk, desks_that_reach
from openpas.enrolment.details import HomeAddress
from openpas.enrolment.moves import Move, move_of
from openpas.enrolment.present import membership_row
from openpas.enrolment.preview import require_not_blocked
from openpas.enrolment.refusals import StatusChoiceMissing
from openpas.enrolment.service.moving import move
from openpas.enrolment.service.welcoming import hold_welcome_rewards, welcome_member
from openpas.enrolment.vouchers import locked_voucher, use
from openpas.entitlement.service import AttestSeen, record_attest
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.models import CardSystemMembership, Passholder
from openpas.passholders.service import add_membership, grant_social_tariff
from openpas.passholders.service.account import outdate_decisions
from openpas.passholders.service.memberships import NewMembership
from openpas.records import service as records
from openpas.runtime import clock
from openpas.tariffs.service import grant_to_new_passholder


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTaken:
    """The social tariff goes along, up to and with a day, for a proof that the desk saw."""

    ends_on: date
    attest: AttestSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAsked:
    """What a desk asks for. A social tariff goes along with `status`, or is left behind in so many words."""

    address: HomeAddress
    status: StatusTaken | None = None
    leaves_status: bool = False
    voucher: str = ""


@transaction.atomic
def move_house(actor: Actor, desk: Organizer, person: Passholder, asked: MoveAsked) -> Move:
    """Write the address, end the social tariff that stays behind, join the region, and take the tariff along.

    What is done is decided anew, under the locks: rewards, person, voucher. Raises PermissionMissing, InvalidCity,
    SameAddress, StatusStaysBehind, StatusChoiceMissing, MembershipNotPossible, InvalidVoucherCode,
    InvalidSocialTariffEnd, and what `record_attest` raises.
    """
    joined = move_of(actor, desk, person, asked.address).plan.joined
    if joined is not None:
        hold_welcome_rewards(card_system(joined))
    outdate_decisions(person.pk)
    person.refresh_from_db()
    require_not_blocked(person, None)
    moved = move_of(actor, desk, person, asked.address)
    _require_rights(actor, desk, person, moved)
    if moved.plan.goes_to is not None and asked.status is None and not asked.leaves_status:
        raise StatusChoiceMissing
    move(person, asked.address, moved.residence, is_free_to_leave=True)
    person.save(update_fields=["street", "postal_code", "city", "country", "municipality_nis"])
    records.publish("PassholderMoved", {"passholder_id": person.pk})
    records.note(actor, "passholder.move", f"passholder:{person.pk}", desk_id=desk.pk)
    _leave(actor, person, moved)
    if moved.plan.joined is not None:
        _join(actor, desk, person, card_system(moved.plan.joined), asked)
    if asked.status is not None and moved.plan.goes_to is not None:
        _take_along(actor, Desk(desk, card_system(moved.plan.goes_to)), person, moved, asked.status)
    return moved


def _require_rights(actor: Actor, desk: Organizer, person: Passholder, moved: Move) -> None:
    """The right to write in the region that is joined; where none is, in one that the person is a member of."""
    if moved.plan.joined is None:
        desks_that_reach(actor, Permission.PASSHOLDERS_WRITE, person)
    else:
        Desk(desk, card_system(moved.plan.joined)).require(actor, Permission.PASSHOLDERS_WRITE)


def _leave(actor: Actor, person: Passholder, moved: Move) -> None:
    """The tariff follows the residence. The membership stays: its card goes on, and points hold everywhere."""
    for row in CardSystemMembership.objects.filter(passholder=person, card_system_id__in=moved.plan.left):
        row.social_tariff_ends_on = row.social_tariff_suspended_until = None
        row.save(update_fields=["social_tariff_ends_on", "social_tariff_suspended_until"])
        records.publish("SocialTariffEnded", {"passholder_id": person.pk, "card_system_id": row.card_system_id})
        records.note(actor, "social_tariff.end", f"membership:{row.pk}", because="moved")


def _join(actor: Actor, desk: Organizer, person: Passholder, region: CardSystem, asked: MoveAsked) -> None:
    voucher = locked_voucher(asked.voucher, region.pk) if asked.voucher else None
    add_membership(actor, person, NewMembership(region))
    if voucher:
        use(voucher, person, desk, clock.now())
    welcome_member(person, region)


def _take_along(actor: Actor, desk: Desk, person: Passholder, moved: Move, status: StatusTaken) -> None:
    desk.require_right_to_grant(actor, moved.residence)
    row = membership_row(person, desk.card_system.pk)
    require_not_blocked(person, row)
    if row is not None:
        grant_social_tariff(actor, row, status.ends_on)
        record_attest(actor, row, desk.organizer, status.attest, status.ends_on)
        grant_to_new_passholder(person.pk)
