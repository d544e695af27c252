"""Money is a whole number of cents, a share a whole number of basis points. No float anywhere.

Rounding is half up to the cent, per share (docs/decisions/0003-money-and-shares.md).
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

WHOLE_BASIS_POINTS: Final = 10_000
MAX_CENTS: Final = 100_000_000  # a million euro: no ticket costs more, and no sum of tickets overflows
_MAX_EURO: Final = Decimal(MAX_CENTS).scaleb(-2)
_CENT: Final = Decimal("0.01")
_AMOUNT: Final = re.compile(r"[0-9]+(\.[0-9]+)?")


class NotAnAmount(ValueError):
    """The text or number is not an amount of euro with at most two decimals."""


def cents_from_euro(euro: object) -> int:
    """`"11"`, `11`, `Decimal("3.10")` or `"0.5"` euro in cents.

    Raises NotAnAmount for text that is no number, for more than two decimals, for NaN, for anything
    below zero and for more than a million euro. A JSON number must be parsed as Decimal before it comes here.
    """
    if isinstance(euro, bool) or not isinstance(euro, str | int | Decimal):
        raise NotAnAmount(repr(euro))
    if isinstance(euro, str) and not _AMOUNT.fullmatch(euro):
        raise NotAnAmount(repr(euro))
    amount = Decimal(euro)
    if not amount.is_finite() or not 0 <= amount <= _MAX_EURO or amount != amount.quantize(_CENT):
        raise NotAnAmount(repr(euro))
    return int(amount.quantize(_CENT).scaleb(2))


def euro(cents: int) -> Decimal:
    """Cents as euro with exactly two decimals: `euro(220) == Decimal("2.20")`."""
    return Decimal(cents).scaleb(-2)


def share_of(cents: int, basis_points: int) -> int:
    """The share in cents of an amount in cents, rounded half up: 2000 of 310 → 62, 2000 of 2 → 0."""
    exact = Decimal(cents) * basis_points / WHOLE_BASIS_POINTS
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def spoken(cents: int) -> str:
    """An amount as a person in Belgium reads it: `€ 2,20`, `-€ 2,20`."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}€ {whole},{rest:02d}"
