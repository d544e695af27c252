"""Twenty million past check-ins with their ledger lines, made inside the database, month after month."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from openpas.demo.builders import nis_of
from openpas.demo.bulk.people import FirstIds
from openpas.demo.bulk.plan import CLIENT_ID, SOCIAL_EVERY, Plan, chunks
from openpas.foundation.calendar import BEGINNING_OF_TIME, Period, brussels_day, period_start
from openpas.records.partitions import ensure_months

CHUNK: Final = 250_000
_AHEAD: Final = timedelta(days=100)
_MILLISECOND: Final = timedelta(milliseconds=1)

# Both statements make the same moments and ids out of j. An id carries its moment (UUIDv7) and j, and a digit that
# tells check-ins (8) from ledger lines (9).
_SERIES: Final = """
    FROM generate_series(%(begin)s::bigint, %(end)s::bigint - 1) AS j
    CROSS JOIN LATERAL (SELECT j %% %(people)s::bigint AS place, j / %(people)s::bigint AS round,
                         %(from_ms)s::bigint + j * %(length_ms)s::bigint / %(total)s::bigint AS ms) AS visit
    CROSS JOIN LATERAL (SELECT place * %(stride)s::bigint %% %(people)s::bigint AS k,
                         timestamptz 'epoch' + ms * interval '1 millisecond' AS at,
                         lpad(to_hex(ms), 12, '0') AS time_part, lpad(to_hex(j), 12, '0') AS own_part) AS who
    CROSS JOIN LATERAL (SELECT left(time_part, 8) || '-' || right(time_part, 4) || '-7000-' AS head) AS identifier
"""
_CHECKIN_ID: Final = "(head || '8000-' || own_part)::uuid"
_CHECKINS: Final = f"""
    INSERT INTO checkins_checkin (id, created_at, passholder_id, event_id, organizer_id, uitpas_number, points,
                                  had_social_tariff, municipality_nis, channel, actor)
    SELECT {_CHECKIN_ID}, at, %(passholder)s + k, event.id, event.organizer_id, card.uitpas_number, 1,
           k %% %(every)s = 0, %(municipality)s, 'API', %(actor)s
    {_SERIES}
    JOIN passholders_card card ON card.membership_id = %(membership)s + who.k
    JOIN events_event event ON event.id = %(first_event)s + (visit.place + visit.round * 17) %% %(events)s
    ORDER BY at
"""
_LINES: Final = f"""
    INSERT INTO checkins_pointsline (id, created_at, passholder_id, kind, points, balance_after, source)
    SELECT (head || '9000-' || own_part)::uuid, at, %(passholder)s + k, 'CHECKIN', 1, round + 1, {_CHECKIN_ID}
    {_SERIES}
"""


@dataclass(frozen=True, slots=True)
class Past:
    """The stretch of time over which the check-ins are spread, in UTC."""

    begins_at: datetime
    ends_at: datetime


def past_of(plan: Plan, now: datetime) -> Past:
    """From the first day of the first month to the beginning of this week."""
    month = brussels_day(now).replace(day=1)
    for _ in range(plan.months):
        month = (month - timedelta(days=1)).replace(day=1)
    return Past(
        period_start(Period.MONTH, BEGINNING_OF_TIME.replace(year=month.year, month=month.month, day=15)),
        period_start(Period.WEEK, now),
    )


def save_history(plan: Plan, first: FirstIds, first_event: int, now: datetime, advance: Callable[[int], None]) -> None:
    """All check-ins of the plan, in the order of time."""
    past = past_of(plan, now)
    ensure_months(brussels_day(past.begins_at) - timedelta(days=1), brussels_day(now) + _AHEAD)
    values: dict[str, Any] = {
        "people": plan.passholders,
        "total": plan.checkins,
        "from_ms": (past.begins_at - BEGINNING_OF_TIME) // _MILLISECOND,
        "length_ms": (past.ends_at - past.begins_at) // _MILLISECOND,
        "stride": plan.stride,
        "passholder": first.passholder,
        "membership": first.membership,
        "first_event": first_event,
        "events": plan.events,
        "every": SOCIAL_EVERY,
        "municipality": nis_of("9000", "Gent"),
        "actor": f"client:{CLIENT_ID}",
    }
    for begin, end in chunks(plan.checkins, CHUNK):
        with connection.cursor() as cursor:
            cursor.execute(_CHECKINS, values | {"begin": begin, "end": end})
            cursor.execute(_LINES, values | {"begin": begin, "end": end})
        advance(end - begin)
