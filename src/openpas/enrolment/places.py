"""Help with an address: the places behind a postal code."""

from openpas.card_systems.models import City
from openpas.foundation.belgium import municipality_of, normal


def places_of(postal_code: str) -> list[str]:
    """The municipality of a Belgian postal code, then the districts that regions know there, by name.

    Each of them is accepted as the city of an address (`rules.residence.residence_in_belgium`). Empty for a postal code
    that does not exist.
    """
    municipality = municipality_of(postal_code)
    if municipality is None:
        return []
    districts = City.objects.filter(postal_code=postal_code).order_by("name").values_list("name", flat=True)
    by_name = {normal(name): name for name in (*districts, municipality.name)}
    first = by_name.pop(normal(municipality.name))
    return [first, *by_name.values()]
