"""What the year leaves in the books: rows that are collected and then saved in bulk, in an order that fits."""

from dataclasses import dataclass, field
from datetime import datetime

from openpas.checkins.models import Checkin, CheckinCancellation, PointsLine
from openpas.passholders.models import PointsAccount
from openpas.rewards.models import Redemption, RedemptionCancellation
from openpas.tariffs.models import Posting, TicketSale, TicketSaleCancellation
from openpas.tariffs.rules.split import Shares

ACTOR = "system:demo"


@dataclass(frozen=True, slots=True)
class Sold:
    """A sale with what each payer carries, and when it was taken back if it was."""

    sale: TicketSale
    shares: Shares
    cancelled_at: datetime | None


@dataclass(slots=True)
class Books:
    """Rows to be saved."""

    accounts: list[PointsAccount] = field(default_factory=list)
    checkins: list[Checkin] = field(default_factory=list)
    checkin_cancellations: list[CheckinCancellation] = field(default_factory=list)
    lines: list[PointsLine] = field(default_factory=list)
    redemptions: list[Redemption] = field(default_factory=list)
    redemption_cancellations: list[RedemptionCancellation] = field(default_factory=list)
    sales: list[Sold] = field(default_factory=list)

    def save(self) -> None:
        """Save everything. The database checks that the postings of every sale balance."""
        PointsAccount.objects.bulk_create(self.accounts)
        Checkin.objects.bulk_create(self.checkins)
        CheckinCancellation.objects.bulk_create(self.checkin_cancellations)
        Redemption.objects.bulk_create(self.redemptions)
        RedemptionCancellation.objects.bulk_create(self.redemption_cancellations)
        PointsLine.objects.bulk_create(self.lines)
        TicketSale.objects.bulk_create([sold.sale for sold in self.sales])
        TicketSaleCancellation.objects.bulk_create(
            TicketSaleCancellation(sale=sold.sale, created_at=sold.cancelled_at, actor=ACTOR)
            for sold in self.sales
            if sold.cancelled_at is not None
        )
        Posting.objects.bulk_create(posting for sold in self.sales for posting in _postings(sold))


def _postings(sold: Sold) -> list[Posting]:
    entries = [(1, sold.sale.created_at)]
    if sold.cancelled_at is not None:
        entries.append((-1, sold.cancelled_at))
    return [
        Posting(
            sale=sold.sale, payer=payer.value, amount_cents=sign * cents, is_reversal=sign < 0, created_at=created_at
        )
        for sign, created_at in entries
        for payer, cents in sold.shares.by_payer().items()
        if cents
    ]
