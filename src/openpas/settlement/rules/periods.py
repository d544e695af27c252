"""The days that a financial report covers (contract/rules.md 2.17, 8-69, 8-78; domain/rules.md 5.2)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from openpas.foundation.calendar import Period, first_day, start_of_day

SUGGESTED_QUARTERS: Final = 8
_MONTHS_OF_QUARTER: Final = 3
# Nothing was sold before, and nobody reports later; dates beyond have no midnight that can be computed.
_FIRST_DAY: Final = date(1970, 1, 1)
_LAST_DAY: Final = date(9000, 1, 1)


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """Whole days in Brussels, the first and the last included."""

    starts_on: date
    ends_on: date

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def covers(self, other: "ReportPeriod") -> bool:
        """Whether every day of the other period is in this one."""
        return other.starts_on in self and other.ends_on in self

    @property
    def begins_at(self) -> datetime:
        """Midnight with which the first day begins, in UTC."""
        return start_of_day(_storable(self.starts_on))

    @property
    def over_at(self) -> datetime:
        """Midnight with which the day after the last begins, in UTC: the first moment that is outside."""
        return start_of_day(_storable(self.ends_on) + timedelta(days=1))


def suggested_periods(today: date) -> list[ReportPeriod]:
    """The eight calendar quarters before the one of `today`, newest first."""
    suggested: list[ReportPeriod] = []
    following = _quarter_of(today)
    for _ in range(SUGGESTED_QUARTERS):
        ends_on = following - timedelta(days=1)
        following = _quarter_of(ends_on)
        suggested.append(ReportPeriod(following, ends_on))
    return suggested


def number_of_quarter(period: ReportPeriod) -> int | None:
    """1 to 4 for exactly one calendar quarter, None for any other days."""
    day_after = period.ends_on + timedelta(days=1)
    if _quarter_of(period.ends_on) != period.starts_on or _quarter_of(day_after) != day_after:
        return None
    return (period.starts_on.month + _MONTHS_OF_QUARTER - 1) // _MONTHS_OF_QUARTER


def _quarter_of(day: date) -> date:
    return first_day(Period.QUARTER, day) or day


def _storable(day: date) -> date:
    return min(max(day, _FIRST_DAY), _LAST_DAY)
