"""Reads of passes. `HOLDER_AS_JSON` is the one definition of what the rules know of a holder, hot paths included."""

from typing import Any, Final

import msgspec
from django.db import connection
from django.db.models import QuerySet

from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import IdentifierKind, is_insz, is_uitpas_number, recognise
from openpas.foundation.permissions import Permission
from openpas.passholders.cards import best_first
from openpas.passholders.models import Card
from openpas.passholders.passes import FoundPass, found_pass
from openpas.passholders.refusals import (
    CardBlocked,
    InvalidCardStatus,
    InvalidUitpasNumber,
    PassholderBlocked,
    PassholderNotFound,
    PassNotFound,
)
from openpas.passholders.rules import Holder
from openpas.records.encryption import blind_index
from openpas.records.service import note_access
from openpas.runtime import clock

HOLDER_JSON: Final = """
    json_build_object(
        'uitpas_number', card.uitpas_number, 'card_status', card.status,
        'passholder_id', person.id, 'group_pass_id', groep.id,
        'is_blocked', coalesce(person.is_blocked, false),
        'municipality_nis', coalesce(person.municipality_nis, groep.municipality_nis),
        'date_of_birth', person.date_of_birth, 'tickets_per_year', groep.tickets_per_year,
        'points', account.points, 'points_version', account.version,
        'memberships', CASE WHEN groep.id IS NULL THEN (
            SELECT json_agg(json_build_object(
                'card_system_id', member.card_system_id, 'is_blocked', member.is_blocked,
                'ends_on', member.social_tariff_ends_on, 'suspended_until', member.social_tariff_suspended_until,
                'grace_days', region.grace_days) ORDER BY member.created_at, member.id)
            FROM passholders_cardsystemmembership member
            JOIN card_systems_cardsystem region ON region.id = member.card_system_id
            WHERE member.passholder_id = person.id)
        ELSE json_build_array(json_build_object(
            'card_system_id', groep.card_system_id, 'is_blocked', false,
            'ends_on', groep.social_tariff_ends_on, 'suspended_until', NULL, 'grace_days', 0)) END
    )
"""
"""What is known of the holder of `card`, as one JSON value over HOLDER_TABLES."""

HOLDER_TABLES: Final = """
    FROM passholders_card card
    LEFT JOIN passholders_cardsystemmembership held ON held.id = card.membership_id
    LEFT JOIN passholders_passholder person ON person.id = held.passholder_id
    LEFT JOIN passholders_pointsaccount account ON account.passholder_id = person.id
    LEFT JOIN passholders_grouppass groep ON groep.id = card.group_pass_id
"""
HOLDER_AS_JSON: Final = f"SELECT {HOLDER_JSON} AS holder {HOLDER_TABLES} WHERE card.uitpas_number = {{number}}"
"""One row with one JSON column, or none. `{number}` is the SQL expression of the card number: a placeholder, say."""


def holder_by_number(uitpas_number: str) -> Holder:
    """The holder of a card. Raises InvalidUitpasNumber, and PassholderNotFound for a card without holder or unknown.

    One query. Whether the card can be used is for the rules: `require_usable_card`, `require_points_pass`.
    """
    if not is_uitpas_number(uitpas_number):
        raise InvalidUitpasNumber
    with connection.cursor() as cursor:
        cursor.execute(HOLDER_AS_JSON.format(number="%s"), [uitpas_number])
        row = cursor.fetchone()
    return holder_from(None if row is None else row[0])


def holder_from(facts: Any) -> Holder:
    """A Holder out of the JSON column, as text or parsed. Raises PassholderNotFound when there is none.

    A card in stock has a status that the rules refuse, so it counts as found.
    """
    if facts is None:
        raise PassholderNotFound
    return Holder.from_json(msgspec.json.decode(facts) if isinstance(facts, str) else facts)


def find_pass(actor: Actor, identifier: str) -> FoundPass:
    """The pass that somebody holds up: card number, INSZ, barcode of an identity card, or chip (O67).

    Somebody who is found by INSZ is shown with the card of the oldest membership that can be used. Notes the access.
    Raises PassNotFound, InvalidCardStatus with what the contract tells of the card, and PassholderBlocked.
    """
    actor.require_somewhere(Permission.PASSES_READ)
    return _opened(actor, _card_of(recognise(identifier)), InvalidCardStatus)


_OWN_PERMISSION: Final = {
    IdentifierKind.UITPAS_NUMBER: Permission.PASSES_READ,
    IdentifierKind.INSZ: Permission.PASSES_INSZNUMBERS_READ,
    IdentifierKind.CHIP: Permission.PASSES_CHIPNUMBERS_READ,
}


def find_pass_by(actor: Actor, kind: IdentifierKind, identifier: str) -> FoundPass:
    """The same by one kind of identifier, each with a permission of its own (O68 to O70, deprecated).

    Says CardBlocked where `find_pass` says InvalidCardStatus.
    """
    actor.require_somewhere(_OWN_PERMISSION[kind])
    recognised = recognise(identifier)
    return _opened(actor, _card_of(recognised if recognised and recognised[0] is kind else None), CardBlocked)


def _card_of(recognised: tuple[IdentifierKind, str] | None) -> Card:
    match recognised:
        case IdentifierKind.UITPAS_NUMBER, number if is_uitpas_number(number):
            card = _cards().filter(uitpas_number=number).first()
        case IdentifierKind.CHIP, chip:
            card = _cards().filter(chip_number=chip).first()
        case IdentifierKind.INSZ, insz if is_insz(insz):
            card = _best_card_of_person(blind_index(insz))
        case _:
            card = None
    if card is None:
        raise PassNotFound
    return card


def _best_card_of_person(insz_index: bytes) -> Card | None:
    return best_first(_cards().filter(membership__passholder__insz_index=insz_index)).first()


def _cards() -> QuerySet[Card]:
    return Card.objects.select_related(
        "card_system", "group_pass", "membership__passholder__points_account"
    ).prefetch_related("card_system__cities")


def _opened(actor: Actor, card: Card, not_active: type[InvalidCardStatus]) -> FoundPass:
    """The pass of this card, once the card may be used. Four queries with that of the card itself."""
    if card.status != Card.Status.ACTIVE:
        raise not_active(f"The card status is {card.status}.", extensions=_told_of_inactive(card))
    holder = holder_by_number(card.uitpas_number)
    if holder.is_blocked:
        raise PassholderBlocked
    if holder.passholder_id is not None:
        note_access(actor, [holder.passholder_id], "passes.read")
    return found_pass(card, holder, brussels_day(clock.now()))


def _told_of_inactive(card: Card) -> dict[str, object]:
    told: dict[str, object] = {
        "cardStatus": card.status,
        "passType": "GROUP" if card.group_pass else "INDIVIDUAL",
        "groupPass": card.group_pass is not None,
    }
    owner = card.group_pass or (card.membership.passholder if card.membership else None)
    if owner is not None and card.status in (Card.Status.BLOCKED, Card.Status.DELETED):
        told["passholderId"] = str(owner.public_id)
    return told
