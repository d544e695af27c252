"""The distribution keys of an organizer, as they are read for a price."""

import json
from typing import Any, Final

from openpas.tariffs.rules.keys import Key

KEYS_AS_JSON: Final = """
    SELECT json_agg(json_build_object(
        'id', key.id, 'version', key.version, 'name', key.name, 'card_system_id', key.card_system_id,
        'kind', key.kind, 'split', key.split::text, 'split_elsewhere', key.split_elsewhere::text,
        'price_below_cents', key.price_below_cents, 'price_above_cents', key.price_above_cents,
        'price_equal_cents', key.price_equal_cents, 'social_tariff_in', key.social_tariff_in,
        'residence', key.residence, 'is_switched_on', choice.is_enabled) ORDER BY key.id)
    FROM organizers_organizer_card_systems region
    JOIN tariffs_distributionkey key ON key.card_system_id = region.cardsystem_id
    LEFT JOIN tariffs_eventkey choice ON choice.key_id = key.id AND choice.event_id = {event_id}
    WHERE region.organizer_id = {organizer_id} AND key.is_active
      AND (key.kind = 'AUTOMATIC' OR (key.kind = 'MANUAL' AND choice.id IS NOT NULL))
      AND (key.is_global OR EXISTS (
        SELECT FROM tariffs_distributionkey_organizers assigned
        WHERE assigned.distributionkey_id = key.id AND assigned.organizer_id = {organizer_id}))
"""
"""The keys that an organizer may use: global or assigned, manual ones as far as the event's author chose on them."""


def keys_from(rows: Any) -> tuple[Key, ...]:
    """Keys out of the JSON column of KEYS_AS_JSON, as text or parsed; none out of NULL."""
    return tuple(Key.from_json(one) for one in (json.loads(rows) if isinstance(rows, str) else rows or ()))
