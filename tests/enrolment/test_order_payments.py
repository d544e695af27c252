"""The money: what the provider tells, tells again, tells too late or not at all, and what goes back."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.enrolment import tasks
from openpas.enrolment.details import ConsentGiven, HomeAddress, PersonDetails
from openpas.enrolment.models import Order, OrderRegistration, Voucher
from openpas.enrolment.orders import fulfilling, settling
from openpas.enrolment.orders.configuration import payment_provider
from openpas.enrolment.orders.doubles.mollie import FakePayment, MollieDouble
from openpas.enrolment.orders.rules import PaymentState, Stage, Trouble
from openpas.enrolment.service.registering import Registration, register
from openpas.passholders.models import Card, Passholder
from openpas.records.models import AuditLine
from openpas.runtime import clock
from openpas.runtime.double_server import Answer
from tests.api.answers import told
from tests.api.conftest import Caller
from tests.enrolment.ordering import girl, marc, order_of, pay, rows, webhook
from tests.enrolment.people import ALL, INSZ, voucher

pytestmark = pytest.mark.django_db
SILENT = Answer(503, b"")
MINUTES = timedelta(minutes=1)


@pytest.fixture
def placed(cast: Cast, shop: Caller, mollie: MollieDouble) -> dict[str, Any]:
    """Marc and his daughter, seven euro, not paid."""
    answer: dict[str, Any] = told(shop.send("POST", "/orders", order_of(marc(cast), girl(cast))))
    return answer


@pytest.fixture
def payment(placed: dict[str, Any], mollie: MollieDouble) -> FakePayment:
    (only,) = mollie.payments.values()
    return only


@pytest.fixture
def later() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(clock.now(), tick=True) as traveller:
        yield traveller


def order() -> Order:
    return Order.objects.get()


def made() -> int:
    return Passholder.objects.filter(name="Peeters").count()


def pass_at_a_desk() -> None:
    """Marc went to a desk between ordering and paying."""
    person = PersonDetails(
        name="Peeters",
        first_name="Marc",
        date_of_birth=date(1983, 3, 2),
        address=HomeAddress("9000", "Gent"),
        insz=INSZ,
        consent=ConsentGiven(legal_terms_paper=True),
    )
    register(ALL, Registration(person=person, organizer_id="cast-theatre", card_kind=Card.Kind.DIGITAL))


def test_a_webhook_that_comes_again_changes_nothing(payment: FakePayment, mollie: MollieDouble) -> None:
    pay(mollie)
    before = rows()
    for _ in range(3):
        assert webhook(payment.payment_id).status_code == 200
    assert (rows(), made(), order().stage) == (before, 2, Stage.FULFILLED)


@pytest.mark.parametrize("state", [PaymentState.OPEN, PaymentState.FAILED, PaymentState.CANCELED, PaymentState.EXPIRED])
def test_an_old_word_that_comes_late_changes_nothing(
    payment: FakePayment, mollie: MollieDouble, state: PaymentState
) -> None:
    pay(mollie)
    payment.state = state
    assert webhook(payment.payment_id).status_code == 200
    assert (made(), order().stage, order().refund_due_cents) == (2, Stage.FULFILLED, 0)


@pytest.mark.parametrize("state", [PaymentState.FAILED, PaymentState.CANCELED, PaymentState.EXPIRED])
def test_no_money_no_pass(
    shop: Caller, placed: dict[str, Any], mollie: MollieDouble, state: PaymentState, payment: FakePayment
) -> None:
    pay(mollie, state)
    shown = told(shop.get(f"/orders/{placed['id']}"))
    assert (shown["status"], made()) == ("CANCELLED", 0)
    assert "paymentUrl" not in shown


@pytest.mark.parametrize("state", [PaymentState.OPEN, PaymentState.PENDING, PaymentState.AUTHORIZED])
def test_money_on_its_way_is_waited_for(
    shop: Caller, placed: dict[str, Any], mollie: MollieDouble, state: PaymentState, payment: FakePayment
) -> None:
    pay(mollie, state)
    assert (told(shop.get(f"/orders/{placed['id']}"))["status"], made()) == ("PENDING_PAYMENT", 0)
    assert order().payment_state == state


@pytest.mark.parametrize("payment_id", ["tr_0000000000", "", "tr_' OR 1=1", "ord_1", "x" * 500])
def test_a_payment_that_is_not_ours(placed: dict[str, Any], mollie: MollieDouble, payment_id: str) -> None:
    before, asked = rows(), mollie.asked
    assert webhook(payment_id).status_code == 200
    assert (rows(), mollie.asked) == (before, asked)


def test_a_webhook_is_not_believed(payment: FakePayment, shop: Caller) -> None:
    """Whoever knows the id cannot say that it was paid."""
    response = shop._client.post("/payment/webhook", {"id": payment.payment_id, "status": "paid"})
    assert (response.status_code, made(), order().stage) == (200, 0, Stage.AWAITING_PAYMENT)
    assert shop._client.get("/payment/webhook", {"id": payment.payment_id}).status_code == 405


def test_a_provider_that_is_silent_tells_again(payment: FakePayment, mollie: MollieDouble) -> None:
    mollie.end(payment.payment_id, PaymentState.PAID)
    mollie.troubles.append(SILENT)
    assert (webhook(payment.payment_id).status_code, made()) == (503, 0)
    assert (webhook(payment.payment_id).status_code, made()) == (200, 2)


def test_who_reads_finds_out_when_no_webhook_came(
    placed: dict[str, Any], payment: FakePayment, mollie: MollieDouble, shop: Caller, later: time_machine.Traveller
) -> None:
    mollie.end(payment.payment_id, PaymentState.PAID)
    asked = mollie.asked
    assert told(shop.get(f"/orders/{placed['id']}"))["status"] == "PENDING_PAYMENT"
    assert mollie.asked == asked
    later.shift(timedelta(seconds=4))
    assert told(shop.get(f"/orders/{placed['id']}"))["status"] == "PENDING_UITID_CONNECT"
    assert made() == 2


def test_a_reader_is_told_what_is_known_when_the_provider_is_silent(
    placed: dict[str, Any], mollie: MollieDouble, shop: Caller, later: time_machine.Traveller
) -> None:
    later.shift(timedelta(seconds=4))
    mollie.troubles.append(SILENT)
    shown = told(shop.get(f"/orders/{placed['id']}"))
    assert (shown["status"], shown["paymentUrl"]) == ("PENDING_PAYMENT", placed["paymentUrl"])
    assert mollie.troubles == []


def test_the_clock_finds_out_when_nobody_reads(
    payment: FakePayment, mollie: MollieDouble, later: time_machine.Traveller
) -> None:
    mollie.end(payment.payment_id, PaymentState.PAID)
    assert (tasks.settle_orders(), made()) == (0, 0)
    later.shift(6 * MINUTES)
    assert (tasks.settle_orders(), made(), order().stage) == (1, 2, Stage.FULFILLED)
    later.shift(6 * MINUTES)
    assert tasks.settle_orders() == 0


def test_who_does_not_pay_in_an_hour_cannot_any_more(
    payment: FakePayment, mollie: MollieDouble, later: time_machine.Traveller
) -> None:
    later.shift(59 * MINUTES)
    tasks.settle_orders()
    assert order().stage == Stage.AWAITING_PAYMENT
    later.shift(6 * MINUTES)
    tasks.settle_orders()
    assert (payment.state, order().stage, order().payment_state) == ("canceled", Stage.CANCELLED, "canceled")


def test_how_long_is_a_setting(
    payment: FakePayment, settings: Settings, mollie: MollieDouble, later: time_machine.Traveller
) -> None:
    settings.OPENPAS_ORDER_MINUTES = 10
    later.shift(11 * MINUTES)
    tasks.settle_orders()
    assert order().stage == Stage.CANCELLED


@pytest.mark.parametrize("state", [PaymentState.PENDING, PaymentState.AUTHORIZED])
def test_money_on_its_way_has_no_hour(
    payment: FakePayment, mollie: MollieDouble, later: time_machine.Traveller, state: PaymentState
) -> None:
    payment.state = state
    later.shift(120 * MINUTES)
    tasks.settle_orders()
    assert order().stage == Stage.AWAITING_PAYMENT
    payment.state = PaymentState.PAID
    later.shift(6 * MINUTES)
    tasks.settle_orders()
    assert (order().stage, made()) == (Stage.FULFILLED, 2)


def test_money_that_comes_too_late_goes_back(
    payment: FakePayment, mollie: MollieDouble, later: time_machine.Traveller
) -> None:
    payment.is_stoppable = False
    later.shift(61 * MINUTES)
    tasks.settle_orders()
    assert (order().stage, payment.state) == (Stage.CANCELLED, PaymentState.OPEN)
    pay(mollie)
    assert (made(), order().stage, order().refund_due_cents) == (0, Stage.CANCELLED, 700)
    (refund,) = payment.refunds
    assert (refund["amount"], order().refund_id) == ({"currency": "EUR", "value": "7.00"}, refund["id"])
    assert refund["description"] == payment.asked["description"]
    webhook(payment.payment_id)
    assert len(payment.refunds) == 1


def test_a_provider_that_is_silent_at_the_end_of_the_hour(
    payment: FakePayment, mollie: MollieDouble, later: time_machine.Traveller
) -> None:
    later.shift(61 * MINUTES)
    mollie.troubles.extend([SILENT])
    tasks.settle_orders()
    assert order().stage == Stage.AWAITING_PAYMENT
    tasks.settle_orders()
    assert order().stage == Stage.CANCELLED


def test_an_account_that_knows_nothing_of_the_payment(
    payment: FakePayment, mollie: MollieDouble, later: time_machine.Traveller
) -> None:
    """The key of another account: nothing for an hour, then somebody must look; the right key mends it."""
    mollie.payments.clear()
    later.shift(6 * MINUTES)
    tasks.settle_orders()
    assert (order().stage, order().trouble) == (Stage.AWAITING_PAYMENT, "")
    later.shift(60 * MINUTES)
    tasks.settle_orders()
    assert (order().stage, order().trouble) == (Stage.CANCELLED, Trouble.PAYMENT_UNKNOWN)
    mollie.payments[payment.payment_id] = payment
    pay(mollie)
    assert (order().trouble, len(payment.refunds)) == ("", 1)


@pytest.mark.parametrize("amount", [("EUR", "0.01"), ("EUR", "70.00"), ("USD", "7.00"), ("EUR", "seven")])
def test_another_amount_makes_no_pass(payment: FakePayment, mollie: MollieDouble, amount: tuple[str, str]) -> None:
    currency, value = amount
    payment.asked["amount"] = {"currency": currency, "value": value}
    pay(mollie)
    assert (made(), order().stage, order().trouble) == (0, Stage.AWAITING_PAYMENT, Trouble.PAYMENT_DIFFERS)
    assert AuditLine.objects.filter(action="order.trouble").count() == 1
    webhook(payment.payment_id)
    assert AuditLine.objects.filter(action="order.trouble").count() == 1
    assert payment.refunds == []


def test_who_got_a_pass_meanwhile_gets_the_price_back(
    placed: dict[str, Any], payment: FakePayment, mollie: MollieDouble, shop: Caller
) -> None:
    """The main person has a pass by now: the daughter gets hers, and no token opens the other pass."""
    pass_at_a_desk()
    pay(mollie)
    assert (order().stage, order().refund_due_cents) == (Stage.FULFILLED, 500)
    assert [one["amount"]["value"] for one in payment.refunds] == ["5.00"]
    main, other = OrderRegistration.objects.order_by("position")
    assert (main.passholder, main.refusal) == (None, "InszAlreadyUsed")
    assert other.passholder is not None
    shown = told(shop.get(f"/orders/{placed['id']}"))
    assert shown["status"] == "COMPLETED"
    assert "registrationToken" not in shown


def test_when_nobody_needs_a_pass_any_more_everything_goes_back(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    voucher(cast.gent)
    told(shop.send("POST", "/orders", order_of(marc(cast, registrationVoucher="ZOMER-1"))))
    pass_at_a_desk()
    payment = pay(mollie)
    assert (order().stage, order().refund_due_cents, made()) == (Stage.CANCELLED, 500, 1)
    assert [one["amount"]["value"] for one in payment.refunds] == ["5.00"]
    assert Voucher.objects.get().used_at is None


def test_a_refund_that_was_cut_off_is_made_once(
    payment: FakePayment, mollie: MollieDouble, later: time_machine.Traveller
) -> None:
    """The provider took the refund on, and we died before writing that down, for longer than it keeps a key."""
    pass_at_a_desk()
    pay(mollie)
    Order.objects.update(refund_id="")
    mollie.forget_keys()
    later.shift(6 * MINUTES)
    tasks.settle_orders()
    assert len(payment.refunds) == 1
    assert order().refund_id == payment.refunds[0]["id"]


def test_a_refund_that_is_refused_asks_for_a_person(payment: FakePayment, mollie: MollieDouble) -> None:
    pass_at_a_desk()
    mollie.end(payment.payment_id, PaymentState.PAID)
    refused = Answer(
        422, b'{"status": 422, "detail": "Insufficient balance"}', {"Content-Type": "application/hal+json"}
    )
    settling.take_word(order().pk, payment_provider().word_of(payment.payment_id))
    for registration in order().registrations.all():
        fulfilling.make_passholder(registration.pk)
    settling.finish(order().pk)
    mollie.troubles.append(refused)
    settling.pay_back(order().pk)
    assert (order().refund_id, order().trouble) == ("", Trouble.REFUND_REFUSED)
    settling.pay_back(order().pk)
    assert payment.refunds == []


class PowerCut(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("after", [0, 1, 2])
def test_what_was_cut_off_goes_on(
    payment: FakePayment,
    mollie: MollieDouble,
    monkeypatch: pytest.MonkeyPatch,
    later: time_machine.Traveller,
    after: int,
) -> None:
    """The power goes after the money was noted down, and after each of the passholders."""
    mollie.end(payment.payment_id, PaymentState.PAID)
    with monkeypatch.context() as patch:
        calls: list[int] = []

        def make(registration_pk: int) -> None:
            if len(calls) == after:
                raise PowerCut
            calls.append(registration_pk)
            fulfilling.make_passholder(registration_pk)

        def end(_order_pk: int) -> None:
            raise PowerCut

        patch.setattr(settling, "make_passholder", make)
        patch.setattr(settling, "finish", end)
        with pytest.raises(PowerCut):
            settling.settle(order().pk)
    assert (order().stage, made()) == (Stage.PAID, after)
    later.shift(6 * MINUTES)
    tasks.settle_orders()
    assert (order().stage, made()) == (Stage.FULFILLED, 2)


def test_an_order_that_cannot_go_on_holds_up_no_other(
    cast: Cast, placed: dict[str, Any], shop: Caller, mollie: MollieDouble, later: time_machine.Traveller
) -> None:
    told(shop.send("POST", "/orders", order_of(marc(cast, inszNumber=None, email="m@example.org"))))
    for payment_id in mollie.payments:
        mollie.end(payment_id, PaymentState.PAID)
    OrderRegistration.objects.filter(order=Order.objects.earliest("pk"), position=0).update(
        details_encrypted=b"twelve bytes and what nobody can open"
    )
    later.shift(6 * MINUTES)
    assert tasks.settle_orders() == 2
    assert [one.stage for one in Order.objects.order_by("pk")] == [Stage.PAID, Stage.FULFILLED]


def listed(*options: str) -> str:
    out = StringIO()
    call_command("orders_in_trouble", *options, stdout=out)
    return out.getvalue()


def test_an_administrator_lets_a_refund_go_on(payment: FakePayment, mollie: MollieDouble) -> None:
    pass_at_a_desk()
    pay(mollie)
    payment.refunds.clear()
    Order.objects.update(refund_id="", trouble=Trouble.REFUND_REFUSED)
    mollie.forget_keys()
    line = f"{order().public_id}  {payment.payment_id}  REFUND_REFUSED  FULFILLED  € 7,00 paid  € 5,00 to pay back\n"
    assert listed() == line
    assert listed("--again", str(order().public_id)) == ""
    assert (order().trouble, len(payment.refunds)) == ("", 1)
    with pytest.raises(CommandError, match="no such order"):
        listed("--again", str(order().public_id))


def test_an_administrator_closes_what_was_settled_by_hand(
    cast: Cast, shop: Caller, mollie: MollieDouble, later: time_machine.Traveller
) -> None:
    voucher(cast.gent)
    told(shop.send("POST", "/orders", order_of(marc(cast, registrationVoucher="ZOMER-1"))))
    (payment,) = mollie.payments.values()
    payment.asked["amount"]["value"] = "0.01"
    pay(mollie)
    assert listed().endswith("PAYMENT_DIFFERS  AWAITING_PAYMENT  € 5,00 paid\n")
    assert listed("--close", str(order().public_id)) == ""
    assert (order().stage, made(), Voucher.objects.get().used_at) == (Stage.CANCELLED, 0, None)
    later.shift(120 * MINUTES)
    assert tasks.settle_orders() == 0
