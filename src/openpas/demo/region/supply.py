"""Saving the region's organizers and their year of events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.demo.builders import new_event, nis_of
from openpas.demo.places import DENDER, GENT, PASPARTOE
from openpas.demo.region.catalogue import AGES, KINDS, Kind, Regular
from openpas.demo.region.seeded import seeded_uuid
from openpas.events.models import Event, PriceClass
from openpas.events.rules import Calendar, Span
from openpas.foundation.calendar import BRUSSELS, brussels_day
from openpas.identity.staff.standard_groups import join_default_groups
from openpas.organizers.models import Location, Organizer

_SITES: Final = ((GENT, 36), (DENDER, 14), (PASPARTOE, 10))
_YOUTH_FACTOR_PERCENT: Final = 70
_PAST_DAYS: Final = 360
_COMING_DAYS: Final = 75


@dataclass(frozen=True, slots=True)
class Host:
    """A saved organizer with its kind."""

    organizer: Organizer
    kind_name: str
    card_system_id: int

    @property
    def kind(self) -> Kind:
        return KINDS[self.kind_name]


def save_organizers(rng: Random, regions: dict[int, CardSystem]) -> list[Host]:
    """The organizers of the catalogue, spread over the places of the regions, each in the card system it lies in."""
    sites = [region for region, count in _SITES for _ in range(count)]
    rng.shuffle(sites)
    kinds = [name for name, kind in KINDS.items() for _ in range(kind.count)]
    hosts, organizers, locations = [], [], []
    for number, (kind_name, region) in enumerate(zip(kinds, sites, strict=True)):
        postal_code, city = rng.choice(region.cities)
        names = KINDS[kind_name].names
        name = names[number % len(names)].format(city=city)
        public_id = str(seeded_uuid(rng))
        location = Location(public_id=f"{public_id}-place", name=name, postal_code=postal_code, city=city)
        organizer = Organizer(
            public_id=public_id,
            name=name,
            street=f"Marktplein {number + 1}",
            postal_code=postal_code,
            city=city,
            municipality_nis=nis_of(postal_code, city),
            linked_location=location,
        )
        locations.append(location)
        organizers.append(organizer)
        hosts.append(Host(organizer, kind_name, region.number))
    Location.objects.bulk_create(locations)
    Organizer.objects.bulk_create(organizers)
    _link_card_systems(rng, hosts, regions)
    return hosts


def _link_card_systems(rng: Random, hosts: list[Host], regions: dict[int, CardSystem]) -> None:
    """Each in its own; some stages and museums in a second one, whose holders have their rights there too."""
    link = Organizer.card_systems.through
    pairs = {(host.organizer.pk, host.card_system_id) for host in hosts}
    large = [host for host in hosts if host.kind_name in ("stage", "museum")]
    pairs |= {(host.organizer.pk, rng.choice(sorted(regions))) for host in rng.sample(large, 3)}
    link.objects.bulk_create(link(organizer_id=organizer, cardsystem_id=system) for organizer, system in sorted(pairs))
    for system in sorted(regions):
        join_default_groups(sorted({organizer for organizer, joined in pairs if joined == system}), [system])


def save_events(rng: Random, hosts: list[Host], count: int, now: datetime) -> list[tuple[Event, int]]:
    """`count` events of the four calendar types with the base price of each in cents."""
    today = brussels_day(now)
    planned = list(_regular_events(rng, hosts, today, now))
    while len(planned) < count:
        host = hosts[len(planned) % len(hosts)]
        planned.append(_occasional_event(rng, host, today, now))
    Event.objects.bulk_create([event for event, _ in planned])
    prices = [price for event, base_cents in planned for price in _price_classes(event, base_cents)]
    PriceClass.objects.bulk_create(prices)
    return planned


def _price_classes(event: Event, base_cents: int) -> Iterator[PriceClass]:
    yield PriceClass(event=event, name="Basistarief", price_cents=base_cents, is_base=True)
    if base_cents:
        reduced = base_cents * _YOUTH_FACTOR_PERCENT // 100
        yield PriceClass(event=event, name="Onder 26 jaar", price_cents=reduced, position=1)


def _regular_events(rng: Random, hosts: list[Host], today: date, now: datetime) -> Iterator[tuple[Event, int]]:
    for host in hosts:
        for regular in host.kind.regular:
            calendar = _season(rng, regular, today) if regular.is_seasonal else _always(regular)
            yield _event(rng, host, regular.title, calendar, now), regular.price_cents


def _always(regular: Regular) -> Calendar:
    return Calendar("PERMANENT", opening_hours=regular.hours)


def _season(rng: Random, regular: Regular, today: date) -> Calendar:
    """A season that runs today; it began up to ten months ago."""
    first_day = today - timedelta(days=rng.randint(20, 300))
    last_day = today + timedelta(days=rng.randint(10, 150))
    return Calendar("PERIODIC", first_day=first_day, last_day=last_day, opening_hours=regular.hours)


def _occasional_event(rng: Random, host: Host, today: date, now: datetime) -> tuple[Event, int]:
    """One day or a few, in the past year, today, or in the coming weeks."""
    begins = rng.choice(host.kind.begins)
    offset = rng.choice((rng.randint(-_PAST_DAYS, -1), rng.randint(-21, 0), rng.randint(0, _COMING_DAYS)))
    dates = 1 if rng.randrange(3) else rng.randint(2, 6)
    days = [today + timedelta(days=offset + 7 * number) for number in range(dates)]
    moments = tuple(_two_hours(day, begins) for day in days)
    calendar = Calendar("SINGLE" if dates == 1 else "MULTIPLE", moments=moments)
    title = rng.choice(host.kind.occasional)
    return _event(rng, host, title, calendar, now), rng.choice(host.kind.prices_cents)


def _two_hours(day: date, begins: time) -> Span:
    begins_at = datetime.combine(day, begins, BRUSSELS).astimezone(UTC)
    return Span(begins_at, begins_at + timedelta(hours=2))


def _event(rng: Random, host: Host, title: str, calendar: Calendar, now: datetime) -> Event:
    event = new_event(str(seeded_uuid(rng)), host.organizer, title, calendar, now - timedelta(days=400))
    event.keywords = [host.kind.keyword]
    ages = AGES.get(title) or host.kind.ages
    event.age_from, event.age_to = ages.age_from, ages.age_to
    return event
