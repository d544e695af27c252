"""Mollie's payments API v2 on this machine, with a page on which somebody decides how the payment ends.

It speaks the real protocol over HTTP: keys, idempotency keys, amounts as text, links, refunds, problem objects, and a
webhook that tells nothing but an id.
"""

import hmac
import json
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import httpx

from openpas.enrolment.orders.doubles.pages import checkout_page
from openpas.enrolment.orders.rules import PaymentState
from openpas.foundation.money import NotAnAmount, cents_from_euro, euro
from openpas.runtime.double_server import Answer, Asked, serving

_WEBHOOK_SECONDS: Final = 15
_LONGEST_DESCRIPTION: Final = 255
_ENDINGS: Final = (PaymentState.PAID, PaymentState.FAILED, PaymentState.CANCELED)
_PAYMENT: Final = re.compile(r"/v2/payments/(?P<id>\w+)")
_REFUNDS: Final = re.compile(r"/v2/payments/(?P<id>\w+)/refunds")
_CHECKOUT: Final = re.compile(r"/checkout/(?P<id>\w+)")
_HTML: Final = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
_HAL: Final = {"Content-Type": "application/hal+json"}

Document = dict[str, Any]


@dataclass
class FakePayment:
    """A payment as it was asked, and how it stands."""

    payment_id: str
    asked: Document
    state: PaymentState = PaymentState.OPEN
    refunds: list[Document] = field(default_factory=list)
    is_stoppable: bool = True

    @property
    def cents(self) -> int:
        return cents_from_euro(self.asked["amount"]["value"])

    @property
    def refunded_cents(self) -> int:
        return sum(cents_from_euro(one["amount"]["value"]) for one in self.refunds)


