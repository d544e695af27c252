"""Contrast as WCAG counts it, with values worked out elsewhere; and shades that everybody can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.foundation.colour import BLACK, TEXT_CONTRAST, WHITE, Colour, readable_on

CHANNEL = st.integers(0, 255)
COLOURS = st.builds(Colour, CHANNEL, CHANNEL, CHANNEL)


@pytest.mark.parametrize(
    ("written", "expected"), [("#0b4a46", "#0b4a46"), ("0B4A46", "#0b4a46"), (" #07a ", "#0077aa")]
)
def test_a_colour_is_read_as_people_write_it(written: str, expected: str) -> None:
    assert str(Colour.of(written)) == expected


@pytest.mark.parametrize("written", ["", "#", "red", "#12345", "#1234567", "#gggggg", "rgb(1,2,3)", "#fff;}"])
def test_anything_else_is_no_colour(written: str) -> None:
    with pytest.raises(ValueError, match="is no colour"):
        Colour.of(written)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54), ("#0b4a46", "#0b4a46", 1.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert round(Colour.of(one).contrast(Colour.of(other)), 2) == expected
    assert round(Colour.of(other).contrast(Colour.of(one)), 2) == expected


def test_what_is_readable_stays_as_it_is() -> None:
    assert readable_on(WHITE, Colour.of("#0b4a46")) == Colour.of("#0b4a46")


def test_yellow_on_white_becomes_just_dark_enough() -> None:
    shade = readable_on(WHITE, Colour.of("#ffd800"))

    assert str(shade) == "#877300"
    assert TEXT_CONTRAST <= shade.contrast(WHITE) < 4.8


@given(background=COLOURS, wanted=COLOURS)
def test_every_colour_has_a_readable_shade_on_every_background(background: Colour, wanted: Colour) -> None:
    shade = readable_on(background, wanted)

    assert shade.contrast(background) >= min(TEXT_CONTRAST, max(background.contrast(BLACK), background.contrast(WHITE)))
