"""Of which days the activities are listed (D-30)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openpas.foundation.calendar import end_of_day, start_of_day

_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Range:
    """A choice of days. `days` counts from today on, back in time when `is_past`; None is without end."""

    name: str
    label: str | Promise
    days: int | None = None
    is_past: bool = False


TODAY: Final = Range("today", _("Vandaag"), 1)
DATES: Final = Range("dates", _("Kies zelf"))
RANGES: Final = (
    TODAY,
    Range("week", _("Volgende 7 dagen"), 7),
    Range("month", _("Volgende 30 dagen"), 30),
    Range("year", _("Volgende 12 maanden"), _A_YEAR),
    Range("unlimited", _("Alles wat komt")),
    Range("past", _("Afgelopen"), _A_YEAR, is_past=True),
    DATES,
)


@dataclass(frozen=True, slots=True)
class Days:
    """The range that was chosen and its bounds: two moments, the second open when nothing ends it.

    `first` and `last` are the days that were typed, for DATES.
    """

    range: Range
    begins_at: datetime
    ends_at: datetime | None
    first: date | None = None
    last: date | None = None


def days_of(asked: Mapping[str, str], today: date) -> Days:
    """What the address asks for; today where it asks for nothing that makes sense."""
    chosen = next((one for one in RANGES if one.name == asked.get("range")), TODAY)
    if chosen is DATES:
        return _between(_day(asked.get("from")), _day(asked.get("until")), today)
    if chosen.is_past:
        return Days(chosen, start_of_day(today - timedelta(days=chosen.days or 0)), end_of_day(today))
    last = None if chosen.days is None else end_of_day(today + timedelta(days=chosen.days - 1))
    return Days(chosen, start_of_day(today), last)


def _between(first: date | None, last: date | None, today: date) -> Days:
    """One day where one of the two was typed; never an end before the beginning."""
    begin = first or last or today
    end = max(last or begin, begin)
    return Days(DATES, start_of_day(begin), end_of_day(end), begin, end)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