@dataclass
class MollieDouble:
    """`troubles` answer the next questions of the API instead of us; without `calls_back` no webhook is called.

    `asked` counts the questions of the API.
    """

    key: str = field(default_factory=lambda: f"test_{secrets.token_hex(15)}")
    payments: dict[str, FakePayment] = field(default_factory=dict)
    troubles: list[Answer] = field(default_factory=list)
    calls_back: bool = True
    asked: int = 0
    address: str = ""
    _answered: dict[str, tuple[bytes, Answer]] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)

    @contextmanager
    def serve(self, port: int = 0) -> Iterator[str]:
        """The address of the API."""
        with serving(self.answer, port=port) as address:
            self.address = address
            yield address

    def answer(self, asked: Asked) -> Answer:
        """The answer to one request. Webhooks are called without holding anybody up: they ask us back."""
        path = urlsplit(asked.target).path
        if found := _CHECKOUT.fullmatch(path):
            return self._checkout(asked, found["id"])
        with self._turn:
            return self._once(asked, path)

    def end(self, payment_id: str, state: PaymentState) -> str:
        """The person, or time, ends the payment so; the webhook is told. Where the person goes then."""
        with self._turn:
            payment = self.payments[payment_id]
            if payment.state is PaymentState.OPEN:
                payment.state = state
        self.call_back(payment_id)
        asked = payment.asked
        left = payment.state is PaymentState.CANCELED
        return str(asked["cancelUrl"] if left and asked.get("cancelUrl") else asked["redirectUrl"])

    def call_back(self, payment_id: str) -> None:
        """Tell the webhook. One that does not answer is told nothing again: a reader or the clock must find out."""
        webhook = self.payments[payment_id].asked.get("webhookUrl")
        if self.calls_back and webhook:
            with suppress(httpx.HTTPError):
                httpx.post(webhook, data={"id": payment_id}, timeout=_WEBHOOK_SECONDS, trust_env=False)

    def forget_keys(self) -> None:
        """As the real one does after an hour."""
        self._answered.clear()

    def _once(self, asked: Asked, path: str) -> Answer:
        self.asked += 1
        if self.troubles:
            return self.troubles.pop(0)
        if not hmac.compare_digest(asked.headers.get("authorization", ""), f"Bearer {self.key}"):
            return _problem(HTTPStatus.UNAUTHORIZED, "Missing authentication, or failed to authenticate")
        key = asked.headers.get("idempotency-key", "") if asked.method == "POST" else ""
        if not key:
            return self._api(asked, path)
        if key in self._answered:
            body, answer = self._answered[key]
            if body != asked.body:
                return _problem(HTTPStatus.BAD_REQUEST, "The idempotency key was used with other parameters")
            return Answer(answer.status, answer.body, {**answer.headers, "Idempotent-Replayed": "true"})
        answer = self._api(asked, path)
        self._answered[key] = asked.body, answer
        return answer

    def _api(self, asked: Asked, path: str) -> Answer:
        if path == "/v2/payments" and asked.method == "POST":
            return self._create(json.loads(asked.body))
        found = _PAYMENT.fullmatch(path) or _REFUNDS.fullmatch(path)
        payment = self.payments.get(found["id"]) if found else None
        if payment is None:
            return _problem(HTTPStatus.NOT_FOUND, "No payment exists with this token")
        if _REFUNDS.fullmatch(path):
            return self._refund(payment, json.loads(asked.body)) if asked.method == "POST" else _refunds(payment)
        return self._cancel(payment) if asked.method == "DELETE" else _hal(self._shown(payment))

    def _create(self, wanted: Document) -> Answer:
        if wrong := _what_is_wrong(wanted):
            return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"The {wrong} is invalid", field=wrong)
        payment = FakePayment(f"tr_{secrets.token_hex(5)}", wanted)
        self.payments[payment.payment_id] = payment
        return _hal(self._shown(payment), HTTPStatus.CREATED)

    def _cancel(self, payment: FakePayment) -> Answer:
        if payment.state is not PaymentState.OPEN or not payment.is_stoppable:
            return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The payment cannot be canceled")
        payment.state = PaymentState.CANCELED
        return _hal(self._shown(payment))

    def _refund(self, payment: FakePayment, wanted: Document) -> Answer:
        cents = cents_from_euro(wanted["amount"]["value"])
        if payment.state is not PaymentState.PAID or payment.refunded_cents + cents > payment.cents:
            detail = "The specified amount cannot be refunded"
            return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, field="amount")
        refund = {"resource": "refund", "id": f"re_{secrets.token_hex(5)}", "status": "pending", **wanted}
        payment.refunds.append(refund)
        return _hal(refund, HTTPStatus.CREATED)

    def _shown(self, payment: FakePayment) -> Document:
        is_open = payment.state is PaymentState.OPEN
        checkout = {"checkout": {"href": f"{self.address}/checkout/{payment.payment_id}", "type": "text/html"}}
        asked = payment.asked
        return {
            "resource": "payment",
            "id": payment.payment_id,
            "mode": "test",
            "status": payment.state,
            "isCancelable": is_open and payment.is_stoppable,
            **{name: asked.get(name) for name in ("amount", "description", "metadata", "redirectUrl", "webhookUrl")},
            "amountRefunded": {"currency": "EUR", "value": str(euro(payment.refunded_cents))},
            "_links": checkout if is_open else {},
        }

    def _checkout(self, asked: Asked, payment_id: str) -> Answer:
        payment = self.payments.get(payment_id)
        if payment is None:
            return Answer(HTTPStatus.NOT_FOUND, b"onbekende betaling", _HTML)
        if asked.method != "POST":
            return Answer(HTTPStatus.OK, checkout_page(payment.asked, payment.state).encode(), _HTML)
        chosen = parse_qs(asked.body.decode()).get("state", [""])[0]
        if chosen not in _ENDINGS:
            return Answer(HTTPStatus.BAD_REQUEST, b"onbekende keuze", _HTML)
        location = self.end(payment_id, PaymentState(chosen))
        return Answer(HTTPStatus.SEE_OTHER, b"", {"Location": location, "Cache-Control": "no-store"})


def _what_is_wrong(wanted: Document) -> str:
    """The first field that the real API would refuse; empty when it would take the payment."""
    amount = wanted.get("amount") or {}
    value = amount.get("value")
    try:
        is_good = isinstance(value, str) and value == str(euro(cents_from_euro(value))) and cents_from_euro(value) > 0
    except NotAnAmount:
        is_good = False
    checks = {
        "amount": is_good and amount.get("currency") == "EUR",
        "description": 0 < len(wanted.get("description") or "") <= _LONGEST_DESCRIPTION,
        "redirectUrl": _is_address(wanted.get("redirectUrl")),
        "cancelUrl": wanted.get("cancelUrl") is None or _is_address(wanted["cancelUrl"]),
        "webhookUrl": wanted.get("webhookUrl") is None or _is_address(wanted["webhookUrl"]),
        "locale": wanted.get("locale") in (None, "nl_BE", "fr_BE", "en_US", "de_DE"),
    }
    return next((name for name, holds in checks.items() if not holds), "")


def _is_address(text: object) -> bool:
    parts = urlsplit(text) if isinstance(text, str) else None
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)


def _refunds(payment: FakePayment) -> Answer:
    links = {"self": {"href": ""}, "previous": None, "next": None}
    return _hal({"count": len(payment.refunds), "_embedded": {"refunds": payment.refunds}, "_links": links})


def _hal(data: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, json.dumps(data).encode(), dict(_HAL))


def _problem(status: HTTPStatus, detail: str, **more: str) -> Answer:
    return _hal({"status": status, "title": status.phrase, "detail": detail, **more}, status)
