"""The worked example of docs/algorithms/settlement.md, row by row."""

from datetime import UTC, date, datetime
from itertools import takewhile
from pathlib import Path
from typing import Final

from openpas.foundation.calendar import BRUSSELS
from openpas.foundation.money import euro
from openpas.settlement.rules.books import Books, Cancellation, Export, Sign
from openpas.settlement.rules.periods import ReportPeriod

PAGE: Final = Path(__file__).parents[2] / "docs" / "algorithms" / "settlement.md"
CONTRIBUTION_CENTS: Final = 400


def table(*columns: str) -> list[tuple[str, ...]]:
    """The rows of the table with these columns."""
    lines = PAGE.read_text().splitlines()
    start = lines.index("| " + " | ".join(columns) + " |") + 2
    rows = takewhile(lambda line: line.startswith("|"), lines[start:])
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in rows]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS).astimezone(UTC)


def period(text: str) -> ReportPeriod:
    starts_on, ends_on = text.split(" to ")
    return ReportPeriod(date.fromisoformat(starts_on), date.fromisoformat(ends_on))


def test_the_worked_example() -> None:
    sales = {name: (moment(sold), cancelled) for name, sold, cancelled in table("sale", "sold", "cancelled")}
    exports: dict[int, Export] = {}
    told: dict[str, set[int]] = {name: set() for name in sales}
    for number, (asked_at, asked, lines, total) in enumerate(table("asked at", "period", "lines", "sum"), start=1):
        read_at, books = moment(asked_at), Books(period(asked), exports)
        found = [
            (sign, name)
            for name, (sold_at, cancelled) in sales.items()
            if sold_at <= read_at
            for sign in books.lines_for(sold_at, _cancellation(cancelled, read_at, told[name]))
        ]
        written = [f"{'-' if sign is Sign.CORRECTION else ''}{name}" for sign, name in found]
        assert ", ".join(written) == ("" if lines == "nothing" else lines)
        assert str(euro(CONTRIBUTION_CENTS * sum(sign for sign, _ in found))) == total
        exports = {**exports, number: Export(books.period, read_at)} if found else exports
        for sign, name in found:
            if sign is Sign.CORRECTION:
                told[name].add(number)


def _cancellation(cancelled: str, read_at: datetime, told_in: set[int]) -> Cancellation | None:
    if cancelled == "never" or moment(cancelled) > read_at:
        return None
    return Cancellation(moment(cancelled), frozenset(told_in))
