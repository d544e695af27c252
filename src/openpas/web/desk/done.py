"""What was done for somebody at a desk, as pages tell it, and how it is taken back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from openpas.checkins.service import cancel_checkin
from openpas.foundation.actor import Actor
from openpas.rewards.service import cancel_redemption
from openpas.tariffs.service import cancel_ticket_sale


class Kind(StrEnum):
    """What can be done for somebody."""

    POINT = "point"
    REWARD = "reward"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One thing that was done. `points` is what it added to the balance, `price_cents` what was to be paid."""

    kind: Kind
    id: str
    created_at: datetime
    title: str
    points: int = 0
    price_cents: int = 0

    @property
    def signed_points(self) -> str:
        return f"{self.points:+d}".replace("-", "\N{MINUS SIGN}")


def take_back(actor: Actor, done: Done) -> None:
    """Cancel it. Raises what the cancelling of a check-in, a redemption or a ticket sale raises."""
    match done.kind:
        case Kind.POINT:
            cancel_checkin(actor, UUID(done.id))
        case Kind.REWARD:
            cancel_redemption(actor, UUID(done.id))
        case Kind.TICKET:
            cancel_ticket_sale(actor, int(done.id))
