"""What people would rather look at than read, as shapes that a template draws. The numbers stand beside each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from openpas.insights.queries import Step
from openpas.insights.rules import Group

HEIGHT: Final = 100
WIDTH: Final = 10
_MARGIN: Final = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A day or month: how many there were, and how many in the period beside it; in units of a drawing."""

    day: date
    number: int
    then: int | None
    x: int
    then_x: int
    height: float
    then_height: float

    @property
    def y(self) -> float:
        return HEIGHT - self.height

    @property
    def then_y(self) -> float:
        return HEIGHT - self.then_height


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of columns that is `width` wide and HEIGHT high; `most` is its highest number."""

    columns: tuple[Column, ...]
    most: int

    @property
    def width(self) -> int:
        return max(len(self.columns), 1) * WIDTH

    @property
    def is_compared(self) -> bool:
        return any(column.then is not None for column in self.columns)

    @property
    def thickness(self) -> int:
        """How wide one column is: two stand side by side where periods are compared."""
        room = WIDTH - 2 * _MARGIN
        return room // 2 if self.is_compared else room


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a list: its words, its number, and how far it reaches, in hundredths of the longest."""

    label: str
    number: int | None
    percent: int | None
    reach: int
    then_percent: int | None = None


def columns_of(now: Sequence[Step], then: Sequence[Step] | None) -> Columns:
    """The first day beside the first day, and so on."""
    most = max((step.number for step in [*now, *(then or ())]), default=0)
    beside = [step.number for step in then] if then is not None else []
    return Columns(
        tuple(
            Column(
                day=step.day,
                number=step.number,
                then=beside[place] if place < len(beside) else None,
                x=place * WIDTH + _MARGIN,
                then_x=place * WIDTH + WIDTH // 2,
                height=_height(step.number, most),
                then_height=_height(beside[place] if place < len(beside) else 0, most),
            )
            for place, step in enumerate(now)
        ),
        most,
    )


def bars_of_top(top: Sequence[tuple[str, int]]) -> list[Bar]:
    """What there was most of."""
    most = max((number for _, number in top), default=1)
    return [Bar(what, number, None, number * 100 // most) for what, number in top]


def bars_of_groups(groups: Sequence[Group], then: Sequence[Group] | None) -> list[Bar]:
    """Shares of all people, with what they were."""
    before = {group.name: group.percent for group in then or ()}
    return [
        Bar(group.name, group.people, group.percent, group.percent or 0, before.get(group.name)) for group in groups
    ]


def _height(number: int, most: int) -> float:
    return round(number * HEIGHT / most, 1) if most else 0
