"""Which days a report covers."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.settlement.rules.periods import ReportPeriod, suggested_periods

FIRST_QUARTER = ReportPeriod(date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize("today", [date(2026, 4, 1), date(2026, 5, 20), date(2026, 6, 30)])
def test_the_eight_quarters_before_this_one_newest_first(today: date) -> None:
    assert suggested_periods(today) == [
        FIRST_QUARTER,
        ReportPeriod(date(2025, 10, 1), date(2025, 12, 31)),
        ReportPeriod(date(2025, 7, 1), date(2025, 9, 30)),
        ReportPeriod(date(2025, 4, 1), date(2025, 6, 30)),
        ReportPeriod(date(2025, 1, 1), date(2025, 3, 31)),
        ReportPeriod(date(2024, 10, 1), date(2024, 12, 31)),
        ReportPeriod(date(2024, 7, 1), date(2024, 9, 30)),
        ReportPeriod(date(2024, 4, 1), date(2024, 6, 30)),
    ]


def test_days_are_whole_and_of_brussels() -> None:
    # Winter time at the begin, summer time at the end.
    assert FIRST_QUARTER.begins_at == datetime(2025, 12, 31, 23, tzinfo=UTC)
    assert FIRST_QUARTER.over_at == datetime(2026, 3, 31, 22, tzinfo=UTC)
    assert date(2026, 1, 1) in FIRST_QUARTER
    assert date(2026, 3, 31) in FIRST_QUARTER
    assert date(2026, 4, 1) not in FIRST_QUARTER


@given(st.dates(), st.dates())
def test_every_two_dates_have_moments(one: date, other: date) -> None:
    period = ReportPeriod(min(one, other), max(one, other))
    assert period.begins_at < period.over_at


@given(st.dates(date(1980, 1, 1), date(2200, 1, 1)))
def test_suggested_periods_follow_each_other(today: date) -> None:
    periods = suggested_periods(today)
    assert all(newer.begins_at == older.over_at for newer, older in pairwise(periods))
    assert periods[0].ends_on < today
