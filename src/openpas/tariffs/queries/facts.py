"""Load: everything that a quote depends on, in one statement that writes nothing (GET /tariffs is hot)."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from openpas.events.queries import EVENT_AS_JSON, event_facts_from
from openpas.events.rules import EventFacts
from openpas.foundation.calendar import brussels_day, period_starts, start_of_day
from openpas.foundation.identifiers import is_uitpas_number
from openpas.passholders.queries import HOLDER_AS_JSON, holder_from
from openpas.passholders.refusals import InvalidUitpasNumberAtCounter
from openpas.runtime.hot_statements import HotStatement
from openpas.tariffs.rules.coupons import HeldCoupon
from openpas.tariffs.rules.keys import Key
from openpas.tariffs.rules.quoting import QuoteFacts, Uses

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

# A sale counts unless it was cancelled. The starts of the periods come from Python and the statement picks one, so that
# the calendar is not written a second time in SQL. An empty period picks nothing: no limit, nothing to count.
_COUNTED: Final = """
    SELECT count(*) FROM tariffs_ticketsale sale
    WHERE {which} AND sale.created_at >= (%(starts)s::json ->> {period})::timestamptz
      AND NOT EXISTS (SELECT FROM tariffs_ticketsalecancellation cancelled WHERE cancelled.sale_id = sale.id)
"""
_SOCIAL: Final = "sale.tariff_type = 'SOCIALTARIFF' AND "

_COUPONS_AS_JSON: Final = """
    SELECT json_agg(json_build_object(
        'granted_id', granted.id, 'coupon_id', coupon.id, 'name', coupon.name,
        'card_system_id', coupon.card_system_id, 'status', coupon.status,
        'valid_from', coupon.valid_from, 'valid_until', coupon.valid_until,
        'key_id', key.id, 'key_version', key.version, 'split', key.split::text,
        'price_below_cents', coupon.price_below_cents, 'price_above_cents', coupon.price_above_cents,
        'price_equal_cents', coupon.price_equal_cents, 'keywords', coupon.keywords,
        'organizer_ids', (SELECT json_agg(one.organizer_id) FROM tariffs_coupon_organizers one
            WHERE one.coupon_id = coupon.id),
        'event_ids', (SELECT json_agg(one.event_id) FROM tariffs_coupon_events one WHERE one.coupon_id = coupon.id),
        'location_ids', (SELECT json_agg(one.location_id) FROM tariffs_coupon_locations one
            WHERE one.coupon_id = coupon.id),
        'limit_volume', coupon.limit_volume, 'limit_period', coupon.limit_period, 'used', ({used}),
        'event_limit_volume', coupon.event_limit_volume, 'event_limit_period', coupon.event_limit_period,
        'used_at_event', ({used_at_event})) ORDER BY coupon.id)
    FROM tariffs_grantedcoupon granted
    JOIN tariffs_coupon coupon ON coupon.id = granted.coupon_id
    JOIN tariffs_distributionkey key ON key.id = coupon.key_id
    WHERE granted.passholder_id = known.passholder_id OR granted.group_pass_id = known.group_pass_id
"""
_COUPONS: Final = _COUPONS_AS_JSON.format(
    used=_COUNTED.format(which="sale.granted_coupon_id = granted.id", period="coupon.limit_period"),
    used_at_event=_COUNTED.format(
        which="sale.granted_coupon_id = granted.id AND sale.event_id = known.event_id",
        period="coupon.event_limit_period",
    ),
)

_EVERYTHING: Final = """
    WITH facts AS MATERIALIZED (SELECT ({holder}) AS holder, ({event}) AS event),
    known AS MATERIALIZED (
        SELECT holder, event,
            (holder ->> 'passholder_id')::bigint AS passholder_id,
            (holder ->> 'group_pass_id')::bigint AS group_pass_id,
            (event ->> 'id')::bigint AS event_id, (event ->> 'organizer_id')::bigint AS organizer_id
        FROM facts)
    SELECT known.holder::text, known.event::text, ({keys})::text, ({coupons})::text,
        ({at_event}), ({at_organizer}), ({of_group}) FROM known
"""
_STATEMENT: Final = HotStatement(
    _EVERYTHING.format(
        holder=HOLDER_AS_JSON.format(number="%(number)s"),
        event=EVENT_AS_JSON.format(event_id="%(event)s"),
        keys=KEYS_AS_JSON.format(event_id="known.event_id", organizer_id="known.organizer_id"),
        coupons=_COUPONS,
        at_event=_COUNTED.format(
            which=_SOCIAL + "sale.passholder_id = known.passholder_id AND sale.event_id = known.event_id",
            period="(known.event ->> 'ticket_limit_period')",
        ),
        at_organizer=_COUNTED.format(
            which=_SOCIAL + "sale.passholder_id = known.passholder_id AND sale.organizer_id = known.organizer_id",
            period="(known.event ->> 'organizer_limit_period')",
        ),
        of_group=_COUNTED.format(which=_SOCIAL + "sale.group_pass_id = known.group_pass_id", period="'YEAR'"),
    )
)


@dataclass(frozen=True, slots=True)
class LoadedFacts:
    """What the statement brought. The event comes first, so that the right to ask is judged before the pass is."""

    event: EventFacts
    uitpas_number: str
    _holder: Any
    _keys: Any
    _coupons: Any
    _uses: Uses

    def of_pass(self) -> QuoteFacts:
        """Everything about the pass too. Raises InvalidUitpasNumberAtCounter and PassholderNotFound."""
        if not is_uitpas_number(self.uitpas_number):
            raise InvalidUitpasNumberAtCounter
        return QuoteFacts(
            holder=holder_from(self._holder),
            event=self.event,
            keys=keys_from(self._keys),
            coupons=tuple(HeldCoupon.from_json(one) for one in _parsed(self._coupons)),
            uses=self._uses,
        )


def load_facts(event_public_id: str, uitpas_number: str, moment: datetime) -> LoadedFacts:
    """What is known of an event and a pass at `moment`. One query. Raises EventNotFound."""
    starts = _starts_on(brussels_day(moment))
    row = _STATEMENT.row({"number": uitpas_number, "event": event_public_id, "starts": starts})
    holder, event, keys, coupons, *used = row or (None,) * 7
    return LoadedFacts(event_facts_from(event), uitpas_number, holder, keys, coupons, Uses(*used))


@lru_cache(maxsize=8)
def _starts_on(day: date) -> str:
    """When each kind of period that contains the day began, as JSON."""
    return json.dumps({period: start.isoformat() for period, start in period_starts(start_of_day(day)).items()})


def keys_from(rows: Any) -> tuple[Key, ...]:
    """Keys out of the JSON column of KEYS_AS_JSON, as text or parsed; none out of NULL."""
    return _read_keys(rows) if isinstance(rows, str) else tuple(Key.from_json(one) for one in rows or ())


@lru_cache(maxsize=1024)
def _read_keys(text: str) -> tuple[Key, ...]:
    return tuple(Key.from_json(one) for one in json.loads(text))


def _parsed(rows: Any) -> Any:
    return json.loads(rows) if isinstance(rows, str) else rows or ()
