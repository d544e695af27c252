"""`manage orders_in_trouble`: orders whose money a person must look at (docs/algorithms/orders.md, section 4)."""

from argparse import ArgumentParser
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from openpas.enrolment.models import Order
from openpas.enrolment.orders.payments import ProviderSilent
from openpas.enrolment.orders.refusals import OrderNotFound, PaymentUnavailable
from openpas.enrolment.orders.rules import Trouble
from openpas.enrolment.orders.troubles import close, try_again
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.money import spoken

_ADMINISTRATOR = Actor("system:administrator", ActorKind.SYSTEM)


class Command(BaseCommand):
    help = "List the orders whose money a person must look at; let one go on, or close it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        done = parser.add_mutually_exclusive_group()
        done.add_argument("--again", type=UUID, metavar="ORDER", help="the reason is gone: go on by itself")
        done.add_argument("--close", type=UUID, metavar="ORDER", help="it was settled by hand with the provider")

    def handle(self, *_args: object, again: UUID | None, close: UUID | None, **_options: object) -> None:
        try:
            _do(again, close)
        except OrderNotFound as error:
            raise CommandError("There is no such order in trouble.") from error
        except (ProviderSilent, PaymentUnavailable) as error:
            raise CommandError("The provider does not answer; the order is asked about again later.") from error
        for order in Order.objects.exclude(trouble=Trouble.NONE).order_by("ordered_at"):
            self.stdout.write(_line(order))


def _do(again: UUID | None, closed: UUID | None) -> None:
    if again is not None:
        try_again(_ADMINISTRATOR, again)
    if closed is not None:
        close(_ADMINISTRATOR, closed)


def _line(order: Order) -> str:
    words = [
        str(order.public_id),
        str(order.payment_id),
        order.trouble,
        order.stage,
        f"{spoken(order.total_cents)} {order.payment_state}",
        f"{spoken(order.refund_due_cents)} to pay back" if order.refund_due_cents else "",
    ]
    return "  ".join(filter(None, words))
