"""Nearness as far as postal codes tell."""

import pytest

from openpas.card_systems.rules import nearness

GENT, DESTELBERGEN, AALST, BRUSSEL = ("9000", "44021"), ("9070", "44013"), ("9300", "41002"), ("1000", "21004")
HALLE = ("1500", "23027")


@pytest.mark.parametrize(
    ("place", "distance"),
    [(GENT, (0, 40)), (DESTELBERGEN, (1, 30)), (AALST, (1, 260)), (BRUSSEL, (3, 8040))],
)
def test_same_municipality_then_arrondissement_then_province(place: tuple[str, str], distance: tuple[int, int]) -> None:
    assert nearness("9040", *place) == distance


def test_other_arrondissement_of_the_same_province() -> None:
    assert nearness("3000", *HALLE) == (2, 1500)


def test_place_abroad_is_farthest() -> None:
    assert nearness("9040", "AB12", "") > nearness("9040", *BRUSSEL)
