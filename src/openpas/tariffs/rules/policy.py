"""The bounds that the programme sets to a distribution key (contract/rules.md 2.1, 8-2; domain/rules.md 4.7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from typing import Final

from openpas.foundation.money import WHOLE_BASIS_POINTS, spoken
from openpas.foundation.text import Text
from openpas.tariffs.rules.prices import PriceBounds
from openpas.tariffs.rules.split import Payer, ShareKind, Split, carried_parts

HOLDER_AT_MOST: Final = Fraction(25, 100)
ORGANIZER_AT_LEAST: Final = Fraction(10, 100)


class Bound(StrEnum):
    """What the policy asks of a key for the social tariff."""

    HOLDER_PAYS_SOMETHING = "HOLDER_PAYS_SOMETHING"
    HOLDER_PAYS_A_QUARTER_AT_MOST = "HOLDER_PAYS_A_QUARTER_AT_MOST"
    ORGANIZER_PAYS_A_TENTH_AT_LEAST = "ORGANIZER_PAYS_A_TENTH_AT_LEAST"


_IN_WORDS: Final = {
    Bound.HOLDER_PAYS_SOMETHING: Text(
        nl="Bij een prijs van {price} betaalt de pashouder niets.",
        fr="Pour un prix de {price}, le détenteur du pass ne paie rien.",
        en="At a price of {price} the passholder pays nothing.",
        de="Bei einem Preis von {price} zahlt die Passinhaberin oder der Passinhaber nichts.",
    ),
    Bound.HOLDER_PAYS_A_QUARTER_AT_MOST: Text(
        nl="Bij een prijs van {price} betaalt de pashouder meer dan 25 %.",
        fr="Pour un prix de {price}, le détenteur du pass paie plus de 25 %.",
        en="At a price of {price} the passholder pays more than 25 %.",
        de="Bei einem Preis von {price} zahlt die Passinhaberin oder der Passinhaber mehr als 25 %.",
    ),
    Bound.ORGANIZER_PAYS_A_TENTH_AT_LEAST: Text(
        nl="Bij een prijs van {price} draagt de organisator minder dan 10 %.",
        fr="Pour un prix de {price}, l'organisateur prend en charge moins de 10 %.",
        en="At a price of {price} the organizer carries less than 10 %.",
        de="Bei einem Preis von {price} trägt der Veranstalter weniger als 10 %.",
    ),
}


@dataclass(frozen=True, slots=True)
class Breach:
    """A bound that a key breaks, with a price at which it does."""

    bound: Bound
    price_cents: int

    @property
    def text(self) -> Text:
        return _IN_WORDS[self.bound].filled(price=spoken(self.price_cents))


def policy_breaches(split: Split, prices: PriceBounds) -> tuple[Breach, ...]:
    """Every bound that the split breaks somewhere within the prices, at the lowest of the prices that tell.

    Judged on exact shares, so that the rounding of a cheap ticket is no breach. Between two of the prices looked at,
    every share is a straight line, so its part of the price moves in one direction and is worst at an end.
    """
    found: dict[Bound, Breach] = {}
    for price in _telling_prices(split, prices):
        carried = carried_parts(split, Fraction(price), _exactly)
        for bound in _broken(carried[Payer.PASSHOLDER] / price, carried[Payer.ORGANIZER] / price):
            found.setdefault(bound, Breach(bound, price))
    return tuple(found.values())


def _broken(holder: Fraction, organizer: Fraction) -> Iterator[Bound]:
    if holder <= 0:
        yield Bound.HOLDER_PAYS_SOMETHING
    if holder > HOLDER_AT_MOST:
        yield Bound.HOLDER_PAYS_A_QUARTER_AT_MOST
    if organizer < ORGANIZER_AT_LEAST:
        yield Bound.ORGANIZER_PAYS_A_TENTH_AT_LEAST


def _telling_prices(split: Split, prices: PriceBounds) -> list[int]:
    """The ends of the range and, rounded to both sides, where a share begins or ends to be cut short."""
    lowest, highest = prices.outer()
    fixed = list(accumulate(share.value for share in split.of_kind(ShareKind.FIXED)))
    parts = list(accumulate(share.value for share in split.of_kind(ShareKind.PERCENT_OF_TOTAL)))
    bends = [Fraction(cents) for cents in fixed]
    bends += [
        fixed[-1] / (1 - Fraction(part, WHOLE_BASIS_POINTS)) for part in parts if fixed and part < WHOLE_BASIS_POINTS
    ]
    around = {cents for bend in bends for cents in (int(bend), int(bend) + 1)}
    return sorted(cents for cents in {lowest, highest} | around if lowest <= cents <= highest)


def _exactly(amount: Fraction, basis_points: int) -> Fraction:
    return amount * basis_points / WHOLE_BASIS_POINTS
