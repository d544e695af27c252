"""Days and periods as the programme counts them: in Brussels time, from the first to the last of a period."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

BRUSSELS: Final = ZoneInfo("Europe/Brussels")
BEGINNING_OF_TIME: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Period(StrEnum):
    """The calendar period within which a limit counts (contract: `periodType`, `period`)."""

    ABSOLUTE = "ABSOLUTE"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    QUARTER = "QUARTER"
    YEAR = "YEAR"


def brussels_day(moment: datetime) -> date:
    """The date on the wall calendar in Brussels at that moment."""
    return moment.astimezone(BRUSSELS).date()


def start_of_day(day: date) -> datetime:
    """Midnight in Brussels with which the day begins, in UTC."""
    return datetime.combine(day, time.min, BRUSSELS).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The last second of the day in Brussels, in UTC: 30 April 2026 → 2026-04-30T21:59:59+00:00."""
    return start_of_day(day + timedelta(days=1)) - timedelta(seconds=1)


def first_day(period: Period, day: date) -> date | None:
    """The first day of the period that contains `day`; None for ABSOLUTE, which has none."""
    match period:
        case Period.ABSOLUTE:
            return None
        case Period.DAY:
            return day
        case Period.WEEK:
            return day - timedelta(days=day.weekday())
        case Period.MONTH:
            return day.replace(day=1)
        case Period.QUARTER:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case Period.YEAR:
            return day.replace(month=1, day=1)


def period_start(period: Period, moment: datetime) -> datetime:
    """When the period that contains `moment` began, in UTC. ABSOLUTE began at the beginning of time."""
    day = first_day(period, brussels_day(moment))
    return BEGINNING_OF_TIME if day is None else start_of_day(day)


def period_starts(moment: datetime) -> dict[Period, datetime]:
    """The start of every kind of period around `moment`: what a query needs that learns the kind itself."""
    return {period: period_start(period, moment) for period in Period}


def last_of_april_next_year(today: date) -> date:
    """The day on which a social tariff ends when nobody says otherwise (contract: Passholder, BR-ST-01)."""
    return date(today.year + 1, 4, 30)


def last_social_tariff_day(today: date) -> date:
    """The latest day that may be chosen as the end of a social tariff (BR-ST-02)."""
    return date(today.year + 1, 12, 31)


def age_on(born: date, day: date) -> int:
    """Whole years on that day. Born on 29 February, one year is reached on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
