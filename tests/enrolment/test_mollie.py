"""The provider and its double speak with each other over HTTP; the double refuses what the real one would."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from openpas.demo.cast import Cast
from openpas.enrolment.management.commands.mollie_double import Command
from openpas.enrolment.orders.configuration import payment_provider
from openpas.enrolment.orders.doubles.mollie import MollieDouble
from openpas.enrolment.orders.payments import NewPayment, PaymentUnknown, ProviderRefused, ProviderSilent
from openpas.enrolment.orders.providers.mollie import MollieProvider, MollieSettings
from openpas.enrolment.orders.refusals import PaymentUnavailable
from openpas.enrolment.orders.rules import PaymentState, PaymentWord
from openpas.runtime.double_server import Answer, Asked, serving
from tests.api.answers import told
from tests.api.conftest import Caller
from tests.enrolment.ordering import marc, order_of, prices

ASKED = NewPayment(
    order_id="o-1",
    amount_cents=720,
    description="UiTPAS 1234",
    language="nl",
    return_url="https://example.org/back",
    cancel_url="https://example.org/cancelled",
    webhook_url="https://example.org/webhook",
)


@pytest.fixture
def double() -> Iterator[MollieDouble]:
    served = MollieDouble(calls_back=False)
    with served.serve():
        yield served


@pytest.fixture
def provider(double: MollieDouble) -> MollieProvider:
    return MollieProvider(MollieSettings(double.key, double.address))


def test_from_start_to_refund(double: MollieDouble, provider: MollieProvider) -> None:
    started = provider.start(ASKED)
    assert started.checkout_url == f"{double.address}/checkout/{started.payment_id}"
    assert provider.word_of(started.payment_id) == PaymentWord(PaymentState.OPEN, 720)
    double.end(started.payment_id, PaymentState.PAID)
    assert provider.word_of(started.payment_id) == PaymentWord(PaymentState.PAID, 720)
    refund = provider.pay_back(started.payment_id, 220, "o-1")
    assert refund.startswith("re_")
    assert provider.pay_back(started.payment_id, 220, "o-1") == refund
    assert [one["amount"]["value"] for one in double.payments[started.payment_id].refunds] == ["2.20"]


def test_asked_twice_it_is_one_payment(double: MollieDouble, provider: MollieProvider) -> None:
    assert provider.start(ASKED) == provider.start(ASKED)
    assert len(double.payments) == 1
    with pytest.raises(ProviderRefused, match="other parameters"):
        provider.start(replace(ASKED, amount_cents=721))


def test_what_goes_over_the_wire_beside_the_question() -> None:
    heard: list[Asked] = []
    double = MollieDouble(calls_back=False)

    def listen(asked: Asked) -> Answer:
        heard.append(asked)
        return double.answer(asked)

    with serving(listen) as address:
        double.address = address
        provider = MollieProvider(MollieSettings(double.key, address))
        payment_id = provider.start(ASKED).payment_id
        double.end(payment_id, PaymentState.PAID)
        provider.pay_back(payment_id, 720, "o-1")
    assert {asked.headers["x-mollie-client-info"] for asked in heard} == {"Openpas"}
    writes = [asked.headers["idempotency-key"] for asked in heard if asked.method == "POST"]
    assert writes == ["payment-o-1", "refund-o-1"]


def test_a_payment_is_stopped_when_it_can_be(double: MollieDouble, provider: MollieProvider) -> None:
    started = provider.start(ASKED)
    double.payments[started.payment_id].is_stoppable = False
    provider.stop(started.payment_id)
    assert provider.word_of(started.payment_id).state is PaymentState.OPEN
    double.payments[started.payment_id].is_stoppable = True
    provider.stop(started.payment_id)
    provider.stop(started.payment_id)
    assert provider.word_of(started.payment_id).state is PaymentState.CANCELED


def test_more_than_was_paid_does_not_go_back(double: MollieDouble, provider: MollieProvider) -> None:
    started = provider.start(ASKED)
    with pytest.raises(ProviderRefused):
        provider.pay_back(started.payment_id, 720, "o-1")
    double.end(started.payment_id, PaymentState.PAID)
    double.forget_keys()
    with pytest.raises(ProviderRefused):
        provider.pay_back(started.payment_id, 721, "o-1")


@pytest.mark.parametrize(
    "trouble",
    [
        Answer(503, b'{"status": 503, "detail": "maintenance"}'),
        Answer(429, b'{"status": 429, "detail": "too many"}'),
        Answer(409, b'{"status": 409, "detail": "in progress"}'),
        Answer(401, b'{"status": 401, "detail": "key"}'),
        Answer(502, b"<html>bad gateway</html>"),
        Answer(200, b"not json"),
        Answer(200, b'{"id": "tr_1", "status": "melted", "amount": {"currency": "EUR", "value": "7.20"}}'),
    ],
)
def test_nothing_is_known(double: MollieDouble, provider: MollieProvider, trouble: Answer) -> None:
    double.troubles.append(trouble)
    with pytest.raises(ProviderSilent):
        provider.word_of("tr_1")


def test_nobody_there() -> None:
    with pytest.raises(ProviderSilent):
        MollieProvider(MollieSettings("test_x", "http://127.0.0.1:9", connect_seconds=1)).word_of("tr_1")
    with pytest.raises(ProviderSilent):
        MollieProvider(MollieSettings("no key")).word_of("tr_1")


def test_a_payment_that_is_not_there(provider: MollieProvider) -> None:
    with pytest.raises(PaymentUnknown):
        provider.word_of("tr_0000000000")


@pytest.mark.parametrize(
    "changes",
    [
        {"amount_cents": 0},
        {"description": "x" * 256},
        {"return_url": "example.org"},
        {"cancel_url": "javascript:alert(1)"},
        {"webhook_url": "/webhook"},
    ],
)
def test_the_double_is_as_strict_as_the_real_one(
    double: MollieDouble, provider: MollieProvider, changes: dict[str, object]
) -> None:
    with pytest.raises(ProviderRefused):
        provider.start(replace(ASKED, **changes))  # type: ignore[arg-type]
    assert double.payments == {}


def test_a_visitor_pays_on_the_page(cast: Cast, live_server: LiveServer, settings: Settings, tmp_path: Path) -> None:
    """All of it over HTTP: the page, the webhook that asks back, and the way back to the shop."""
    settings.OPENPAS_ISSUER = live_server.url
    prices(cast.gent)
    shown: list[str] = []

    def visit(_ends: object) -> None:
        placed = told(Caller(cast.admin_client).send("POST", "/orders", order_of(marc(cast))))
        with httpx.Client(trust_env=False) as browser:
            page = browser.get(placed["paymentUrl"])
            assert "€ 5,00" in page.text
            assert [choice in page.text for choice in ("Betaald", "Mislukt", "Geannuleerd")] == [True] * 3
            back = browser.post(placed["paymentUrl"], data={"state": "paid"}).headers["Location"]
            assert urlsplit(back).path == "/payment/return"
            assert "Deze betaling is afgelopen" in browser.get(placed["paymentUrl"]).text
            order = browser.get(
                f"{live_server.url}/api/v4/orders/{placed['id']}", headers={"x-custom-token": placed["customToken"]}
            )
        shown.append(order.json()["status"])

    settings.OPENPAS_DEMO = True
    settings.OPENPAS_PAYMENT = tmp_path / "payment.toml"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "wait", staticmethod(visit))
        call_command("mollie_double")
    assert shown == ["PENDING_UITID_CONNECT"]
    assert list(tmp_path.iterdir()) == []


def test_no_double_outside_a_demo_or_in_place_of_the_real_thing(settings: Settings, tmp_path: Path) -> None:
    settings.OPENPAS_PAYMENT = tmp_path / "payment.toml"
    settings.OPENPAS_DEMO = False
    with pytest.raises(CommandError, match="nobody pays"):
        call_command("mollie_double")
    settings.OPENPAS_DEMO = True
    settings.OPENPAS_PAYMENT.write_text('[mollie]\nkey = "live_x"\n')
    with pytest.raises(CommandError, match="not written by the double"):
        call_command("mollie_double")
    assert settings.OPENPAS_PAYMENT.read_text() == '[mollie]\nkey = "live_x"\n'


def test_outside_a_demo_money_goes_over_https(settings: Settings, tmp_path: Path) -> None:
    """What a double left behind is not used by an installation that is none any more."""
    settings.OPENPAS_PAYMENT = tmp_path / "payment.toml"
    settings.OPENPAS_DEMO = False
    settings.OPENPAS_PAYMENT.write_text('[mollie]\nkey = "test_x"\nurl = "http://127.0.0.1:9"\n')
    with pytest.raises(PaymentUnavailable, match="no demo"):
        payment_provider()
    settings.OPENPAS_PAYMENT.write_text('[mollie]\nkey = "live_x"\n')
    assert payment_provider() is not None
