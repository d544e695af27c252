"""Colours of the screen and how well they are told apart, by the formulas of WCAG 2.2."""

import re
from dataclasses import dataclass
from typing import Final, Self

_WRITTEN: Final = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_SHORT: Final = 3
_STEPS: Final = 64
_NEARLY_BLACK: Final = 0.04045

TEXT_CONTRAST: Final = 4.5
"""What letters need against what lies behind them (WCAG 2.2, 1.4.3, level AA)."""


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue, each from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def of(cls, written: str) -> Self:
        """The colour of `#0b4a46` or `#07a`, with or without the sign. Raises ValueError for anything else."""
        found = _WRITTEN.fullmatch(written.strip())
        if found is None:
            raise ValueError(f"{written!r} is no colour such as #0b4a46")
        digits = "".join(digit * 2 for digit in found[1]) if len(found[1]) == _SHORT else found[1]
        return cls(*bytes.fromhex(digits))

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """From 0 for black to 1 for white."""
        red, green, blue = (_linear(channel / 255) for channel in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: "Colour") -> float:
        """From 1 for the same colour to 21 for black on white."""
        brighter, darker = sorted((self.luminance, other.luminance), reverse=True)
        return (brighter + 0.05) / (darker + 0.05)

    def towards(self, other: "Colour", share: float) -> "Colour":
        """A mixture of which `share` (0 to 1) is the other colour."""
        mixed = (
            round(mine + (theirs - mine) * share)
            for mine, theirs in ((self.red, other.red), (self.green, other.green), (self.blue, other.blue))
        )
        return Colour(*mixed)


BLACK: Final = Colour(0, 0, 0)
WHITE: Final = Colour(255, 255, 255)


def readable_on(background: Colour, wanted: Colour) -> Colour:
    """The colour nearest to the wanted one that letters may have on this background.

    It is made darker on a light background and lighter on a dark one, as little as is needed.
    """
    end = max((BLACK, WHITE), key=background.contrast)
    shades = (wanted.towards(end, step / _STEPS) for step in range(_STEPS + 1))
    return next((shade for shade in shades if shade.contrast(background) >= TEXT_CONTRAST), end)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _NEARLY_BLACK else ((channel + 0.055) / 1.055) ** 2.4
