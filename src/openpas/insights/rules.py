"""How numbers of people are told: in groups that are large enough, as whole percentages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

FEWEST: Final = 5
"""A group with fewer people is told as "fewer than five": a small number next to a place or an age names somebody."""

OLDEST: Final = 130
_AGES: Final = ((0, 12), (13, 18), (19, 26), (27, 34), (35, 44), (45, 54), (55, 64), (65, OLDEST))


@dataclass(frozen=True, slots=True)
class Days:
    """A period of whole days in Brussels, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def before(self) -> "Days":
        """The period of the same length that ends the day before; of whole months, as many months before."""
        if self._is_of_whole_months:
            months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
            return Days(_months_earlier(self.first, months), self.first - timedelta(days=1))
        return Days(self.first - timedelta(days=self.length), self.first - timedelta(days=1))

    def a_year_earlier(self) -> "Days":
        """The same days a year before; 29 February becomes 28 February."""
        return Days(_a_year_earlier(self.first), _a_year_earlier(self.last))

    @property
    def _is_of_whole_months(self) -> bool:
        return self.first.day == 1 and (self.last + timedelta(days=1)).day == 1


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the people. `percent` is of all of them, whole; None, as `people`, where there are fewer than FEWEST."""

    name: str
    people: int | None
    percent: int | None


def groups_of(counts: Mapping[str, int], total: int) -> tuple[Group, ...]:
    """Groups in the order of the counts; those without anybody are left out."""
    return tuple(_group(name, people, total) for name, people in counts.items() if people)


def by_age(ages: Iterable[tuple[int, int]]) -> dict[str, int]:
    """Ages in whole years with how many people → the groups of D-42, youngest first (domain/rules.md)."""
    told = {_age_name(first, last): 0 for first, last in _AGES}
    for age, people in ages:
        first, last = next(one for one in _AGES if one[0] <= min(max(age, 0), OLDEST) <= one[1])
        told[_age_name(first, last)] += people
    return told


def percent_more(now: int, then: int) -> int | None:
    """By how many percent a number rose, half away from zero; None where there was nothing to rise from."""
    if not then:
        return None
    changed = (abs(now - then) * 200 + then) // (2 * then)
    return changed if now >= then else -changed


def _group(name: str, people: int, total: int) -> Group:
    if people < FEWEST:
        return Group(name, None, None)
    return Group(name, people, (people * 200 + total) // (2 * total))


def _age_name(first: int, last: int) -> str:
    return f"{first}+" if last == OLDEST else f"{first}\N{EN DASH}{last}"


def _months_earlier(day: date, months: int) -> date:
    ordinal = day.year * 12 + day.month - 1 - months
    return date(ordinal // 12, ordinal % 12 + 1, 1)


def _a_year_earlier(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
