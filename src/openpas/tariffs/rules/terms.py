"""All that a distribution key says, as it is decided upon and as its history keeps it."""

from dataclasses import dataclass
from typing import Any, Final

from openpas.tariffs.rules.keys import KeyKind, Residence, SocialTariffIn
from openpas.tariffs.rules.policy import Breach, policy_breaches
from openpas.tariffs.rules.prices import ANY_PRICE, PriceBounds
from openpas.tariffs.rules.split import Split

_BOUND_BY_POLICY: Final = frozenset({KeyKind.AUTOMATIC, KeyKind.MANUAL})


@dataclass(frozen=True, slots=True)
class KeyTerms:
    """What may change about a key. `override_reason` says why it may stand outside the policy."""

    name: str
    kind: KeyKind
    split: Split
    split_elsewhere: Split | None = None
    prices: PriceBounds = ANY_PRICE
    social_tariff_in: SocialTariffIn = SocialTariffIn.MY_CARDSYSTEM
    residence: Residence = Residence.ANYWHERE
    is_global: bool = False
    is_active: bool = True
    override_reason: str = ""

    def breaches(self) -> tuple[Breach, ...]:
        """The bounds that either column breaks. A coupon's key has none: a coupon may be free."""
        if self.kind not in _BOUND_BY_POLICY:
            return ()
        columns = [self.split] if self.split_elsewhere is None else [self.split, self.split_elsewhere]
        found = {breach.bound: breach for split in columns for breach in policy_breaches(split, self.prices)}
        return tuple(found.values())

    def columns(self) -> dict[str, Any]:
        """The columns of DistributionKey that hold these terms, all of them JSON values."""
        return {
            "name": self.name,
            "kind": self.kind.value,
            "split": self.split.to_json(),
            "split_elsewhere": None if self.split_elsewhere is None else self.split_elsewhere.to_json(),
            "price_below_cents": self.prices.below_cents,
            "price_above_cents": self.prices.above_cents,
            "price_equal_cents": self.prices.equal_cents,
            "social_tariff_in": self.social_tariff_in.value,
            "residence": self.residence.value,
            "is_global": self.is_global,
            "is_active": self.is_active,
            "override_reason": self.override_reason,
        }


TERM_COLUMNS: Final = (
    "name",
    "kind",
    "split",
    "split_elsewhere",
    "price_below_cents",
    "price_above_cents",
    "price_equal_cents",
    "social_tariff_in",
    "residence",
    "is_global",
    "is_active",
    "override_reason",
    "override_by",
)
"""What a revision keeps of a key."""
