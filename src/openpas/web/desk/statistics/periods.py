"""Which days the numbers are of, and with which they are compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openpas.foundation.calendar import Period, first_day
from openpas.insights.rules import Days

OWN: Final = "own"
NONE: Final = "none"

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """A period that people choose by its name."""

    name: str
    label: str | Promise
    days_on: Callable[[date], Days]


def _current(period: Period) -> Callable[[date], Days]:
    return lambda today: Days(first_day(period, today) or today, today)


def _former(period: Period) -> Callable[[date], Days]:
    def days_on(today: date) -> Days:
        last = (first_day(period, today) or today) - _ONE_DAY
        return Days(first_day(period, last) or last, last)

    return days_on


PERIODS: Final = (
    Choice("month", _("Deze maand"), _current(Period.MONTH)),
    Choice("last-month", _("Vorige maand"), _former(Period.MONTH)),
    Choice("quarter", _("Dit kwartaal"), _current(Period.QUARTER)),
    Choice("last-quarter", _("Vorig kwartaal"), _former(Period.QUARTER)),
    Choice("year", _("Dit jaar"), _current(Period.YEAR)),
    Choice("last-year", _("Vorig jaar"), _former(Period.YEAR)),
)

COMPARISONS: Final[Mapping[str, Callable[[Days], Days]]] = {"before": Days.before, "year": Days.a_year_earlier}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form said. `then` is None where nothing is compared."""

    period: str
    comparison: str
    now: Days
    then: Days | None


def asked_in(form: Mapping[str, str], today: date) -> Asked:
    """The chosen periods; this month beside the days before it where nothing was chosen or no day was typed."""
    chosen = next((one for one in PERIODS if one.name == form.get("period")), PERIODS[0])
    own = _typed(form, "from", "until") if form.get("period") == OWN else None
    now = own or chosen.days_on(today)
    comparison = form.get("compare", "before")
    if comparison == OWN:
        then = _typed(form, "then_from", "then_until")
    else:
        then = COMPARISONS[comparison](now) if comparison in COMPARISONS else None
    return Asked(OWN if own else chosen.name, comparison, now, then)


def _typed(form: Mapping[str, str], first: str, last: str) -> Days | None:
    typed = (_day(form.get(first, "")), _day(form.get(last, "")))
    return Days(*typed) if all(typed) else None  # type: ignore[arg-type]


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None
