"""The colour that a region chose, made readable for everybody: on light and on dark screens."""

from dataclasses import dataclass
from typing import Final

from openpas.foundation.colour import BLACK, WHITE, Colour, readable_on

LIGHT_SURFACE: Final = Colour.of("#ffffff")
DARK_SURFACE: Final = Colour.of("#17221f")
"""What lies behind it: --surface of tokens.css in both schemes."""


@dataclass(frozen=True, slots=True)
class Shade:
    """The accent in one scheme, and the colour of letters that stand on it. Both pairs keep WCAG AA."""

    accent: Colour
    letters: Colour


@dataclass(frozen=True, slots=True)
class Accent:
    """One colour of a region in both schemes."""

    chosen: Colour
    light: Shade
    dark: Shade

    @property
    def is_as_chosen(self) -> bool:
        """Whether a light screen shows exactly what the region chose."""
        return self.light.accent == self.chosen


def accent_of(chosen: str) -> Accent:
    """What would be too faint is shown darker, or on a dark screen lighter. Raises ValueError for no colour."""
    colour = Colour.of(chosen)
    return Accent(colour, _shade(LIGHT_SURFACE, colour), _shade(DARK_SURFACE, colour))


def _shade(surface: Colour, chosen: Colour) -> Shade:
    accent = readable_on(surface, chosen)
    return Shade(accent, max((BLACK, WHITE), key=accent.contrast))
