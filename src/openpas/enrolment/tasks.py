"""Orders go on without anybody asking: what no webhook told, what nobody paid, and what nobody needs any more.

So do registrations that nobody finished.
"""

import logging
from datetime import timedelta
from typing import Final

from django.conf import settings
from procrastinate.contrib.django import app

from openpas.enrolment.drafts.keeping import forget_old_drafts
from openpas.enrolment.models import Order, OrderRegistration
from openpas.enrolment.models.orders import UNSETTLED
from openpas.enrolment.orders.payments import ProviderSilent
from openpas.enrolment.orders.refusals import PaymentUnavailable
from openpas.enrolment.orders.rules import Stage, Trouble, is_over_time
from openpas.enrolment.orders.settling import give_up, settle
from openpas.runtime import clock

_logger = logging.getLogger(__name__)

ASKED_EVERY: Final = timedelta(minutes=5)
AT_ONCE: Final = 100
DETAILS_KEPT_FOR: Final = timedelta(days=30)


def settle_orders() -> int:
    """Ask about the orders that were not asked about for a while, the longest ago first; how many there were.

    One that cannot go on does not hold up the others. A provider that is silent is asked again at the next run.
    """
    due = Order.objects.filter(UNSETTLED, trouble=Trouble.NONE, asked_at__lte=clock.now() - ASKED_EVERY)
    orders = list(due.order_by("asked_at").values_list("pk", flat=True)[:AT_ONCE])
    for order_pk in orders:
        try:
            settle_and_time_out(order_pk)
        except (ProviderSilent, PaymentUnavailable):
            break
        except Exception:
            _logger.exception("order %s does not go on", order_pk)
            Order.objects.filter(pk=order_pk).update(asked_at=clock.now())
    return len(orders)


def settle_and_time_out(order_pk: int) -> None:
    """Ask about one, and cancel it when nobody paid in time. Raises ProviderSilent and PaymentUnavailable."""
    settle(order_pk)
    order = Order.objects.get(pk=order_pk)
    lasts = timedelta(minutes=settings.OPENPAS_ORDER_MINUTES)
    if is_over_time(Stage(order.stage), order.payment_state, order.ordered_at, lasts, clock.now()):
        give_up(order_pk)


def forget_old_orders() -> int:
    """Delete what was filled in for orders that ended long ago; for how many people."""
    ended = Order.objects.filter(ended_at__lt=clock.now() - DETAILS_KEPT_FOR)
    known = OrderRegistration.objects.filter(order__in=ended).exclude(details_encrypted=None)
    return known.update(details_encrypted=None)


@app.periodic(cron="* * * * *")
@app.task(name="enrolment.settle_orders")
def settle_every_minute(timestamp: int) -> None:  # noqa: ARG001  the scheduler's, which tells when it was due
    """For whoever closed the window, and for webhooks that were lost."""
    settle_orders()


@app.periodic(cron="23 * * * *")
@app.task(name="enrolment.forget_old_drafts")
def forget_drafts_every_hour(timestamp: int) -> None:  # noqa: ARG001  as above
    """A registration that nobody finished is not kept for longer than a day."""
    forget_old_drafts()


@app.periodic(cron="51 2 * * *")
@app.task(name="enrolment.forget_old_orders")
def forget_at_night(timestamp: int) -> None:  # noqa: ARG001  as above
    """Names and numbers are not kept for longer than somebody may ask about the order."""
    forget_old_orders()
