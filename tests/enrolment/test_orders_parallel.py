"""Real threads on PostgreSQL: webhooks at once, webhook beside reader and clock, two orders for one person."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from openpas.demo.cast import Cast
from openpas.enrolment import tasks
from openpas.enrolment.models import Order, OrderRegistration
from openpas.enrolment.orders.doubles.mollie import MollieDouble
from openpas.enrolment.orders.rules import PaymentState, Stage
from openpas.passholders.models import Passholder, PointsAccount
from openpas.records.models import OutboxMessage
from openpas.rewards.models import WelcomeGrant
from openpas.runtime import clock
from tests.api.answers import told
from tests.api.conftest import Caller
from tests.enrolment.ordering import girl, id_token, marc, order_of, webhook
from tests.enrolment.people import INSZ, voucher

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def at_once(works: list[Callable[[], object]]) -> list[object]:
    """What each gave when all begin at the same moment in threads of their own."""
    gate = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        gate.wait()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def people() -> int:
    return Passholder.objects.filter(name="Peeters").count()


def facts(kind: str) -> int:
    return OutboxMessage.objects.filter(kind=kind).count()


@pytest.mark.parametrize("has_insz", [True, False])
def test_webhooks_at_once_make_everybody_once(
    cast: Cast,
    shop: Caller,
    mollie: MollieDouble,
    has_insz: bool,  # noqa: FBT001
) -> None:
    """Also who has no national number, that nothing else would keep from being made twice."""
    cast.gent.welcome_points = 3
    cast.gent.save()
    unknown = {} if has_insz else {"inszNumber": None}
    told(shop.send("POST", "/orders", order_of(marc(cast, **unknown), girl(cast, **unknown))))
    (payment_id,) = mollie.payments
    mollie.end(payment_id, PaymentState.PAID)
    answers = at_once([lambda: webhook(payment_id).status_code] * AT_ONCE)
    assert answers == [200] * AT_ONCE
    assert people() == 2
    assert WelcomeGrant.objects.filter(passholder__name="Peeters").count() == 2
    assert [one.points for one in PointsAccount.objects.filter(passholder__name="Peeters")] == [3, 3]
    assert (facts("OrderPaid"), facts("OrderFulfilled"), facts("PassholderRegistered")) == (1, 1, 2)
    assert OrderRegistration.objects.filter(refusal="").exclude(passholder=None).count() == 2
    assert Order.objects.get().refund_due_cents == 0


def test_webhook_reader_and_clock_at_once(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    placed = told(shop.send("POST", "/orders", order_of(marc(cast), girl(cast))))
    (payment_id,) = mollie.payments
    mollie.end(payment_id, PaymentState.PAID)
    long_ago = clock.now() - 2 * tasks.ASKED_EVERY
    Order.objects.update(asked_at=long_ago)
    read = lambda: shop.get(f"/orders/{placed['id']}").status_code  # noqa: E731  one of three works of one line
    at_once([lambda: webhook(payment_id), read, tasks.settle_orders] * 2)
    assert (people(), Order.objects.get().stage, facts("OrderFulfilled")) == (2, Stage.FULFILLED, 1)


def test_two_orders_for_one_person(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    """Both are paid at the same moment: one makes the pass, the other is paid back."""
    for _ in range(2):
        told(shop.send("POST", "/orders", order_of(marc(cast))))
    for payment_id in mollie.payments:
        mollie.end(payment_id, PaymentState.PAID)
    at_once([lambda one=one: webhook(one) for one in mollie.payments])  # type: ignore[misc]
    assert people() == 1
    assert sorted(one.stage for one in Order.objects.all()) == [Stage.CANCELLED, Stage.FULFILLED]
    assert sorted(len(one.refunds) for one in mollie.payments.values()) == [0, 1]


def test_refunds_at_once_are_one(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    told(shop.send("POST", "/orders", order_of(marc(cast))))
    (payment_id,) = mollie.payments
    Order.objects.update(stage=Stage.CANCELLED)
    mollie.end(payment_id, PaymentState.PAID)
    at_once([lambda: webhook(payment_id)] * AT_ONCE)
    assert len(mollie.payments[payment_id].refunds) == 1
    assert facts("OrderRefunded") == 1


def test_one_voucher_and_one_proof_are_held_by_one_order(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    voucher(cast.gent)
    with_voucher = order_of(marc(cast, registrationVoucher="ZOMER-1"))
    answers = at_once([lambda: shop.send("POST", "/orders", with_voucher).status_code] * AT_ONCE)
    assert sorted(answers) == [200] + [400] * (AT_ONCE - 1)  # type: ignore[type-var]
    token = id_token(cast.admin_client, INSZ, "Peeters", "Marc")
    proven = order_of(marc(cast, registrationSocialTariff={"idToken": token}))
    answers = at_once([lambda: shop.send("POST", "/orders", proven).status_code] * AT_ONCE)
    assert sorted(answers) == [200] + [400] * (AT_ONCE - 1)  # type: ignore[type-var]
    assert (Order.objects.count(), len(mollie.payments)) == (2, 1)


def test_one_key_is_one_order(cast: Cast, shop: Caller, mollie: MollieDouble) -> None:
    body = order_of(marc(cast))
    answers = at_once([lambda: shop.send("POST", "/orders", body, idempotency_key="k").status_code] * AT_ONCE)
    assert set(answers) <= {200, 409}
    assert (Order.objects.count(), len(mollie.payments)) == (1, 1)
