"""Explain this cent: what the key said when a ticket was sold, and what each payer carries because of it."""

from dataclasses import dataclass

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.tariffs.models import DistributionKey, Posting, TicketSale
from openpas.tariffs.refusals import TicketSaleNotFound
from openpas.tariffs.rules.explaining import ShareExplained, shares_explained
from openpas.tariffs.rules.split import Payer, Shares, Split


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sale with the key as it was then, and a line per payer that sums to the regular price."""

    sale: TicketSale
    key_name: str
    lines: tuple[ShareExplained, ...]


def explain(actor: Actor, sale_id: int) -> Explanation:
    """Why a sale cost what it did. The cents are those that were posted, never computed again.

    Raises TicketSaleNotFound, and PermissionMissing without the right to search the organizer's sales.
    """
    sale = TicketSale.objects.select_related("key", "event", "organizer").filter(pk=sale_id).first()
    if sale is None:
        raise TicketSaleNotFound
    at_location = Organizer.objects.filter(linked_location__events=sale.event_id).values_list("pk", flat=True)
    actor.require(Permission.TICKETSALES_SEARCH, (sale.organizer_id, *at_location))
    name, split = _key_as_it_was(sale)
    return Explanation(sale, name, shares_explained(split, sale.regular_price_cents, posted_shares(sale)))


def posted_shares(sale: TicketSale) -> Shares:
    """What each payer carries of a sale, cancelled or not, as it was posted."""
    posted = dict(Posting.objects.filter(sale=sale, is_reversal=False).values_list("payer", "amount_cents"))
    return Shares(*(posted.get(payer.value, 0) for payer in Payer))


def _key_as_it_was(sale: TicketSale) -> tuple[str, Split]:
    """The key's name, and the column of it that gave this price."""
    terms = sale.key.revisions.filter(version=sale.key_version).values_list("terms", flat=True).first()
    told = terms or DistributionKey.objects.values("name", "split", "split_elsewhere").get(pk=sale.key_id)
    elsewhere = told["split_elsewhere"]
    lived_here = bool(sale.municipality_nis) and sale.municipality_nis == sale.organizer.municipality_nis
    return told["name"], Split.from_json(told["split"] if lived_here or not elsewhere else elsewhere)
