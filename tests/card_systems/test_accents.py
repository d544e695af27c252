"""The colour of a region is readable on both kinds of screen, whatever it chose."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas import web
from openpas.card_systems.accents import DARK_SURFACE, LIGHT_SURFACE, accent_of
from openpas.foundation.colour import TEXT_CONTRAST

TOKENS = Path(web.__file__).parent / "static" / "web" / "tokens.css"


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_keeps_aa_in_light_and_dark(number: int) -> None:
    accent = accent_of(f"#{number:06x}")

    assert accent.light.accent.contrast(LIGHT_SURFACE) >= TEXT_CONTRAST
    assert accent.dark.accent.contrast(DARK_SURFACE) >= TEXT_CONTRAST
    assert accent.light.letters.contrast(accent.light.accent) >= TEXT_CONTRAST
    assert accent.dark.letters.contrast(accent.dark.accent) >= TEXT_CONTRAST


@pytest.mark.parametrize(("chosen", "shown"), [("#0b4a46", "#0b4a46"), ("#e6007e", "#e6007e"), ("#ffd800", "#877300")])
def test_a_readable_colour_stays_what_the_region_chose(chosen: str, shown: str) -> None:
    accent = accent_of(chosen)

    assert str(accent.light.accent) == shown
    assert accent.is_as_chosen is (chosen == shown)


def test_the_surfaces_are_those_of_the_design() -> None:
    surfaces = re.findall(r"--surface: (#\w+);", TOKENS.read_text())

    assert surfaces == [str(LIGHT_SURFACE), str(DARK_SURFACE)]
