"""One line of a report: what one government contributes to one ticket, or takes back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openpas.settlement.rules.books import Cancellation, Sign
from openpas.settlement.rules.governments import Government
from openpas.tariffs.rules.split import Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The part of one government in a ticket sale, as it was posted. Amounts are cents, always for a sale that counts.

    `holder_id` is the public id of the passholder or the group; names are filled for passholders only.
    """

    government: Government
    municipality_nis: str
    contribution_cents: int
    sale_id: int
    sold_at: datetime
    cancellation: Cancellation | None
    holder_id: UUID
    passholder_id: int | None
    first_name: str
    last_name: str
    group_pass: str
    card_system: str
    coupon: str
    event: str
    event_starts_at: datetime | None
    event_ends_at: datetime | None
    regular_price_cents: int
    price_label: str
    shares: Shares
    key: str
    key_version: int


@dataclass(frozen=True, slots=True)
class Line:
    """A claim as it stands in a report, or the correction of one that stood in an earlier one."""

    claim: Claim
    sign: Sign = Sign.CLAIM

    @property
    def contribution_cents(self) -> int:
        """What the government owes, below zero when it gets money back."""
        return self.sign * self.claim.contribution_cents

    @property
    def cancelled_at(self) -> datetime | None:
        """When the sale was cancelled, told on the correction only: a claim reads the same in every export."""
        if self.sign is Sign.CLAIM or self.claim.cancellation is None:
            return None
        return self.claim.cancellation.cancelled_at
