"""What becomes of an order, given what the payment provider says. Pure (docs/algorithms/orders.md)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """How far an order is. PAID lasts until the passholders are there, which is a moment unless something broke."""

    AWAITING_PAYMENT = "AWAITING_PAYMENT"
    PAID = "PAID"
    FULFILLED = "FULFILLED"
    CANCELLED = "CANCELLED"


class OrderStatus(StrEnum):
    """What the contract shows of it."""

    PENDING_PAYMENT = "PENDING_PAYMENT"
    PENDING_UITID_CONNECT = "PENDING_UITID_CONNECT"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"


class PaymentState(StrEnum):
    """The states of a payment, in the words of the provider; the last four are final."""

    OPEN = "open"
    PENDING = "pending"
    AUTHORIZED = "authorized"
    PAID = "paid"
    FAILED = "failed"
    CANCELED = "canceled"
    EXPIRED = "expired"


class Trouble(StrEnum):
    """Why a person must look at the money of an order; nothing happens to it by itself any more."""

    NONE = ""
    PAYMENT_DIFFERS = "PAYMENT_DIFFERS"
    PAYMENT_UNKNOWN = "PAYMENT_UNKNOWN"
    REFUND_REFUSED = "REFUND_REFUSED"


UNDER_WAY: Final = frozenset({PaymentState.OPEN, PaymentState.PENDING, PaymentState.AUTHORIZED})
_LOST: Final = frozenset({PaymentState.FAILED, PaymentState.CANCELED, PaymentState.EXPIRED})


@dataclass(frozen=True, slots=True)
class PaymentWord:
    """What the provider says of a payment. `amount_cents` is None when it is not in euro."""

    state: PaymentState
    amount_cents: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """The stage from now on, what is to be paid back, and whether somebody must look."""

    stage: Stage
    refund_due_cents: int = 0
    trouble: Trouble = Trouble.NONE


def decide(stage: Stage, total_cents: int, word: PaymentWord) -> Decision:
    """What the provider's word changes. The same word twice, or an old one that comes late, changes nothing more.

    Money that comes for a cancelled order goes back whole: the person may have ordered again. Money that is not what
    was asked makes no passholder.
    """
    if word.state is PaymentState.PAID:
        if word.amount_cents != total_cents:
            return Decision(stage, trouble=Trouble.PAYMENT_DIFFERS)
        if stage is Stage.CANCELLED:
            return Decision(stage, refund_due_cents=total_cents)
        return Decision(Stage.PAID if stage is Stage.AWAITING_PAYMENT else stage)
    if word.state in _LOST and stage is Stage.AWAITING_PAYMENT:
        return Decision(Stage.CANCELLED)
    return Decision(stage)


def is_over_time(stage: Stage, payment_state: str, ordered_at: datetime, lasts: timedelta, now: datetime) -> bool:
    """Whether nobody waits any longer (contract/rules.md 8-70). Money on its way is always waited for."""
    return stage is Stage.AWAITING_PAYMENT and payment_state == PaymentState.OPEN and ordered_at + lasts <= now


def status_of(stage: Stage, *, awaits_account: bool) -> OrderStatus:
    """What is shown. `awaits_account`: the orderer became a passholder and has no account on that pass yet."""
    if stage is Stage.CANCELLED:
        return OrderStatus.CANCELLED
    if stage is not Stage.FULFILLED:
        return OrderStatus.PENDING_PAYMENT
    return OrderStatus.PENDING_UITID_CONNECT if awaits_account else OrderStatus.COMPLETED
