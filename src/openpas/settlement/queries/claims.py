"""What governments owe an organizer, sale by sale, as a stream that fits in memory however long it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from django.db import connection

from openpas.settlement.rules.books import Cancellation
from openpas.settlement.rules.governments import Government
from openpas.settlement.rules.lines import Claim
from openpas.settlement.rules.periods import ReportPeriod
from openpas.tariffs.rules.split import Payer, Shares

_ROWS_AT_ONCE: Final = 1_000

_CLAIMS: Final = """
    WITH wanted AS (
        SELECT id FROM tariffs_ticketsale
        WHERE organizer_id = %(organizer)s AND created_at >= %(begins)s AND created_at < %(over)s
          AND created_at <= %(read)s
        UNION ALL
        SELECT sale.id FROM tariffs_ticketsalecancellation cancelled
        JOIN tariffs_ticketsale sale ON sale.id = cancelled.sale_id
        WHERE sale.organizer_id = %(organizer)s AND sale.created_at < %(begins)s
          AND cancelled.created_at < %(over)s AND cancelled.created_at <= %(read)s
    )
    SELECT posting.payer, posting.amount_cents AS contribution_cents, sale.municipality_nis,
           sale.id AS sale_id, sale.created_at AS sold_at, cancellation.created_at AS cancelled_at, told.told_in,
           coalesce(person.public_id, groep.public_id) AS holder_id, person.id AS passholder_id,
           coalesce(person.first_name, '') AS first_name, coalesce(person.name, '') AS last_name,
           coalesce(groep.name, '') AS group_pass, region.name AS card_system, coalesce(coupon.name, '') AS coupon,
           event.title AS event, event.starts_at AS event_starts_at, event.ends_at AS event_ends_at,
           sale.regular_price_cents, sale.regular_price_label AS price_label, key.name AS key, sale.key_version,
           shares.passholder, shares.local, shares.flemish, shares.organizer
    FROM wanted
    JOIN tariffs_ticketsale sale ON sale.id = wanted.id
    JOIN tariffs_posting posting ON posting.sale_id = sale.id AND NOT posting.is_reversal
        AND posting.payer IN ('LOCAL_GOVERNMENT', 'FLEMISH_GOVERNMENT')
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(amount_cents) FILTER (WHERE payer = 'PASSHOLDER'), 0) AS passholder,
               coalesce(sum(amount_cents) FILTER (WHERE payer = 'LOCAL_GOVERNMENT'), 0) AS local,
               coalesce(sum(amount_cents) FILTER (WHERE payer = 'FLEMISH_GOVERNMENT'), 0) AS flemish,
               coalesce(sum(amount_cents) FILTER (WHERE payer = 'ORGANIZER'), 0) AS organizer
        FROM tariffs_posting WHERE sale_id = sale.id AND NOT is_reversal
    ) shares
    LEFT JOIN tariffs_ticketsalecancellation cancellation
        ON cancellation.sale_id = sale.id AND cancellation.created_at <= %(read)s
    LEFT JOIN LATERAL (
        SELECT array_agg(report_id) AS told_in FROM settlement_toldcancellation
        WHERE sale_id = cancellation.sale_id
    ) told ON true
    JOIN events_event event ON event.id = sale.event_id
    JOIN card_systems_cardsystem region ON region.id = sale.card_system_id
    JOIN tariffs_distributionkey key ON key.id = sale.key_id
    LEFT JOIN passholders_passholder person ON person.id = sale.passholder_id
    LEFT JOIN passholders_grouppass groep ON groep.id = sale.group_pass_id
    LEFT JOIN tariffs_grantedcoupon granted ON granted.id = sale.granted_coupon_id
    LEFT JOIN tariffs_coupon coupon ON coupon.id = granted.coupon_id
    ORDER BY posting.payer DESC, CASE WHEN posting.payer = 'LOCAL_GOVERNMENT' THEN sale.municipality_nis ELSE '' END,
             event.title, event.id, sale.created_at, sale.id
"""
"""A row per sale and government that contributes: of the period, and of cancelled sales from before it.

The local governments come first, each as one run of rows; within it the rows of an event stand together, by date.
"""


@contextmanager
def claims(organizer_id: int, period: ReportPeriod, read_at: datetime) -> Iterator[Iterator[Claim]]:
    """The claims that may stand in a report, government by government; which do is for `rules.books`.

    What was written after `read_at` does not count. One query, through a cursor of the server.
    """
    facts: dict[str, int | datetime] = {
        "organizer": organizer_id,
        "begins": period.begins_at,
        "over": period.over_at,
        "read": read_at,
    }
    with connection.chunked_cursor() as cursor:
        cursor.execute(_CLAIMS, facts)
        yield _claims(cursor)


def _claims(cursor: Any) -> Iterator[Claim]:
    names: list[str] = []
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        names = names or [column.name for column in cursor.description]
        for row in rows:
            yield _claim(dict(zip(names, row, strict=True)))


def _claim(row: dict[str, Any]) -> Claim:
    payer = Payer(row.pop("payer"))
    cancelled_at, told_in = row.pop("cancelled_at"), row.pop("told_in")
    shares = Shares(row.pop("passholder"), row.pop("local"), row.pop("flemish"), row.pop("organizer"))
    return Claim(
        government=Government(payer, row["municipality_nis"] if payer is Payer.LOCAL_GOVERNMENT else ""),
        cancellation=None if cancelled_at is None else Cancellation(cancelled_at, frozenset(told_in or ())),
        shares=shares,
        **row,
    )
