"""How many tickets a limit leaves, and the limit in the words of a ticket."""

from typing import Final

from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.foundation.text import Text

_ONE: Final = Text("1 ticket", "1 ticket", "1 ticket", "1 Ticket")
_MANY: Final = Text("{volume} tickets", "{volume} tickets", "{volume} tickets", "{volume} Tickets")
_PER: Final = {
    Period.ABSOLUTE: Text("{tickets} in totaal", "{tickets} au total", "{tickets} in all", "{tickets} insgesamt"),
    Period.DAY: Text("{tickets} per dag", "{tickets} par jour", "{tickets} a day", "{tickets} pro Tag"),
    Period.WEEK: Text("{tickets} per week", "{tickets} par semaine", "{tickets} a week", "{tickets} pro Woche"),
    Period.MONTH: Text("{tickets} per maand", "{tickets} par mois", "{tickets} a month", "{tickets} pro Monat"),
    Period.QUARTER: Text(
        "{tickets} per kwartaal", "{tickets} par trimestre", "{tickets} a quarter", "{tickets} pro Quartal"
    ),
    Period.YEAR: Text("{tickets} per jaar", "{tickets} par an", "{tickets} a year", "{tickets} pro Jahr"),
}


def tickets_in_words(limit: Limit) -> Text:
    """`1 ticket per maand`, `3 tickets in totaal`."""
    tickets = _ONE if limit.volume == 1 else _MANY.filled(volume=limit.volume)
    return Text.from_dict(
        {
            language: text.format(tickets=tickets.in_language(language))
            for language, text in _PER[limit.period].as_dict().items()
        }
    )


def is_used_up(limit: Limit | None, used: int) -> bool:
    """Whether a limit leaves nothing; no limit always leaves something."""
    return limit is not None and limit.remaining(used) == 0
