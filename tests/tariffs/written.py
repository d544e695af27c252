"""Keys, prices and tables as docs/algorithms/tariff.md writes them."""

import re
from itertools import takewhile
from pathlib import Path
from typing import Final

from openpas.foundation.money import cents_from_euro
from openpas.tariffs.rules.prices import PriceBounds
from openpas.tariffs.rules.split import Payer, Share, ShareKind, Split

PAGE: Final = Path(__file__).parents[2] / "docs" / "algorithms" / "tariff.md"
_PAYERS: Final = {
    "holder": Payer.PASSHOLDER,
    "local": Payer.LOCAL_GOVERNMENT,
    "flemish": Payer.FLEMISH_GOVERNMENT,
    "organizer": Payer.ORGANIZER,
}


def split(text: str) -> Split:
    """`holder 1.50, local 50 % of total, organizer rest`."""
    return Split(tuple(_share(part) for part in text.split(", ")))


def prices(text: str) -> PriceBounds:
    """`any`, `below 10.01`, `equal 5.00`."""
    if text == "any":
        return PriceBounds()
    bound, amount = text.split(" ")
    return PriceBounds(**{f"{bound}_cents": cents_from_euro(amount)})


def table(*columns: str) -> list[tuple[str, ...]]:
    """The rows of the table with these columns."""
    lines = PAGE.read_text().splitlines()
    start = lines.index("| " + " | ".join(columns) + " |") + 2
    rows = takewhile(lambda line: line.startswith("|"), lines[start:])
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in rows]


def _share(text: str) -> Share:
    payer, value = text.split(" ", 1)
    if value == "rest":
        return Share(_PAYERS[payer], ShareKind.REST)
    if percentage := re.fullmatch(r"([\d.]+) % of (total|rest)", value):
        return Share(_PAYERS[payer], ShareKind(f"PERCENT_OF_{percentage[2].upper()}"), cents_from_euro(percentage[1]))
    return Share(_PAYERS[payer], ShareKind.FIXED, cents_from_euro(value))
