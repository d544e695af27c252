"""Take a ticket sale back."""

from django.db import transaction

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.records.service import note, publish
from openpas.runtime import clock
from openpas.tariffs.models import Posting, TicketSale, TicketSaleCancellation
from openpas.tariffs.refusals import TicketSaleNotFound
from openpas.tariffs.service.locking import lock_holders


@transaction.atomic
def cancel_ticket_sale(actor: Actor, sale_id: int) -> None:
    """Add the counter-entry of a sale: its postings are reversed, and limit, quota and coupon are given back (O9).

    Raises TicketSaleNotFound, also the second time, and PermissionMissing.
    """
    sale = TicketSale.objects.filter(pk=sale_id).first()
    if sale is None:
        raise TicketSaleNotFound
    at_location = Organizer.objects.filter(linked_location__events=sale.event_id).values_list("pk", flat=True)
    actor.require(Permission.TICKETSALES_REGISTER, (sale.organizer_id, *at_location))
    lock_holders(
        {sale.passholder_id} if sale.passholder_id else set(), {sale.group_pass_id} if sale.group_pass_id else set()
    )
    if TicketSaleCancellation.objects.filter(sale=sale).exists():
        raise TicketSaleNotFound
    _reverse(actor, sale)


def _reverse(actor: Actor, sale: TicketSale) -> None:
    now = clock.now()
    TicketSaleCancellation.objects.create(sale=sale, created_at=now, actor=actor.id)
    Posting.objects.bulk_create(
        Posting(sale=sale, payer=posted.payer, amount_cents=-posted.amount_cents, is_reversal=True, created_at=now)
        for posted in sale.postings.filter(is_reversal=False)
    )
    publish("TicketSaleCancelled", {"ticket_sale_id": sale.pk, "event_id": sale.event_id})
    note(actor, "ticket_sale.cancel", f"ticket_sale:{sale.pk}")
