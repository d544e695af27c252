"""When somebody takes part in what: a plausible year, within opening hours and check-in limits."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from openpas.demo.region.offerings import Offering
from openpas.demo.region.residents import Resident
from openpas.events.rules import Span
from openpas.foundation.identifiers import whole_milliseconds

_YEAR: Final = timedelta(days=365)
_NO_MARGIN: Final = timedelta(0)
_APART: Final = timedelta(minutes=45)
_JUST_NOW: Final = timedelta(hours=1)
_FAVOURITES: Final = 4
_VISITS_A_YEAR: Final = ((0, 18), (2, 20), (5, 24), (9, 18), (16, 12), (30, 6), (55, 2))
"""How often people come in a year, and how many in a hundred do so."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody takes part at a moment."""

    offering: Offering
    at: datetime


class Programme:
    """What there is to do in one region, by how it takes place."""

    def __init__(self, offerings: Sequence[Offering], region: int) -> None:
        here = [one for one in offerings if region in one.facts.card_system_ids]
        self.regular = [one for one in here if not one.facts.calendar.moments]
        self.occasional = [one for one in here if one.facts.calendar.moments]


def visits_of(rng: Random, resident: Resident, programme: Programme, now: datetime) -> list[Visit]:
    """The visits of the past year in order, each allowed at its moment, and some time apart."""
    begin, end = max(resident.since, now - _YEAR), min(resident.until, now - _JUST_NOW)
    wanted = rng.choices([n for n, _ in _VISITS_A_YEAR], [weight for _, weight in _VISITS_A_YEAR])[0]
    days = (end - begin).days
    if days < 1:
        return []
    drawn = _drawn(rng, programme, wanted * days // _YEAR.days, Span(begin, end))
    return list(_allowed(sorted(drawn, key=lambda visit: visit.at)))


def _drawn(rng: Random, programme: Programme, count: int, when: Span) -> Iterator[Visit]:
    favourites = rng.choices(programme.regular, k=_FAVOURITES)
    for _ in range(count):
        offering = rng.choice(favourites) if rng.randrange(3) else rng.choice(programme.occasional)
        at = _moment(rng, offering, when)
        if at is not None and when.contains(at):
            yield Visit(offering, at)


def _moment(rng: Random, offering: Offering, when: Span) -> datetime | None:
    """A moment while it goes on, on a random day; None where it does not take place around then."""
    calendar = offering.facts.calendar
    day = when.begins_at + timedelta(days=rng.randrange((when.ends_at - when.begins_at).days + 1))
    spans = calendar.moments or tuple(calendar.spans_near(day, _NO_MARGIN))
    if not spans:
        return None
    span = rng.choice(spans)
    length = (span.ends_at - span.begins_at) // timedelta(milliseconds=1)
    return whole_milliseconds(span.begins_at + timedelta(milliseconds=rng.randrange(length)))


def _allowed(visits: list[Visit]) -> Iterator[Visit]:
    used: Counter[tuple[int, datetime]] = Counter()
    last = None
    for visit in visits:
        limit = visit.offering.facts.checkin_limit
        place = (visit.offering.facts.id, limit.begins_at(visit.at) if limit else visit.at)
        if (limit and not limit.remaining(used[place])) or (last and visit.at - last < _APART):
            continue
        used[place] += 1
        last = visit.at
        yield visit
