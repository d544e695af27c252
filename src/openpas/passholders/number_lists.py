"""Lists of card numbers as people paste or scan them, and what became of each (domain/rules.md D-36).

Reading is pure: text in, numbers and the lines that hold none out.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Final

from django.db.models import QuerySet

from openpas.foundation.identifiers import is_uitpas_number
from openpas.passholders.models import Card, Passholder

_DIGITS: Final = 13
_CELLS: Final = re.compile(r"[\t,;|]")
_GROUPS: Final = re.compile(r"[0-9]+")


class Problem(StrEnum):
    """Why a line of a list stands for nobody."""

    UNREADABLE = "UNREADABLE"
    MISTYPED = "MISTYPED"
    DOUBLE = "DOUBLE"
    UNKNOWN = "UNKNOWN"
    BLOCKED = "BLOCKED"
    IN_STOCK = "IN_STOCK"
    GROUP = "GROUP"


@dataclass(frozen=True, slots=True)
class Line:
    """A number as it stood on a line, from 1; empty where the line holds none. It may be mistyped."""

    position: int
    number: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is the matter with a line. `first` is the line that says the same already, for a double one."""

    line: Line
    problem: Problem
    first: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """The people that a list stands for, each once, and the lines that stand for nobody."""

    passholder_ids: tuple[int, ...]
    complaints: tuple[Complaint, ...]


def read_lines(text: str) -> list[Line]:
    """The numbers of a text, in their order: one or several on a line, with spaces, dots or dashes between the digits.

    A cell of a sheet that holds no number, such as a name beside it or a title above it, is passed over. A line with
    digits and no number is kept, without what it holds: that may be anything. A spreadsheet leaves a leading zero out;
    it is put back.
    """
    return [line for position, row in enumerate(text.splitlines(), start=1) for line in _lines(position, row)]


def _lines(position: int, row: str) -> Iterator[Line]:
    numbers = [number for cell in _CELLS.split(row) for number in _numbers(cell)]
    if numbers:
        yield from (Line(position, number) for number in numbers)
    elif _GROUPS.search(row):
        yield Line(position, "")


def _numbers(cell: str) -> Iterator[str]:
    """Groups of digits are put together as long as they make whole numbers; else the cell holds none."""
    groups = _groups(cell)
    together = "".join(groups)
    ends = set(accumulate(len(group) for group in groups))
    cuts = range(_DIGITS, len(together) + 1, _DIGITS)
    if together and len(together) % _DIGITS == 0 and ends.issuperset(cuts):
        yield from (together[cut - _DIGITS : cut] for cut in cuts)


def _groups(cell: str) -> list[str]:
    """The groups of digits that may be parts of numbers: beside words only whole ones are."""
    groups = _GROUPS.findall(cell)
    if any(map(str.isalpha, cell)):
        return [group for group in groups if len(group) == _DIGITS]
    if len(groups) == 1 and len(groups[0]) == _DIGITS - 1 and is_uitpas_number(f"0{groups[0]}"):
        return [f"0{groups[0]}"]
    return groups


def listed(lines: Collection[Line], people: QuerySet[Passholder]) -> Listed:
    """Whom these lines stand for, out of these people. Two queries.

    A card of somebody else is as unknown as one that does not exist.
    """
    cards = {card.uitpas_number: card for card in _cards(lines)}
    holders = {card.membership.passholder_id for card in cards.values() if card.membership}
    reached = set(people.filter(pk__in=holders).values_list("pk", flat=True))
    seen: dict[str | int, int] = {}
    found: list[int] = []
    complaints: list[Complaint] = []
    for line in lines:
        judged = _judged(line, cards.get(line.number), reached)
        key = line.number if isinstance(judged, Problem) else judged
        if key and key in seen:
            complaints.append(Complaint(line, Problem.DOUBLE, seen[key]))
            continue
        seen[key] = line.position
        if isinstance(judged, Problem):
            complaints.append(Complaint(line, judged))
        else:
            found.append(judged)
    return Listed(tuple(found), tuple(complaints))


def _cards(lines: Collection[Line]) -> QuerySet[Card]:
    numbers = {line.number for line in lines if is_uitpas_number(line.number)}
    return Card.objects.filter(uitpas_number__in=numbers).select_related("membership")


def _judged(line: Line, card: Card | None, reached: Collection[int]) -> Problem | int:
    """What is the matter with a line, or the person for whom it stands."""
    if not line.number:
        return Problem.UNREADABLE
    if not is_uitpas_number(line.number):
        return Problem.MISTYPED
    return _holder(card, reached) if card else Problem.UNKNOWN


def _holder(card: Card, reached: Collection[int]) -> Problem | int:
    if card.membership is None:
        return Problem.GROUP if card.group_pass_id else Problem.IN_STOCK
    if card.membership.passholder_id not in reached:
        return Problem.UNKNOWN
    return card.membership.passholder_id if card.status == Card.Status.ACTIVE else Problem.BLOCKED
