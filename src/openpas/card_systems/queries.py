"""Reads of card systems. They are public: no right is needed (contract/rules.md 3.3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from openpas.card_systems.models import CardSystem, City, MembershipPriceRule
from openpas.card_systems.refusals import CardSystemNotFound, PostalCodeElsewhere, PostalCodeInvalid
from openpas.card_systems.rules import nearness
from openpas.foundation.belgium import municipality_of, normal

_FARTHEST: Final = (1_000_000, 0)


@dataclass(frozen=True, slots=True)
class CardSystemFilter:
    """What card systems are asked for. Of several cities or postal codes one is enough."""

    is_permanent: bool = True
    cities: Collection[str] = field(default_factory=tuple)
    postal_codes: Collection[str] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class MunicipalitySettings:
    """What a municipality decided for its residents in a card system."""

    name: str
    allows_cardless_registration: bool
    contact_email: str


def card_system(card_system_id: int) -> CardSystem:
    """One card system. Raises CardSystemNotFound."""
    found = CardSystem.objects.filter(pk=card_system_id).prefetch_related("cities").first()
    if found is None:
        raise CardSystemNotFound
    return found


def demand_card_system(card_system_id: int) -> None:
    """Raises CardSystemNotFound unless it exists."""
    if not CardSystem.objects.filter(pk=card_system_id).exists():
        raise CardSystemNotFound


def card_systems(asked: CardSystemFilter) -> list[CardSystem]:
    """The card systems that match, by name. Raises PostalCodeInvalid. There are dozens, so Python compares names."""
    for postal_code in asked.postal_codes:
        demand_postal_code(postal_code)
    names = {normal(city) for city in asked.cities}
    systems = CardSystem.objects.filter(permanent=asked.is_permanent).order_by("name", "id")
    return [
        system
        for system in systems.prefetch_related("cities")
        if _has_city(system, names) and _has_postal_code(system, asked.postal_codes)
    ]


def nearest_first(systems: Sequence[CardSystem], center: str) -> list[CardSystem]:
    """The card systems from the nearest to the farthest of a postal code. Raises PostalCodeInvalid."""
    demand_postal_code(center)
    return sorted(
        systems,
        key=lambda system: min(
            (nearness(center, city.postal_code, city.municipality_nis) for city in system.cities.all()),
            default=_FARTHEST,
        ),
    )


def city_settings(system: CardSystem, postal_codes: Collection[str] = ()) -> list[MunicipalitySettings]:
    """The settings of its municipalities, or of those with these postal codes.

    Raises PostalCodeInvalid, and PostalCodeElsewhere for a code of no city in the card system.
    """
    cities = list(system.cities.all())
    for postal_code in postal_codes:
        demand_postal_code(postal_code)
        if all(city.postal_code != postal_code for city in cities):
            raise PostalCodeElsewhere
    asked = {city.municipality_nis for city in cities if not postal_codes or city.postal_code in postal_codes}
    by_municipality: dict[str, list[City]] = {}
    for city in cities:
        if city.municipality_nis in asked:
            by_municipality.setdefault(city.municipality_nis, []).append(city)
    return [_settings_of(places, system) for places in by_municipality.values()]


def membership_prices(card_system_id: int, card_type: str) -> list[MembershipPriceRule]:
    """Every price of a card system for a kind of card that anybody may pay: none that needs a voucher.

    Raises CardSystemNotFound.
    """
    demand_card_system(card_system_id)
    rules = MembershipPriceRule.objects.filter(card_system_id=card_system_id, card_type=card_type)
    return list(rules.filter(voucher_type=None))


def demand_postal_code(postal_code: str) -> None:
    """Raises PostalCodeInvalid unless some Belgian municipality has it."""
    if municipality_of(postal_code) is None:
        raise PostalCodeInvalid


def _has_city(system: CardSystem, names: Collection[str]) -> bool:
    return not names or any(normal(city.name) in names for city in system.cities.all())


def _has_postal_code(system: CardSystem, postal_codes: Collection[str]) -> bool:
    return not postal_codes or any(city.postal_code in postal_codes for city in system.cities.all())


def _settings_of(places: Sequence[City], system: CardSystem) -> MunicipalitySettings:
    municipality = municipality_of(places[0].postal_code, places[0].name)
    return MunicipalitySettings(
        name=municipality.name if municipality else places[0].name,
        allows_cardless_registration=any(place.allows_cardless_registration for place in places),
        contact_email=next((place.contact_email for place in places if place.contact_email), system.contact_email),
    )
