"""Vouchers that an order holds, from the order until its end: nobody else can use them meanwhile (BR-PR-05)."""

from datetime import datetime

from openpas.enrolment.models import Order, OrderRegistration, Voucher
from openpas.enrolment.vouchers import use
from openpas.passholders.models import Passholder


def spend(registration: OrderRegistration, passholder: Passholder, at: datetime) -> None:
    """The person became a passholder with it."""
    if registration.voucher is not None:
        use(registration.voucher, passholder, registration.organizer, at)


def let_go(registration: OrderRegistration) -> None:
    """The person did not become a passholder; the caller saves the row."""
    _free([registration.voucher_id])
    registration.voucher = None


def let_all_go(order: Order) -> None:
    """Nobody of the order became a passholder."""
    held = order.registrations.exclude(voucher=None)
    _free(list(held.values_list("voucher_id", flat=True)))
    held.update(voucher=None)


def _free(voucher_ids: list[int | None]) -> None:
    Voucher.objects.filter(pk__in=[pk for pk in voucher_ids if pk is not None]).update(used_at=None, used_with=None)
