"""A passholder joins another region, or gets another card there with or without the social tariff (operation 37)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.enrolment.desks import Desk, municipalities_of, residence_of
from openpas.enrolment.details import HomeAddress
from openpas.enrolment.present import as_present, membership_row
from openpas.enrolment.preview import desk_of, lives_in, require_not_blocked
from openpas.enrolment.refusals import AddressRequired, MembershipCardNumberMismatch, MembershipNotPossible
from openpas.enrolment.rules.memberships import MembershipChange, change_to
from openpas.enrolment.rules.residence import Residence, require_inside
from openpas.enrolment.service.moving import move
from openpas.enrolment.service.welcoming import hold_welcome_rewards, welcome_member
from openpas.enrolment.stock import locked_card
from openpas.enrolment.vouchers import locked_voucher, use
from openpas.entitlement.service import AttestSeen, record_attest
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.passholders.rules import require_social_tariff_end
from openpas.passholders.service import add_membership
from openpas.passholders.service.account import outdate_decisions
from openpas.passholders.service.cards import activate, card_to_give
from openpas.passholders.service.memberships import NewMembership
from openpas.records import service as records
from openpas.runtime import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipAsked:
    """What a desk asks for. `organizer_id` is public; without an end date the social tariff ends as it usually does.

    Without a kind of card the person keeps the card that it has; only who joins without the social tariff can
    (contract/rules.md 2.8-4). `attest` is what a desk saw; programs say nothing of it.
    """

    organizer_id: str
    card_kind: Card.Kind | None
    uitpas_number: str = ""
    address: HomeAddress | None = None
    with_social_tariff: bool = False
    social_tariff_ends_on: date | None = None
    attest: AttestSeen | None = None
    voucher: str = ""


@transaction.atomic
def give_membership(actor: Actor, person: Passholder, card_system: CardSystem, asked: MembershipAsked) -> None:
    """Make the membership, or replace the one that is there. The old card is BLOCKED; points and history stay.

    Raises PermissionMissing, OrganizerNotFound, MembershipNotPossible, InvalidCity, InvalidVoucherCode,
    InvalidSocialTariffEnd, FieldRefused, and what `record_attest` and `stock.locked_card` raise. The locks: rewards,
    person, voucher, card.
    """
    if bool(asked.uitpas_number) != (asked.card_kind == Card.Kind.NFC_CARD):
        raise MembershipCardNumberMismatch
    if asked.card_kind is None and asked.with_social_tariff:
        raise MembershipNotPossible("With the social tariff a new card is given.")
    desk = desk_of(asked.organizer_id, card_system)
    desk.require(actor, Permission.PASSHOLDERS_WRITE)
    if asked.with_social_tariff:
        desk.require(actor, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
    now = clock.now()
    hold_welcome_rewards(card_system)
    outdate_decisions(person.pk)
    person.refresh_from_db()
    _settle(actor, desk, person, asked)
    voucher = locked_voucher(asked.voucher, card_system.pk) if asked.voucher else None
    if asked.uitpas_number:
        locked_card(asked.uitpas_number, desk)
    membership = _write(actor, person, card_system, asked, now)
    if asked.attest and membership.social_tariff_ends_on:
        record_attest(actor, membership, desk.organizer, asked.attest, membership.social_tariff_ends_on)
    if voucher:
        use(voucher, person, desk.organizer, now)
    welcome_member(person, card_system)


def _settle(actor: Actor, desk: Desk, person: Passholder, asked: MembershipAsked) -> None:
    """Have the person live where the social tariff demands it, and let only who may grant it do so (BR-PH-08)."""
    residence = residence_of(asked.address) if asked.address else Residence(person.city, person.municipality_nis)
    if asked.with_social_tariff:
        if asked.address is None and not lives_in(person, desk.card_system):
            raise AddressRequired
        require_inside(residence, municipalities_of(desk.card_system.pk))
        desk.require_right_to_grant(actor, residence)
    if asked.address is not None:
        move(person, asked.address, residence, is_free_to_leave=asked.with_social_tariff)
        person.save(update_fields=["street", "postal_code", "city", "country", "municipality_nis"])
        records.publish("PassholderMoved", {"passholder_id": person.pk})


def _write(
    actor: Actor, person: Passholder, card_system: CardSystem, asked: MembershipAsked, now: datetime
) -> CardSystemMembership:
    today = brussels_day(now)
    row = membership_row(person, card_system.pk)
    require_not_blocked(person, row)
    present = as_present(row) if row else None
    if change_to(present, with_social_tariff=asked.with_social_tariff, today=today) is MembershipChange.NOT_POSSIBLE:
        raise MembershipNotPossible("The passholder has this membership already.")
    ends_on = _end(asked, today)
    if row is None:
        has_card = asked.card_kind is not None
        new = NewMembership(card_system, ends_on, uitpas_number=asked.uitpas_number, has_card=has_card)
        return add_membership(actor, person, new, now)
    if asked.card_kind is None:
        raise MembershipNotPossible("The passholder has this membership already.")
    _replace(actor, row, asked.uitpas_number, ends_on, now)
    return row


def _end(asked: MembershipAsked, today: date) -> date | None:
    if not asked.with_social_tariff:
        return None
    ends_on = asked.social_tariff_ends_on or last_of_april_next_year(today)
    require_social_tariff_end(ends_on, today)
    return ends_on


def _replace(actor: Actor, row: CardSystemMembership, uitpas_number: str, ends_on: date | None, now: datetime) -> None:
    """The same membership goes on with another card, and the social tariff as it is now (contract/rules.md 8-29)."""
    row.cards.filter(status=Card.Status.ACTIVE).update(status=Card.Status.BLOCKED)
    row.social_tariff_ends_on = ends_on
    if ends_on is None:
        row.social_tariff_suspended_until = None
    row.save(update_fields=["social_tariff_ends_on", "social_tariff_suspended_until"])
    activate(card_to_give(actor, row.card_system, uitpas_number, is_social=ends_on is not None), row, now)
    facts = {"passholder_id": row.passholder_id, "card_system_id": row.card_system_id}
    records.publish("MembershipReplaced", {**facts, "has_social_tariff": ends_on is not None})
    records.note(actor, "membership.replace", f"membership:{row.pk}", has_social_tariff=ends_on is not None)
