"""What the payment provider says is asked, written down and carried through; every step may be repeated and cut off.

Webhook, reader and clock all come here. Each step is a transaction that takes the order's row first and looks whether
it is still to be done: whoever comes second, or again after a power cut, finds it done or does it.
"""

from django.db import transaction

from openpas.enrolment.models import Order
from openpas.enrolment.orders.configuration import payment_provider
from openpas.enrolment.orders.fulfilling import PROGRAMME, make_passholder
from openpas.enrolment.orders.held_vouchers import let_all_go
from openpas.enrolment.orders.payments import PaymentUnknown, ProviderRefused
from openpas.enrolment.orders.rules import PaymentState, PaymentWord, Stage, Trouble, decide
from openpas.records import service as records
from openpas.runtime import clock


def settle(order_pk: int) -> None:
    """Ask the provider about the payment, and go on. Raises ProviderSilent and PaymentUnavailable.

    A payment that it does not know says nothing yet: the account may be the wrong one for a moment.
    """
    order = Order.objects.get(pk=order_pk)
    if order.payment_id is not None:
        try:
            take_word(order_pk, payment_provider().word_of(order.payment_id))
        except PaymentUnknown:
            Order.objects.filter(pk=order_pk).update(asked_at=clock.now())
    go_on(order_pk)


def give_up(order_pk: int) -> None:
    """Nobody paid in time. The provider closes the payment first, so that whoever pays just then still wins.

    Raises ProviderSilent and PaymentUnavailable.
    """
    payment_id = Order.objects.values_list("payment_id", flat=True).get(pk=order_pk)
    try:
        payment_provider().stop(payment_id or "")
    except PaymentUnknown:
        note_trouble(order_pk, Trouble.PAYMENT_UNKNOWN)
    settle(order_pk)
    cancel_unpaid(order_pk)


def go_on(order_pk: int) -> None:
    """Make the passholders of a paid order, then pay back what is due. Raises ProviderSilent, PaymentUnavailable."""
    order = Order.objects.prefetch_related("registrations").get(pk=order_pk)
    if order.stage == Stage.PAID:
        for registration in order.registrations.all():
            make_passholder(registration.pk)
        finish(order_pk)
    pay_back(order_pk)


@transaction.atomic
def take_word(order_pk: int, word: PaymentWord) -> None:
    """Write down how the payment stands, and what follows for the order."""
    order = _held(order_pk)
    decision = decide(Stage(order.stage), order.total_cents, word)
    order.payment_state, order.asked_at = word.state, clock.now()
    if order.trouble == Trouble.PAYMENT_UNKNOWN:
        order.trouble = Trouble.NONE
    order.refund_due_cents = max(order.refund_due_cents, decision.refund_due_cents)
    if decision.stage is Stage.PAID and order.stage != Stage.PAID:
        _tell(order, "OrderPaid", "order.pay")
    if decision.stage is Stage.CANCELLED and order.stage != Stage.CANCELLED:
        _end(order, "OrderCancelled", "order.cancel")
    order.stage = decision.stage
    order.save()
    if decision.trouble:
        note_trouble(order_pk, decision.trouble)


@transaction.atomic
def finish(order_pk: int) -> None:
    """All registrations were decided: the order is FULFILLED, or CANCELLED when nobody became a passholder.

    The price of whoever did not goes back.
    """
    order = _held(order_pk)
    registrations = list(order.registrations.all())
    if order.stage != Stage.PAID or any(one.passholder_id is None and not one.refusal for one in registrations):
        return
    order.refund_due_cents = sum(one.price_cents for one in registrations if one.refusal)
    if all(one.refusal for one in registrations):
        order.stage = Stage.CANCELLED
        _end(order, "OrderCancelled", "order.cancel")
    else:
        order.stage = Stage.FULFILLED
        order.ended_at = clock.now()
        _tell(order, "OrderFulfilled", "order.fulfil")
    order.save()


@transaction.atomic
def cancel_unpaid(order_pk: int) -> None:
    """Nobody waits for the money any longer, unless it is on its way; when it comes after all it goes back."""
    order = _held(order_pk)
    if order.stage != Stage.AWAITING_PAYMENT or order.payment_state != PaymentState.OPEN:
        return
    order.stage = Stage.CANCELLED
    _end(order, "OrderCancelled", "order.cancel")
    order.save()


def pay_back(order_pk: int) -> None:
    """Have the provider give back what is due, once. Raises ProviderSilent and PaymentUnavailable."""
    order = Order.objects.get(pk=order_pk)
    if not order.refund_due_cents or order.refund_id or order.trouble or order.payment_id is None:
        return
    try:
        refund_id = payment_provider().pay_back(order.payment_id, order.refund_due_cents, str(order.public_id))
    except (ProviderRefused, PaymentUnknown):
        note_trouble(order_pk, Trouble.REFUND_REFUSED)
        return
    with transaction.atomic():
        if Order.objects.filter(pk=order_pk, refund_id="").update(refund_id=refund_id):
            _tell(order, "OrderRefunded", "order.refund", refund_cents=order.refund_due_cents)


@transaction.atomic
def note_trouble(order_pk: int, trouble: Trouble) -> None:
    """A person must look: an audit line the first time, and nothing by itself any more."""
    if Order.objects.filter(pk=order_pk, trouble=Trouble.NONE).update(trouble=trouble, asked_at=clock.now()):
        records.publish("OrderInTrouble", {"order_id": order_pk, "trouble": trouble})
        records.note(PROGRAMME, "order.trouble", f"order:{order_pk}", trouble=trouble)


def _held(order_pk: int) -> Order:
    """The order, alone for this transaction."""
    return Order.objects.select_for_update().get(pk=order_pk)


def _end(order: Order, fact: str, action: str) -> None:
    """It is over without a sale of what it held."""
    order.ended_at = clock.now()
    let_all_go(order)
    _tell(order, fact, action)


def _tell(order: Order, fact: str, action: str, **details: int) -> None:
    records.publish(fact, {"order_id": order.pk, **details})
    records.note(PROGRAMME, action, f"order:{order.pk}", None, **details)
