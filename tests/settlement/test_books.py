"""Which sales and corrections stand in a report; the examples of the page, and what holds for all of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.settlement.rules.books import Books, Cancellation, Export, Sign
from openpas.settlement.rules.periods import ReportPeriod

QUARTERS = {
    number: ReportPeriod(date(2026, 3 * number - 2, 1), end)
    for number, end in enumerate((date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)), start=1)
}
BOTH = ReportPeriod(date(2026, 1, 1), date(2026, 6, 30))
CLAIM, CORRECTION = Sign.CLAIM, Sign.CORRECTION


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


SOLD = at("2026-02-10 14:00")
EXPORTED = {1: Export(QUARTERS[1], at("2026-04-02 09:00"))}


def cancelled(text: str, *told_in: int) -> Cancellation:
    return Cancellation(at(text), frozenset(told_in))


def test_a_sale_stands_in_the_period_of_its_day() -> None:
    assert Books(QUARTERS[1]).lines_for(SOLD, None) == (CLAIM,)
    assert Books(QUARTERS[2]).lines_for(SOLD, None) == ()


@pytest.mark.parametrize(
    ("sold_at", "lines"),
    [
        ("2025-12-31 22:59", ()),
        ("2025-12-31 23:00", (CLAIM,)),
        ("2026-03-31 21:59", (CLAIM,)),
        ("2026-03-31 22:00", ()),
    ],
)
def test_a_day_ends_at_midnight_in_brussels(sold_at: str, lines: tuple[Sign, ...]) -> None:
    assert Books(QUARTERS[1]).lines_for(at(sold_at), None) == lines


def test_what_was_cancelled_before_anybody_was_told_is_nowhere() -> None:
    gone = cancelled("2026-04-02 08:59")
    assert Books(QUARTERS[1], EXPORTED).lines_for(SOLD, gone) == ()
    assert Books(QUARTERS[2], EXPORTED).lines_for(SOLD, gone) == ()


def test_what_was_claimed_is_taken_back_in_the_period_of_the_cancellation() -> None:
    gone = cancelled("2026-04-02 09:01")
    assert Books(QUARTERS[1], EXPORTED).lines_for(SOLD, gone) == (CLAIM,)
    assert Books(QUARTERS[2], EXPORTED).lines_for(SOLD, gone) == (CORRECTION,)


def test_a_period_with_both_days_holds_both_lines() -> None:
    assert Books(BOTH, EXPORTED).lines_for(SOLD, cancelled("2026-05-01 10:00")) == (CLAIM, CORRECTION)


def test_when_the_period_of_the_cancellation_is_skipped_the_next_report_catches_up() -> None:
    assert Books(QUARTERS[3], EXPORTED).lines_for(SOLD, cancelled("2026-05-01 10:00")) == (CORRECTION,)


def test_what_was_caught_up_stays_where_it_was_told() -> None:
    exports = {**EXPORTED, 3: Export(QUARTERS[3], at("2026-10-01 09:00"))}
    gone = cancelled("2026-05-01 10:00", 3)
    assert Books(QUARTERS[3], exports).lines_for(SOLD, gone) == (CORRECTION,)
    assert Books(QUARTERS[2], exports).lines_for(SOLD, gone) == ()
    assert Books(QUARTERS[4], exports).lines_for(SOLD, gone) == ()
    assert Books(BOTH, exports).lines_for(SOLD, gone) == (CLAIM,)
    whole_year = ReportPeriod(date(2026, 1, 1), date(2026, 12, 31))
    assert Books(whole_year, exports).lines_for(SOLD, gone) == (CLAIM, CORRECTION)


def test_what_was_told_in_its_own_period_is_not_caught_up() -> None:
    exports = {**EXPORTED, 2: Export(QUARTERS[2], at("2026-07-01 09:00"))}
    gone = cancelled("2026-05-01 10:00", 2)
    assert Books(QUARTERS[2], exports).lines_for(SOLD, gone) == (CORRECTION,)
    assert Books(QUARTERS[3], exports).lines_for(SOLD, gone) == ()


def test_a_report_made_before_the_sale_told_nothing_of_it() -> None:
    early = {1: Export(QUARTERS[1], SOLD - timedelta(minutes=1))}
    assert Books(QUARTERS[1], early).lines_for(SOLD, cancelled("2026-05-01 10:00")) == ()


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001  naive bounds


@given(sold_at=moments, cancelled_after=st.integers(1, 300), asked=st.permutations([1, 2, 3, 4]), repeat=st.booleans())
def test_in_any_order_of_reports_what_counts_in_the_end_is_right(
    sold_at: datetime, cancelled_after: int, asked: list[int], *, repeat: bool
) -> None:
    """After all four quarters were reported in some order, the claims and corrections of a cancelled sale are even."""
    cancelled_at = min(sold_at + timedelta(days=cancelled_after), at("2026-12-31 12:00"))
    exports: dict[int, Export] = {}
    last: dict[int, tuple[Sign, ...]] = {}
    told: set[int] = set()
    # The quarter of the sale is exported before the cancellation, all of them once more after the year.
    first = (sold_at.month + 2) // 3
    exports[0] = Export(QUARTERS[first], sold_at + (cancelled_at - sold_at) / 2)
    for number, quarter in enumerate(asked * (2 if repeat else 1), start=1):
        lines = Books(QUARTERS[quarter], exports).lines_for(sold_at, Cancellation(cancelled_at, frozenset(told)))
        exports[number] = Export(QUARTERS[quarter], at("2027-01-02 09:00") + timedelta(hours=number))
        if CORRECTION in lines:
            told.add(number)
        assert last.setdefault(quarter, lines) == lines
    assert sum(sum(lines) for lines in last.values()) == 0
