"""Load: everything that a quote depends on, in one statement that writes nothing (GET /tariffs is hot).

What the event says is kept in the process (`programme`), so that the statement brings what changes from one ticket to
the next: the pass and the tickets that count against a limit. Who holds coupons costs a second one.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from openpas.events.rules import EventFacts
from openpas.foundation.calendar import Period, brussels_day, period_starts, start_of_day
from openpas.foundation.identifiers import is_uitpas_number
from openpas.passholders.queries import HOLDER_JSON, HOLDER_TABLES, holder_from
from openpas.passholders.refusals import InvalidUitpasNumberAtCounter
from openpas.runtime.hot_statements import HotStatement
from openpas.tariffs.queries.programme import PROGRAMME_VERSION, Programme, present_programme_of, programme_of
from openpas.tariffs.rules.coupons import HeldCoupon
from openpas.tariffs.rules.quoting import UNUSED, QuoteFacts, Uses

# A sale counts unless it was cancelled.
_NOT_CANCELLED: Final = """
    NOT EXISTS (SELECT FROM tariffs_ticketsalecancellation cancelled WHERE cancelled.sale_id = sale.id)
"""
# A limit that is not there has no beginning, and counts nothing.
_HOLDER_AND_USES: Final = """
    SELECT {version}, ({holder})::text,
        EXISTS (SELECT FROM tariffs_grantedcoupon granted
            WHERE granted.passholder_id = person.id OR granted.group_pass_id = groep.id),
        (SELECT ARRAY[
            count(*) FILTER (WHERE sale.passholder_id = person.id AND sale.event_id = %(event)s::bigint
                AND sale.created_at >= %(at_event)s::timestamptz),
            count(*) FILTER (WHERE sale.passholder_id = person.id AND sale.organizer_id = %(organizer)s::bigint
                AND sale.created_at >= %(at_organizer)s::timestamptz),
            count(*) FILTER (WHERE sale.group_pass_id = groep.id AND sale.created_at >= %(of_group)s::timestamptz)]
        FROM tariffs_ticketsale sale
        WHERE (sale.passholder_id = person.id OR sale.group_pass_id = groep.id)
          AND sale.tariff_type = 'SOCIALTARIFF' AND {not_cancelled})
    {tables} WHERE card.uitpas_number = %(number)s
"""
_FACTS: Final = HotStatement(
    _HOLDER_AND_USES.format(
        version=PROGRAMME_VERSION, holder=HOLDER_JSON, tables=HOLDER_TABLES, not_cancelled=_NOT_CANCELLED
    )
)
# The starts of the periods come from Python and the statement picks one, so that the calendar is not written a second
# time in SQL. An empty period picks nothing.
_COUPON_USES: Final = """
    SELECT count(*) FROM tariffs_ticketsale sale
    WHERE sale.granted_coupon_id = granted.id AND {which} AND {not_cancelled}
      AND sale.created_at >= (%(starts)s::json ->> {period})::timestamptz
"""
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
        'limit_volume', coupon.limit_volume, 'limit_period', coupon.limit_period,
        'used', ({used}),
        'event_limit_volume', coupon.event_limit_volume, 'event_limit_period', coupon.event_limit_period,
        'used_at_event', ({used_at_event})) ORDER BY coupon.id)::text
    FROM tariffs_grantedcoupon granted
    JOIN tariffs_coupon coupon ON coupon.id = granted.coupon_id
    JOIN tariffs_distributionkey key ON key.id = coupon.key_id
    JOIN passholders_card card ON card.uitpas_number = %(number)s
    LEFT JOIN passholders_cardsystemmembership held ON held.id = card.membership_id
    WHERE granted.passholder_id = held.passholder_id OR granted.group_pass_id = card.group_pass_id
"""
_COUPONS: Final = HotStatement(
    _COUPONS_AS_JSON.format(
        used=_COUPON_USES.format(which="true", period="coupon.limit_period", not_cancelled=_NOT_CANCELLED),
        used_at_event=_COUPON_USES.format(
            which="sale.event_id = %(event)s::bigint", period="coupon.event_limit_period", not_cancelled=_NOT_CANCELLED
        ),
    )
)


@dataclass(frozen=True, slots=True)
class LoadedFacts:
    """What the statement brought. The event comes first, so that the right to ask is judged before the pass is."""

    programme: Programme
    uitpas_number: str
    moment: datetime
    _holder: str | None = None
    _has_coupons: bool = False
    _uses: Uses = UNUSED

    @property
    def event(self) -> EventFacts:
        return self.programme.event

    def of_pass(self) -> QuoteFacts:
        """Everything about the pass too; one query more for who holds coupons.

        Raises InvalidUitpasNumberAtCounter and PassholderNotFound.
        """
        if not is_uitpas_number(self.uitpas_number):
            raise InvalidUitpasNumberAtCounter
        return QuoteFacts(
            holder=holder_from(self._holder),
            event=self.event,
            keys=self.programme.keys,
            coupons=_coupons_of(self.uitpas_number, self.event, self.moment) if self._has_coupons else (),
            uses=self._uses,
        )


def load_facts(event_public_id: str, uitpas_number: str, moment: datetime) -> LoadedFacts:
    """What is known of an event and a pass at `moment`. Raises EventNotFound.

    One query where the event is known to this process and did not change, else three.
    """
    programme = programme_of(event_public_id)
    while True:
        row = _FACTS.row({"number": uitpas_number, **_counting_from(programme.event, moment)})
        if row is None:
            return LoadedFacts(present_programme_of(event_public_id), uitpas_number, moment)
        version, holder, has_coupons, used = row
        if version == programme.version:
            return LoadedFacts(programme, uitpas_number, moment, holder, has_coupons, Uses(*used))
        programme = present_programme_of(event_public_id)


def _counting_from(event: EventFacts, moment: datetime) -> dict[str, str | None]:
    """At which event and organizer tickets count, and since when."""
    starts = _starts_on(brussels_day(moment))
    return {
        "event": str(event.id),
        "organizer": str(event.organizer_id),
        "at_event": starts[event.ticket_limit.period] if event.ticket_limit else None,
        "at_organizer": starts[event.organizer_ticket_limit.period] if event.organizer_ticket_limit else None,
        "of_group": starts[Period.YEAR],
    }


def _coupons_of(uitpas_number: str, event: EventFacts, moment: datetime) -> tuple[HeldCoupon, ...]:
    values = {"number": uitpas_number, "event": str(event.id), "starts": json.dumps(_starts_on(brussels_day(moment)))}
    (coupons,) = _COUPONS.row(values) or (None,)
    return tuple(HeldCoupon.from_json(one) for one in json.loads(coupons or "[]"))


@lru_cache(maxsize=8)
def _starts_on(day: date) -> dict[Period, str]:
    """When each kind of period that contains the day began."""
    return {period: start.isoformat() for period, start in period_starts(start_of_day(day)).items()}
