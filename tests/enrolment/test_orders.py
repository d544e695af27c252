"""From an order to the passholders, over HTTP, with a provider that speaks the real protocol."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
import time_machine

from openpas.demo.cast import Cast
from openpas.enrolment import tasks
from openpas.enrolment.models import Order, OrderRegistration, Voucher
from openpas.enrolment.orders.doubles.mollie import MollieDouble
from openpas.enrolment.orders.rules import PaymentState
from openpas.enrolment.service.erasing import erase_passholder
from openpas.entitlement.service import allow_return_address
from openpas.foundation.calendar import last_of_april_next_year
from openpas.identity.linked_passes import link_account
from openpas.identity.models import User
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.records.models import AccessLine, OutboxMessage
from openpas.runtime import clock
from tests.api.answers import problem, told
from tests.api.conftest import Caller
from tests.enrolment.ordering import PAGE, girl, id_token, marc, order_of, pay
from tests.enrolment.people import ALL, INSZ, voucher

pytestmark = pytest.mark.django_db


def test_two_people_order_pay_and_link_an_account(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    allow_return_address(cast.admin_client, PAGE)
    body = order_of(marc(cast), girl(cast), redirectUrlAfterPayment=PAGE)
    placed = told(shop.send("POST", "/orders", body))
    (payment,) = mollie.payments.values()
    assert (placed["status"], placed["totalPrice"], placed["email"]) == ("PENDING_PAYMENT", 7.0, "marc@example.org")
    assert placed["paymentUrl"] == f"{mollie.address}/checkout/{payment.payment_id}"
    assert "registrationToken" not in placed
    assert placed["mainPassholderRegistration"]["inszNumber"] == INSZ
    assert not Passholder.objects.filter(name="Peeters").exists()

    pay(mollie)
    token = {"x_custom_token": placed["customToken"]}
    paid = told(Caller().get(f"/orders/{placed['id']}", **token))
    assert paid["status"] == "PENDING_UITID_CONNECT"
    assert "paymentUrl" not in paid
    people = Passholder.objects.filter(name="Peeters").order_by("date_of_birth")
    assert [(one.first_name, one.city, one.email) for one in people] == [
        ("Marc", "Gent", "marc@example.org"),
        ("Lotte", "Gent", ""),
    ]
    cards = Card.objects.filter(membership__passholder__in=people, status=Card.Status.ACTIVE)
    assert [card.kind for card in cards] == [Card.Kind.DIGITAL, Card.Kind.DIGITAL]

    account = User.objects.create_user("marc@example.org", "Marc")
    link_account(ALL.__class__(f"user:{account.pk}", ALL.kind, subject=account.subject), paid["registrationToken"])
    done = told(Caller().get(f"/orders/{placed['id']}", **token))
    assert done["status"] == "COMPLETED"
    assert "registrationToken" not in done


def test_what_the_provider_is_asked(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    allow_return_address(cast.admin_client, PAGE)
    body = order_of(marc(cast), redirectUrlAfterPayment=PAGE)
    placed = told(shop.send("POST", "/orders", body, accept_language="fr-BE,fr;q=0.9"))
    (payment,) = mollie.payments.values()
    back = urlsplit(payment.asked["redirectUrl"])
    assert payment.asked == {
        "amount": {"currency": "EUR", "value": "5.00"},
        "description": f"UiTPAS {UUID(placed['id']).hex[:8]}",
        "locale": "fr_BE",
        "metadata": {"order_id": placed["id"]},
        "redirectUrl": back.geturl(),
        "cancelUrl": back.geturl(),
        "webhookUrl": "http://127.0.0.1:8000/payment/webhook",
    }
    assert back.geturl().startswith(f"{PAGE}&")
    assert parse_qs(back.query) == {"stap": ["4"], "orderId": [placed["id"]], "customToken": [placed["customToken"]]}
    assert not {"Peeters", "Marc", INSZ, "marc@example.org"} & set(str(payment.asked).split())


def test_who_cancels_goes_to_the_other_page(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    other = "https://uitpas.example.org/toch-niet"
    for address in (PAGE, other):
        allow_return_address(cast.admin_client, address)
    body = order_of(marc(cast), redirectUrlAfterPayment=PAGE, redirectUrlAfterCancelPayment=other)
    placed = told(shop.send("POST", "/orders", body))
    (payment,) = mollie.payments.values()
    assert mollie.end(payment.payment_id, PaymentState.CANCELED).startswith(f"{other}?orderId={placed['id']}&")


def test_without_a_page_of_the_client_there_is_ours(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    told(shop.send("POST", "/orders", order_of(marc(cast))))
    (payment,) = mollie.payments.values()
    address = urlsplit(payment.asked["redirectUrl"])
    page = shop._client.get(f"{address.path}?{address.query}")
    assert page.content.decode() == "Bedankt. We verwerken je betaling. Je mag dit venster sluiten."


def test_a_free_order_asks_for_no_money(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    token = id_token(cast.admin_client, INSZ, "Peeters", "Marc")
    free = marc(cast, registrationSocialTariff={"idToken": token})
    placed = told(shop.send("POST", "/orders", order_of(free)))
    assert (placed["status"], placed["totalPrice"]) == ("PENDING_UITID_CONNECT", 0)
    assert placed["mainPassholderRegistration"]["registrationSocialTariff"] == {"requested": True}
    assert placed["registrationToken"]
    assert mollie.payments == {}
    membership = CardSystemMembership.objects.get(passholder__name="Peeters")
    assert membership.social_tariff_ends_on == last_of_april_next_year(clock.now().date())


def test_a_voucher_is_held_and_then_used(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    voucher(cast.gent)
    with_voucher = order_of(marc(cast, registrationVoucher="ZOMER-1"))
    told(shop.send("POST", "/orders", with_voucher))
    second = order_of(marc(cast, inszNumber=None, registrationVoucher="ZOMER-1"))
    assert problem(shop.send("POST", "/orders", second)) == (400, "uitpas/invalid-voucher-code")
    pay(mollie)
    assert Voucher.objects.get().used_by == Passholder.objects.get(name="Peeters")


def test_a_voucher_is_good_again_when_nobody_pays(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    voucher(cast.gent)
    told(shop.send("POST", "/orders", order_of(marc(cast, registrationVoucher="ZOMER-1"))))
    pay(mollie, PaymentState.FAILED)
    freed = Voucher.objects.get()
    assert (freed.used_at, freed.used_with) == (None, None)
    assert OrderRegistration.objects.get().voucher is None


def test_the_same_key_gives_the_same_order(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    body = order_of(marc(cast))
    first, again = (told(shop.send("POST", "/orders", body, idempotency_key="k-1")) for _ in range(2))
    assert first == again
    assert len(mollie.payments) == Order.objects.count() == 1
    pay(mollie)
    assert told(shop.send("POST", "/orders", body, idempotency_key="k-1"))["status"] == "PENDING_UITID_CONNECT"
    other = shop.send("POST", "/orders", order_of(girl(cast, email="m@example.org")), idempotency_key="k-1")
    assert problem(other)[0] == 400
    assert Order.objects.count() == 1


def test_what_was_filled_in_is_forgotten(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    placed = told(shop.send("POST", "/orders", order_of(marc(cast))))
    pay(mollie)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert tasks.forget_old_orders() == 1
        assert tasks.forget_old_orders() == 0
        later = told(Caller(cast.admin_client).get(f"/orders/{placed['id']}"))
    assert "mainPassholderRegistration" not in later
    assert "email" not in later


def test_who_is_erased_is_erased_here_too(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    placed = told(shop.send("POST", "/orders", order_of(marc(cast), girl(cast))))
    pay(mollie)
    erase_passholder(ALL, Passholder.objects.get(first_name="Marc"))
    shown = told(shop.get(f"/orders/{placed['id']}"))
    assert shown["status"] == "COMPLETED"
    assert "registrationToken" not in shown
    assert "Marc" not in str(shown)


def test_facts_name_nobody(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    told(shop.send("POST", "/orders", order_of(marc(cast))))
    pay(mollie)
    facts = OutboxMessage.objects.filter(kind__startswith="Order").order_by("pk")
    order = Order.objects.get()
    assert [(fact.kind, fact.payload) for fact in facts] == [
        ("OrderPlaced", {"order_id": order.pk, "total_cents": 500}),
        ("OrderPaid", {"order_id": order.pk}),
        ("OrderFulfilled", {"order_id": order.pk}),
    ]


def test_who_looks_at_it_leaves_a_line(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    placed = told(shop.send("POST", "/orders", order_of(marc(cast))))
    pay(mollie)
    AccessLine.objects.all().delete()
    told(Caller().get(f"/orders/{placed['id']}", x_custom_token=placed["customToken"]))
    assert AccessLine.objects.count() == 0
    told(shop.get(f"/orders/{placed['id']}"))
    line = AccessLine.objects.get()
    assert (line.passholder_id, line.actor, line.purpose) == (
        Passholder.objects.get(name="Peeters").pk,
        "client:cast-admin",
        "orders.read",
    )
