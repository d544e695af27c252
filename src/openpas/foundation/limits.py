"""A limit is a number of times within a calendar period; the same type for check-ins, tickets, coupons, rewards."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from openpas.foundation.calendar import Period, period_start
from openpas.foundation.text import Text


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `volume` times per `period`."""

    volume: int
    period: Period

    def remaining(self, used: int) -> int:
        """How many times are left after `used` times in the current period, never below zero."""
        return max(self.volume - used, 0)

    def begins_at(self, moment: datetime) -> datetime:
        """From when on uses count against this limit at `moment`."""
        return period_start(self.period, moment)

    def in_words(self) -> Text:
        """`1 keer per week`, `in totaal 1 keer`."""
        return PER_PERIOD[self.period].filled(volume=self.volume)


def limit_of(volume: int | None, period: str | None) -> Limit | None:
    """The limit that two nullable columns hold; None (unlimited) when they are empty."""
    return None if volume is None or not period else Limit(volume, Period(period))


PER_PERIOD: Final = {
    Period.ABSOLUTE: Text(
        "in totaal {volume} keer", "{volume} fois au total", "{volume} times in all", "insgesamt {volume}-mal"
    ),
    Period.DAY: Text("{volume} keer per dag", "{volume} fois par jour", "{volume} times a day", "{volume}-mal pro Tag"),
    Period.WEEK: Text(
        "{volume} keer per week", "{volume} fois par semaine", "{volume} times a week", "{volume}-mal pro Woche"
    ),
    Period.MONTH: Text(
        "{volume} keer per maand", "{volume} fois par mois", "{volume} times a month", "{volume}-mal pro Monat"
    ),
    Period.QUARTER: Text(
        "{volume} keer per kwartaal",
        "{volume} fois par trimestre",
        "{volume} times a quarter",
        "{volume}-mal pro Quartal",
    ),
    Period.YEAR: Text(
        "{volume} keer per jaar", "{volume} fois par an", "{volume} times a year", "{volume}-mal pro Jahr"
    ),
}
