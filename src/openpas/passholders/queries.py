"""Reads of passes. `HOLDER_AS_JSON` is the one definition of what the rules know of a holder, hot paths included."""

import json
from typing import Any, Final

from django.db import connection

from openpas.foundation.identifiers import is_uitpas_number
from openpas.passholders.refusals import InvalidUitpasNumber, PassholderNotFound
from openpas.passholders.rules import Holder

HOLDER_AS_JSON: Final = """
    SELECT json_build_object(
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
    ) AS holder
    FROM passholders_card card
    LEFT JOIN passholders_cardsystemmembership held ON held.id = card.membership_id
    LEFT JOIN passholders_passholder person ON person.id = held.passholder_id
    LEFT JOIN passholders_pointsaccount account ON account.passholder_id = person.id
    LEFT JOIN passholders_grouppass groep ON groep.id = card.group_pass_id
    WHERE card.uitpas_number = {number}
"""
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
    return Holder.from_json(json.loads(facts) if isinstance(facts, str) else facts)
