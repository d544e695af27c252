"""Which rewards may interest somebody, from where the person has been (contract/rules.md 8-55)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

RECENT: Final = timedelta(days=365)
"""How far back visits count."""


@dataclass(frozen=True, slots=True)
class Interests:
    """How often somebody was at each organizer, and what kinds of reward those organizers offer, as often."""

    visits: Mapping[int, int]
    categories: Mapping[str, int]


def interests(visits: Mapping[int, int], offers: Iterable[tuple[int, Iterable[str]]]) -> Interests:
    """`visits` counts check-ins per organizer; `offers` are the categories of every reward of those organizers.

    An activity carries no category of the rewards' list, so what an organizer offers stands for it.
    """
    liked: Counter[str] = Counter()
    for organizer_id, categories in offers:
        for category in categories:
            liked[category] += visits.get(organizer_id, 0)
    return Interests(visits, liked)


def interest_in(known: Interests, organizer_ids: Iterable[int], categories: Iterable[str]) -> tuple[int, int]:
    """How much a reward may interest: visits to its organizers first, liked categories second. (0, 0) is not at all."""
    return (
        sum(known.visits.get(organizer_id, 0) for organizer_id in organizer_ids),
        sum(known.categories.get(category, 0) for category in categories),
    )
