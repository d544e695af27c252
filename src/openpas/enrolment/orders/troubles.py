"""What a person does with an order whose money does not add up (docs/algorithms/orders.md, section 4)."""

from uuid import UUID

from django.db import transaction

from openpas.enrolment.models import Order
from openpas.enrolment.orders.held_vouchers import let_all_go
from openpas.enrolment.orders.refusals import OrderNotFound
from openpas.enrolment.orders.rules import Stage, Trouble
from openpas.enrolment.orders.settling import settle
from openpas.foundation.actor import Actor
from openpas.records import service as records
from openpas.runtime import clock


def try_again(actor: Actor, public_id: UUID) -> None:
    """The reason is gone, such as a balance that was too low: go on by itself.

    Raises OrderNotFound, and what `settle` raises.
    """
    if not Order.objects.filter(public_id=public_id).exclude(trouble=Trouble.NONE).update(trouble=Trouble.NONE):
        raise OrderNotFound
    order = Order.objects.get(public_id=public_id)
    records.note(actor, "order.try_again", f"order:{order.pk}")
    settle(order.pk)


@transaction.atomic
def close(actor: Actor, public_id: UUID) -> None:
    """It was settled by hand with the provider: nothing more is paid back, nobody becomes a passholder of it.

    Raises OrderNotFound.
    """
    order = Order.objects.select_for_update().filter(public_id=public_id).exclude(trouble=Trouble.NONE).first()
    if order is None:
        raise OrderNotFound
    records.note(actor, "order.close", f"order:{order.pk}", None, trouble=order.trouble, due=order.refund_due_cents)
    order.trouble = Trouble.NONE
    if not order.refund_id:
        order.refund_due_cents = 0
    if order.stage == Stage.AWAITING_PAYMENT:
        order.stage, order.ended_at = Stage.CANCELLED, clock.now()
        let_all_go(order)
        records.publish("OrderCancelled", {"order_id": order.pk})
    order.save()
