"""A report of many thousands of lines takes no more memory than one of a few hundred (marked slow).

OPENPAS_REPORT_LINES chooses their number, 1000000 for instance; the same memory has to do. CI asks for 100000.
"""

import os
import resource
from typing import Final

import pytest
from django.db import connection

from openpas.demo.cast import Cast
from openpas.settlement.models import Report
from openpas.settlement.rules.periods import ReportPeriod
from tests.settlement.ledger import FIRST_QUARTER, members, reported

MANY: Final = int(os.environ.get("OPENPAS_REPORT_LINES", "30000"))
MOST_KILOBYTES: Final = 16 * 1024

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(600 + MANY // 200)]

SALES = """
    INSERT INTO tariffs_ticketsale (event_id, organizer_id, passholder_id, uitpas_number, tariff_type, tariff_name,
        key_id, key_version, card_system_id, municipality_nis, regular_price_cents, regular_price_label, price_cents,
        actor, created_at)
    SELECT %(event)s, %(organizer)s, %(holder)s, '0900000100017', 'SOCIALTARIFF', 'Kansentarief',
        %(key)s, 1, %(region)s, (ARRAY['44021', '41002'])[1 + n %% 2], 1000, 'Basistarief ' || n, 200, 'client:test',
        timestamptz '2026-01-05 10:00+00' + n * interval '50 days' / %(many)s
    FROM generate_series(1, %(many)s::integer) n
"""
POSTINGS = """
    INSERT INTO tariffs_posting (sale_id, payer, amount_cents, is_reversal, created_at)
    SELECT id, payer, cents, false, created_at FROM tariffs_ticketsale,
        (VALUES ('PASSHOLDER', 200), ('LOCAL_GOVERNMENT', 400), ('ORGANIZER', 400)) AS share (payer, cents)
"""


@pytest.fixture
def many_sales(cast: Cast) -> None:
    """Written by the database itself; what it checks of each posting is checked elsewhere and off here."""
    facts = {
        "event": cast.open_house.pk,
        "organizer": cast.theatre.pk,
        "holder": cast.amina.pk,
        "key": cast.standard_key.pk,
        "region": cast.gent.pk,
        "many": MANY,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(SALES, facts)
        cursor.execute(POSTINGS)
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE tariffs_ticketsale, tariffs_posting")


def grown_kilobytes(cast: Cast, period: ReportPeriod) -> tuple[int, Report]:
    """By how much the most memory that this process ever held grew while a report was made, and the report."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = reported(cast, period, "2026-04-02 08:30")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, report


def test_memory_does_not_grow_with_the_lines(cast: Cast, many_sales: None) -> None:
    day = ReportPeriod(FIRST_QUARTER.starts_on.replace(day=6), FIRST_QUARTER.starts_on.replace(day=6))
    grown_kilobytes(cast, day)
    grown, report = grown_kilobytes(cast, FIRST_QUARTER)
    assert report.status == Report.Status.AVAILABLE
    assert grown < MOST_KILOBYTES
    lines = {name: content.count(b"\n") - 1 for name, content in members(report).items() if name.endswith(".csv")}
    assert sorted(lines.values()) == [MANY // 2, MANY // 2]
