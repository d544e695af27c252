"""Where somebody lives, as far as the programme knows places."""

from collections.abc import Collection
from dataclasses import dataclass

from openpas.enrolment.refusals import CityOutsideRegion, InvalidCity
from openpas.foundation.belgium import municipality_of, normal


@dataclass(frozen=True, slots=True)
class Residence:
    """The municipality of an address. `nis` is empty for somebody who lives abroad."""

    city: str
    nis: str


def residence_in_belgium(postal_code: str, city: str, known_places: Collection[str]) -> Residence:
    """The main municipality of a Belgian address: a district becomes the municipality that it is part of (BR-PH-06).

    `known_places` are the names that card systems use for this postal code. Where there are any, `city` must be one of
    them or the name of the municipality. Raises InvalidCity.
    """
    place = municipality_of(postal_code, city)
    if place is None:
        raise InvalidCity(f"There is no Belgian postal code {postal_code}.")
    if known_places and normal(city) not in {normal(name) for name in (*known_places, place.name)}:
        raise InvalidCity("The city does not belong to the postal code.")
    return Residence(place.name, place.nis)


def require_inside(residence: Residence, region_nis: Collection[str]) -> None:
    """Raise CityOutsideRegion unless the municipality is one of the region (BR-PH-08)."""
    if residence.nis not in region_nis:
        raise CityOutsideRegion


def require_stays_inside(before_nis: str, residence: Residence, regions_nis: Collection[Collection[str]]) -> None:
    """Raise CityOutsideRegion when somebody would move away from a region that grants a social tariff now.

    Whoever lives outside already, or stays in the same municipality, is not moved by this.
    """
    if residence.nis == before_nis:
        return
    for region_nis in regions_nis:
        if before_nis in region_nis:
            require_inside(residence, region_nis)
