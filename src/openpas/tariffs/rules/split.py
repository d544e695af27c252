"""How one price is divided over the four who may carry it (domain/rules.md 4.7, docs/algorithms/tariff.md)."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from operator import index
from typing import Any, Final, TypeVar

from openpas.foundation.money import MAX_CENTS, WHOLE_BASIS_POINTS, share_of


class Payer(StrEnum):
    """Who may carry a part of a price, in the order in which shares are rounded."""

    PASSHOLDER = "PASSHOLDER"
    LOCAL_GOVERNMENT = "LOCAL_GOVERNMENT"
    FLEMISH_GOVERNMENT = "FLEMISH_GOVERNMENT"
    ORGANIZER = "ORGANIZER"


class ShareKind(StrEnum):
    """How a share is written, in the order in which shares are taken off the price."""

    FIXED = "FIXED"
    PERCENT_OF_TOTAL = "PERCENT_OF_TOTAL"
    PERCENT_OF_REST = "PERCENT_OF_REST"
    REST = "REST"


class MalformedSplit(ValueError):
    """What is written is not a way to split a price."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one payer carries: `value` is cents for FIXED, basis points for the percentages, 0 for REST."""

    payer: Payer
    kind: ShareKind
    value: int = 0


_TAKEN_OFF: Final = (ShareKind.FIXED, ShareKind.PERCENT_OF_TOTAL, ShareKind.PERCENT_OF_REST)
_MOST: Final = {
    ShareKind.FIXED: MAX_CENTS,
    ShareKind.PERCENT_OF_TOTAL: WHOLE_BASIS_POINTS,
    ShareKind.PERCENT_OF_REST: WHOLE_BASIS_POINTS,
    ShareKind.REST: 0,
}


@dataclass(frozen=True, slots=True)
class Split:
    """One share for the passholder and for whoever else carries a part; raises MalformedSplit for anything else.

    What is left after all shares goes to the payer whose share is REST, and to the organizer when there is none.
    """

    shares: tuple[Share, ...]
    _by_kind: dict[ShareKind, tuple[Share, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        in_order = [share for payer in Payer for share in self.shares if share.payer is payer]
        by_kind = {kind: tuple(share for share in in_order if share.kind is kind) for kind in ShareKind}
        object.__setattr__(self, "_by_kind", by_kind)
        self._require_sense()

    def _require_sense(self) -> None:
        payers = Counter(share.payer for share in self.shares)
        if max(payers.values(), default=0) > 1:
            raise MalformedSplit("A payer has more than one share.")
        if Payer.PASSHOLDER not in payers:
            raise MalformedSplit("The passholder has no share.")
        for share in self.shares:
            if not 0 <= share.value <= _MOST[share.kind]:
                raise MalformedSplit(f"{share.value} is out of range for a share {share.kind}.")
        for kind in ShareKind:
            if sum(share.value for share in self.of_kind(kind)) > _MOST[kind]:
                raise MalformedSplit(f"The shares {kind} are more than the whole.")
        if len(self.of_kind(ShareKind.REST)) > 1:
            raise MalformedSplit("More than one payer takes the rest.")

    def of_kind(self, kind: ShareKind) -> tuple[Share, ...]:
        """The shares of that kind in the order in which they are rounded."""
        return self._by_kind[kind]

    @property
    def absorber(self) -> Payer:
        """Who takes what is left, cents of rounding included."""
        return next((share.payer for share in self.of_kind(ShareKind.REST)), Payer.ORGANIZER)

    def to_json(self) -> list[dict[str, str | int]]:
        """The form in which `DistributionKey.split` keeps it."""
        return [{"payer": share.payer.value, "kind": share.kind.value, "value": share.value} for share in self.shares]

    @classmethod
    def from_json(cls, shares: Sequence[Mapping[str, Any]]) -> "Split":
        """Read what `to_json` wrote. Raises MalformedSplit."""
        return cls(tuple(_share(one) for one in shares))


@lru_cache(maxsize=4_096)
def split_from_text(written: str) -> Split:
    """The split that JSON text holds. Remembered: the same few keys are read for every price. Raises MalformedSplit."""
    return Split.from_json(json.loads(written))


def _share(written: Mapping[str, Any]) -> Share:
    try:
        return Share(Payer(written["payer"]), ShareKind(written["kind"]), index(written["value"]))
    except (KeyError, TypeError, ValueError) as error:
        raise MalformedSplit("A share needs a payer, a kind and a whole number as value.") from error


@dataclass(frozen=True, slots=True)
class Shares:
    """What each payer carries of one price, in cents."""

    passholder_cents: int
    local_government_cents: int
    flemish_government_cents: int
    organizer_cents: int

    def by_payer(self) -> dict[Payer, int]:
        """Payer → cents, in the order of Payer."""
        return dict(
            zip(
                Payer,
                (
                    self.passholder_cents,
                    self.local_government_cents,
                    self.flemish_government_cents,
                    self.organizer_cents,
                ),
                strict=True,
            )
        )

    @property
    def total_cents(self) -> int:
        return sum(self.by_payer().values())


def apply(split: Split, price_cents: int, *, holder_pays_at_least_cents: int = 1) -> Shares:
    """The four shares of a price above zero. They always sum to it, and none is below zero.

    Fixed shares come off first, then percentages of the price, then percentages of what is left; each is rounded half
    up and cut to what is still there. The social tariff leaves the holder at least one cent (contract/rules.md 8-1);
    a coupon may leave nothing. The missing cent comes from the organizer, or else from a government.
    """
    carried = carried_parts(split, price_cents, share_of)
    missing = min(holder_pays_at_least_cents, price_cents) - carried[Payer.PASSHOLDER]
    for payer in (Payer.ORGANIZER, Payer.LOCAL_GOVERNMENT, Payer.FLEMISH_GOVERNMENT):
        moved = min(max(missing, 0), carried[payer])
        carried[payer] -= moved
        carried[Payer.PASSHOLDER] += moved
        missing -= moved
    return Shares(
        carried[Payer.PASSHOLDER],
        carried[Payer.LOCAL_GOVERNMENT],
        carried[Payer.FLEMISH_GOVERNMENT],
        carried[Payer.ORGANIZER],
    )


Amount = TypeVar("Amount", int, Fraction)


def carried_parts(split: Split, price: Amount, portion: Callable[[Amount, int], Amount]) -> dict[Payer, Amount]:
    """What each payer carries, with `portion(amount, basis_points)` saying how finely a percentage is cut.

    Whole cents with `share_of`; exact fractions of a cent when a policy is judged, where rounding must not count.
    """
    nothing, left = price - price, price
    carried = dict.fromkeys(Payer, nothing)
    for kind in _TAKEN_OFF:
        base = left if kind is ShareKind.PERCENT_OF_REST else price
        for share in split.of_kind(kind):
            wanted = nothing + share.value if kind is ShareKind.FIXED else portion(base, share.value)
            carried[share.payer] = min(wanted, left)
            left -= carried[share.payer]
    carried[split.absorber] += left
    return carried
