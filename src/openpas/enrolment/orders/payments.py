"""What is asked of whoever takes the money, whichever company that is."""

from dataclasses import dataclass
from typing import Protocol

from openpas.enrolment.orders.rules import PaymentWord


class ProviderSilent(Exception):
    """It cannot be reached, answers with nonsense, or does not know us. Nothing is known; ask again later."""


class ProviderRefused(Exception):
    """It understood, and does not do it. Asking again will not help."""


class PaymentUnknown(Exception):
    """It has no payment with this id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPayment:
    """What a person is asked to pay. Nothing in it tells who that is.

    `order_id` makes it the same payment when it is asked twice. `language` is one of nl, fr, en and de. The person goes
    to `cancel_url` after turning back, and otherwise to `return_url`; `webhook_url` is told when the state changes.
    """

    order_id: str
    amount_cents: int
    description: str
    language: str
    return_url: str
    cancel_url: str
    webhook_url: str


@dataclass(frozen=True, slots=True)
class StartedPayment:
    """The provider's id, and the page on which the person pays."""

    payment_id: str
    checkout_url: str


class PaymentProvider(Protocol):
    """Every method may raise ProviderSilent; only `word_of` is believed about whether there is money."""

    def start(self, asked: NewPayment) -> StartedPayment:
        """Open a payment. Raises ProviderRefused."""

    def word_of(self, payment_id: str) -> PaymentWord:
        """How it stands now. Raises PaymentUnknown."""

    def stop(self, payment_id: str) -> None:
        """Close a payment that nobody has made yet, where that is still possible; else do nothing."""

    def pay_back(self, payment_id: str, amount_cents: int, order_id: str) -> str:
        """Give this much back once, however often it is asked; the id of the refund. Raises ProviderRefused."""
