"""Mollie's payments API v2, through its own library (mollie-api-python)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from mollie.api import error as errors
from mollie.api.client import Client
from mollie.api.objects.payment import Payment
from mollie.api.objects.refund import Refund

from openpas.enrolment.orders.payments import (
    NewPayment,
    PaymentUnknown,
    ProviderRefused,
    ProviderSilent,
    StartedPayment,
)
from openpas.enrolment.orders.rules import PaymentState, PaymentWord
from openpas.foundation.money import NotAnAmount, cents_from_euro, euro

MOLLIE: Final = "https://api.mollie.com"
_EURO: Final = "EUR"
_LOCALES: Final = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_US", "de": "de_DE"}
_SAYS_NO: Final = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY})
_GIVES_NOTHING_BACK: Final = frozenset({"failed", "canceled"})


@dataclass(frozen=True, slots=True)
class MollieSettings:
    """`key` begins with `live_` or `test_`; `url` is another one for a double only."""

    key: str
    url: str = MOLLIE
    connect_seconds: int = 3
    answer_seconds: int = 8


class MollieProvider:
    """A PaymentProvider. Holds no connection, so that threads can share it."""

    def __init__(self, settings: MollieSettings) -> None:
        self.settings = settings

    def start(self, asked: NewPayment) -> StartedPayment:
        """The method of payment is the person's choice, on Mollie's page."""
        with self._asking() as mollie:
            payment: Payment = mollie.payments.create(
                {
                    "amount": _amount(asked.amount_cents),
                    "description": asked.description,
                    "locale": _LOCALES[asked.language],
                    "redirectUrl": asked.return_url,
                    "cancelUrl": asked.cancel_url,
                    "webhookUrl": asked.webhook_url,
                    "metadata": {"order_id": asked.order_id},
                },
                idempotency_key=f"payment-{asked.order_id}",
            )
        if not (payment.id and payment.checkout_url):
            raise ProviderSilent("The payment has no id or no page.")
        return StartedPayment(payment.id, payment.checkout_url)

    def word_of(self, payment_id: str) -> PaymentWord:
        with self._asking() as mollie:
            payment = mollie.payments.get(payment_id)
        try:
            state = PaymentState(payment.status)
        except ValueError:
            raise ProviderSilent(f"A payment cannot be {payment.status}.") from None
        return PaymentWord(state, _cents(payment.amount))

    def stop(self, payment_id: str) -> None:
        """Somebody may pay between the two questions; Mollie refuses the second one then."""
        with suppress(ProviderRefused), self._asking() as mollie:
            if mollie.payments.get(payment_id).is_cancelable:
                mollie.payments.delete(payment_id)

    def pay_back(self, payment_id: str, amount_cents: int, order_id: str) -> str:
        """Mollie keeps a key for an hour. Later a refund is known by its order, so that nobody gets it twice."""
        with self._asking() as mollie:
            payment = mollie.payments.get(payment_id)
            for refund in payment.refunds.list():
                if _is_of(refund, order_id) and refund.status not in _GIVES_NOTHING_BACK:
                    return str(refund.id)
            refund = payment.refunds.create(
                {
                    "amount": _amount(amount_cents),
                    "description": str(payment.description),
                    "metadata": {"order_id": order_id},
                },
                idempotency_key=f"refund-{order_id}",
            )
            return str(refund.id)

    @contextmanager
    def _asking(self) -> Iterator[Client]:
        """A client for a few questions; what goes wrong is told in our words."""
        client = _QuietClient(self.settings.url, (self.settings.connect_seconds, self.settings.answer_seconds), retry=1)
        try:
            client.set_api_key(self.settings.key)
            yield client
        except errors.NotFoundError as unknown:
            raise PaymentUnknown from unknown
        except errors.ResponseError as refused:
            if refused.status in _SAYS_NO:
                raise ProviderRefused(str(refused)) from refused
            raise ProviderSilent(f"http-{refused.status}") from refused
        except errors.Error as failed:
            raise ProviderSilent(type(failed).__name__) from failed
        finally:
            client.close()


class _QuietClient(Client):
    """Tells nobody on which machine it runs."""

    UNAME = "Openpas"

    def close(self) -> None:
        """Let go of the connection, if one was made."""
        if hasattr(self, "_client"):
            self._client.close()


def _is_of(refund: Refund, order_id: str) -> bool:
    told = refund.get("metadata")
    return isinstance(told, dict) and told.get("order_id") == order_id


def _amount(cents: int) -> dict[str, str]:
    return {"currency": _EURO, "value": str(euro(cents))}


def _cents(amount: Mapping[str, Any] | None) -> int | None:
    if not amount or amount.get("currency") != _EURO:
        return None
    try:
        return cents_from_euro(amount.get("value"))
    except NotAnAmount:
        return None
