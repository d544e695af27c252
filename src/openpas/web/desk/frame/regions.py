"""Which region a desk works for: its name beside that of the desk, and its colour."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from openpas.web.desk.clerk import Clerk

_KEPT_AS: Final = "region_of_the_desk"


@dataclass(frozen=True, slots=True)
class Region:
    """What is to be seen of it. `colour` is six digits; empty where it chose none."""

    name: str
    colour: str


def region_at(request: HttpRequest, clerk: Clerk | None) -> Region | None:
    """The only region of the desk.

    A desk of more regions belongs to none of them, and wears the colour of the house. One query a request.
    """
    if not clerk:
        return None
    if not hasattr(request, _KEPT_AS):
        regions = clerk.desk.card_systems.filter(permanent=True).values_list("name", "primary_color")
        first_two = [Region(name, colour.removeprefix("#")) for name, colour in regions[:2]]
        setattr(request, _KEPT_AS, first_two[0] if len(first_two) == 1 else None)
    kept: Region | None = getattr(request, _KEPT_AS)
    return kept
