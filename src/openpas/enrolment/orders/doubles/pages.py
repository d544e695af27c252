"""The page of the double on which a visitor of the demo says how the payment ends."""

from collections.abc import Mapping
from html import escape
from typing import Any, Final

from openpas.enrolment.orders.rules import PaymentState
from openpas.foundation.money import cents_from_euro, spoken

_CHOICES: Final = (
    (PaymentState.PAID, "Betaald"),
    (PaymentState.FAILED, "Mislukt"),
    (PaymentState.CANCELED, "Geannuleerd"),
)
_STYLE: Final = "body{font:1.1rem/1.5 system-ui;max-width:28rem;margin:3rem auto;padding:0 1rem}button{font:inherit}"


def checkout_page(asked: Mapping[str, Any], state: PaymentState) -> str:
    amount = spoken(cents_from_euro(asked["amount"]["value"]))
    return (
        '<!doctype html><html lang="nl"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Betalen (proef)</title>'
        f"<style>{_STYLE}</style><main><h1>Betalen (proef)</h1>"
        f"<p>{escape(asked['description'])}: <strong>{escape(amount)}</strong></p>"
        f"{_form() if state is PaymentState.OPEN else '<p>Deze betaling is afgelopen.</p>'}"
        "<p>Hier wordt geen geld gevraagd.</p></main></html>"
    )


def _form() -> str:
    buttons = "".join(f'<p><button name="state" value="{state}">{label}</button></p>' for state, label in _CHOICES)
    return f'<form method="post">{buttons}</form>'
