"""Days and periods in Brussels, on the days on which they are not simple."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.foundation.calendar import (
    BEGINNING_OF_TIME,
    Period,
    age_on,
    brussels_day,
    end_of_day,
    first_day,
    last_of_april_next_year,
    last_social_tariff_day,
    period_start,
    period_starts,
    start_of_day,
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-01-31T22:59:59", date(2026, 1, 31)),
        ("2026-01-31T23:00:00", date(2026, 2, 1)),
        ("2026-07-31T21:59:59", date(2026, 7, 31)),
        ("2026-07-31T22:00:00", date(2026, 8, 1)),
        ("2025-12-31T23:00:00", date(2026, 1, 1)),
    ],
)
def test_the_day_in_brussels(moment: str, day: date) -> None:
    assert brussels_day(utc(moment)) == day


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        (date(2026, 4, 30), "2026-04-29T22:00:00", "2026-04-30T21:59:59"),
        (date(2026, 12, 31), "2026-12-30T23:00:00", "2026-12-31T22:59:59"),
        (date(2026, 3, 29), "2026-03-28T23:00:00", "2026-03-29T21:59:59"),
        (date(2026, 10, 25), "2026-10-24T22:00:00", "2026-10-25T22:59:59"),
        (date(2028, 2, 29), "2028-02-28T23:00:00", "2028-02-29T22:59:59"),
    ],
)
def test_a_day_from_its_first_to_its_last_second(day: date, begins: str, ends: str) -> None:
    assert start_of_day(day) == utc(begins)
    assert end_of_day(day) == utc(ends)


@pytest.mark.parametrize(
    ("period", "moment", "begins"),
    [
        (Period.DAY, "2026-03-29T12:00:00", "2026-03-28T23:00:00"),
        (Period.WEEK, "2026-03-29T12:00:00", "2026-03-22T23:00:00"),
        (Period.WEEK, "2026-03-29T22:00:00", "2026-03-29T22:00:00"),
        (Period.WEEK, "2027-01-01T12:00:00", "2026-12-27T23:00:00"),
        (Period.MONTH, "2028-02-29T12:00:00", "2028-01-31T23:00:00"),
        (Period.QUARTER, "2026-06-30T21:59:59", "2026-03-31T22:00:00"),
        (Period.QUARTER, "2026-06-30T22:00:00", "2026-06-30T22:00:00"),
        (Period.YEAR, "2026-12-31T23:00:00", "2026-12-31T23:00:00"),
        (Period.YEAR, "2026-12-31T22:59:59", "2025-12-31T23:00:00"),
    ],
)
def test_when_a_period_began(period: Period, moment: str, begins: str) -> None:
    assert period_start(period, utc(moment)) == utc(begins)


def test_absolute_began_at_the_beginning_of_time() -> None:
    assert period_start(Period.ABSOLUTE, utc("2026-01-01T00:00:00")) == BEGINNING_OF_TIME
    assert first_day(Period.ABSOLUTE, date(2026, 1, 1)) is None


@given(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_longer_period_began_earlier(moment: datetime) -> None:
    starts = period_starts(moment)
    assert set(starts) == set(Period)
    assert starts[Period.ABSOLUTE] <= starts[Period.YEAR] <= starts[Period.QUARTER] <= starts[Period.MONTH]
    assert starts[Period.MONTH] <= starts[Period.DAY] <= moment < starts[Period.DAY] + timedelta(hours=25)
    assert timedelta() <= starts[Period.DAY] - starts[Period.WEEK] <= timedelta(days=6, hours=1)


def test_ends_of_a_social_tariff() -> None:
    assert last_of_april_next_year(date(2026, 1, 1)) == date(2027, 4, 30)
    assert last_of_april_next_year(date(2026, 12, 31)) == date(2027, 4, 30)
    assert last_social_tariff_day(date(2026, 2, 1)) == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2010, 6, 15), date(2026, 6, 14), 15),
        (date(2010, 6, 15), date(2026, 6, 15), 16),
    ],
)
def test_age(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age
