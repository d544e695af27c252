"""The prices for which a key or a coupon works."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from openpas.foundation.money import MAX_CENTS


@dataclass(frozen=True, slots=True)
class PriceBounds:
    """Prices in cents. `below` and `above` are exclusive: "up to 10 euro" is below 1001. All that are set must hold."""

    below_cents: int | None = None
    above_cents: int | None = None
    equal_cents: int | None = None

    def contain(self, price_cents: int) -> bool:
        return (
            (self.below_cents is None or price_cents < self.below_cents)
            and (self.above_cents is None or price_cents > self.above_cents)
            and (self.equal_cents is None or price_cents == self.equal_cents)
        )

    def outer(self) -> tuple[int, int]:
        """The lowest and the highest price that the bounds let through; lowest above highest when none does."""
        lowest = max(1, 1 + (self.above_cents or 0), self.equal_cents or 0)
        ends = (MAX_CENTS, self.equal_cents, None if self.below_cents is None else self.below_cents - 1)
        return lowest, min(end for end in ends if end is not None)

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "PriceBounds":
        """Read the three columns that keys and coupons have."""
        return cls(facts["price_below_cents"], facts["price_above_cents"], facts["price_equal_cents"])


ANY_PRICE: Final = PriceBounds()
