"""Who lives together, where, and whether they are entitled to the social tariff: pure, by a seeded generator."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from openpas.demo.places import DENDER, GENT, MORE_OF_DENDER, MORE_OF_GENT, PASPARTOE, Region
from openpas.demo.region.names import Origin, first_name, origin
from openpas.demo.region.seeded import percent
from openpas.foundation.belgium import ABROAD_POSTAL_CODE
from openpas.foundation.calendar import last_of_april_next_year

GRACE_DAYS: Final = 30
_YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Home:
    """An address in a region's reach; `postal_code` is 0000 abroad, and `country` two letters."""

    region: Region
    street: str
    postal_code: str
    city: str
    country: str = "BE"


@dataclass(frozen=True, slots=True)
class Entitlement:
    """The social tariff of a household: its last day, and a suspension that runs."""

    ends_on: date
    suspended_until: date | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One of a household."""

    first_name: str
    name: str
    born_on: date
    gender: str


@dataclass(frozen=True, slots=True)
class Household:
    """People at one address, who joined on one day and share an entitlement or have none."""

    home: Home
    members: tuple[Member, ...]
    joined_on: date
    entitlement: Entitlement | None


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of household: how often in a hundred, ages of the adults, numbers of children, share with a right."""

    weight: int
    adults: int
    ages: tuple[int, int]
    children: tuple[int, int]
    entitled_percent: int


_KINDS: Final = (
    _Kind(22, 1, (19, 64), (0, 0), 52),
    _Kind(17, 1, (65, 96), (0, 0), 42),
    _Kind(12, 2, (24, 64), (0, 0), 28),
    _Kind(9, 2, (65, 90), (0, 0), 28),
    _Kind(25, 2, (28, 52), (1, 4), 46),
    _Kind(15, 1, (24, 50), (1, 3), 72),
)
_PLACES: Final = tuple(
    (region, place, weight)
    for region, places, weight in (
        (GENT, GENT.cities[:1], 300),
        (GENT, GENT.cities[1:] + MORE_OF_GENT, 30),
        (DENDER, DENDER.cities[:1], 90),
        (DENDER, DENDER.cities[1:] + MORE_OF_DENDER, 15),
        (PASPARTOE, PASPARTOE.cities, 9),
    )
    for place in places
)
_ABROAD: Final = (
    Home(GENT, "", ABROAD_POSTAL_CODE, "Terneuzen", "NL"),
    Home(GENT, "", ABROAD_POSTAL_CODE, "Sas van Gent", "NL"),
    Home(DENDER, "", ABROAD_POSTAL_CODE, "Lille", "FR"),
)
_STREETS: Final = (
    "Kerkstraat",
    "Stationsstraat",
    "Molenstraat",
    "Nieuwstraat",
    "Schoolstraat",
    "Dorpsstraat",
    "Veldstraat",
    "Beukenlaan",
    "Lindelaan",
    "Bloemenstraat",
    "Kouter",
    "Vaartstraat",
    "Meersstraat",
    "Groenstraat",
    "Koning Albertlaan",
    "Sint-Jansstraat",
)


def households(rng: Random, today: date) -> Iterator[Household]:
    """One after the other, without end; the same for the same seed and day."""
    while True:
        kind = rng.choices(_KINDS, [one.weight for one in _KINDS])[0]
        entitlement = _entitlement(rng, today) if percent(rng, kind.entitled_percent) else None
        yield Household(
            home=_home(rng, may_be_abroad=entitlement is None),
            members=tuple(_members(rng, kind, today)),
            joined_on=_joined_on(rng, today, entitlement),
            entitlement=entitlement,
        )


def _home(rng: Random, *, may_be_abroad: bool) -> Home:
    if may_be_abroad and percent(rng, 2):
        return rng.choice(_ABROAD)
    region, (postal_code, city), _ = rng.choices(_PLACES, [weight for *_, weight in _PLACES])[0]
    box = f" bus {rng.randint(1, 30)}" if percent(rng, 20) else ""
    return Home(region, f"{rng.choice(_STREETS)} {rng.randint(1, 240)}{box}", postal_code, city)


def _entitlement(rng: Random, today: date) -> Entitlement:
    """Every stage of its life: running, ending soon, in grace, expired, suspended (BR-ST-01 to 07)."""
    next_april = last_of_april_next_year(today)
    match rng.choices(("running", "soon", "grace", "expired", "suspended"), (74, 8, 5, 9, 4))[0]:
        case "soon":
            return Entitlement(today + timedelta(days=rng.randint(3, 60)))
        case "grace":
            return Entitlement(today - timedelta(days=rng.randint(1, GRACE_DAYS - 5)))
        case "expired":
            return Entitlement(today - timedelta(days=rng.randint(GRACE_DAYS + 5, 500)))
        case "suspended":
            return Entitlement(next_april, today + timedelta(days=rng.randint(10, 90)))
        case _:
            return Entitlement(next_april)


def _joined_on(rng: Random, today: date, entitlement: Entitlement | None) -> date:
    """Within the last five years, and well before the social tariff ended."""
    latest = today - timedelta(days=5)
    if entitlement is not None:
        latest = min(latest, entitlement.ends_on - timedelta(days=120))
    return latest - timedelta(days=rng.randint(0, 5 * _YEAR.days))


def _members(rng: Random, kind: _Kind, today: date) -> Iterator[Member]:
    family = origin(rng)
    name = rng.choice(family.family)
    for number in range(kind.adults):
        own_name = name if number == 0 or family.women else rng.choice(family.family)
        gender = ("FEMALE", "MALE")[number] if kind.adults > 1 else rng.choice(("FEMALE", "MALE"))
        yield _member(rng, family, own_name, gender, _born_on(rng, today, kind.ages))
    for _ in range(rng.randint(*kind.children)):
        yield _member(rng, family, name, rng.choice(("FEMALE", "MALE")), _born_on(rng, today, (3, 17)))


def _member(rng: Random, family: Origin, name: str, gender: str, born_on: date) -> Member:
    return Member(first_name(rng, family, gender, born_on), name, born_on, gender)


def _born_on(rng: Random, today: date, ages: tuple[int, int]) -> date:
    return today - timedelta(days=rng.randint(ages[0] * 366, ages[1] * 365))
