"""Ticket sales that count, as they are searched and shown."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from openpas.events.models import Event
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.tariffs.models import TicketSale
from openpas.tariffs.queries.public_ids import public_uuid
from openpas.tariffs.refusals import SearchTooWide

Row = TypeVar("Row", Event, Organizer)


def ticket_sales(sale_ids: Sequence[int]) -> list[TicketSale]:
    """These sales in this order, with all that is shown of them. One query."""
    found = _shown(TicketSale.objects.filter(pk__in=sale_ids)).in_bulk()
    return [found[sale_id] for sale_id in sale_ids]


def ticket_sales_of(
    actor: Actor,
    *,
    event_id: str = "",
    passholder_id: str = "",
    organizer_ids: Collection[str] = (),
    event_title: str = "",
) -> QuerySet[TicketSale]:
    """The sales that count, newest first (O4). All ids are public ones, `event_title` is a part of the title.

    `event_id` or `passholder_id` must be given, and `organizer_ids` with a passholder. An organizer stands for its own
    events and those at its location. Only what the actor may search is found.

    Raises SearchTooWide, and PermissionMissing when nothing of what is named may be searched.
    """
    if not event_id and not passholder_id:
        raise SearchTooWide("The parameter eventId or passholderId is required.")
    if passholder_id and not organizer_ids:
        raise SearchTooWide("With passholderId the parameter organizerId is required.")
    actor.require_somewhere(Permission.TICKETSALES_SEARCH)
    found = _shown(TicketSale.objects.filter(cancellation=None, event__in=_searchable(actor)))
    if event_id:
        _require_event(actor, event_id)
        found = found.filter(event__in=_by_public_id(Event.objects.all(), [event_id]))
    if passholder_id:
        found = found.filter(passholder__public_id=public_uuid(passholder_id))
    if organizer_ids:
        found = found.filter(event__in=_events_of(_named_organizers(actor, organizer_ids)))
    if event_title:
        found = found.filter(event__title__icontains=event_title)
    return found.order_by("-created_at", "-pk")


def _shown(sales: QuerySet[TicketSale]) -> QuerySet[TicketSale]:
    return sales.select_related("event", "granted_coupon")


def _searchable(actor: Actor) -> QuerySet[Event]:
    if Permission.TICKETSALES_SEARCH in actor.everywhere:
        return Event.objects.all()
    return _events_of(Organizer.objects.filter(pk__in=actor.organizers_with(Permission.TICKETSALES_SEARCH)))


def _events_of(organizers: QuerySet[Organizer]) -> QuerySet[Event]:
    """Events of the organizers, and those that take place where one of them is the location."""
    places = organizers.filter(linked_location__isnull=False).values("linked_location").order_by()
    return Event.objects.filter(Q(organizer__in=organizers.order_by()) | Q(location__in=places))


def _require_event(actor: Actor, public_id: str) -> None:
    """Raise PermissionMissing when the event exists and the actor may not search its sales. An unknown one has none."""
    event = _by_public_id(Event.objects.all(), [public_id])
    known = list(event.values_list("organizer_id", "location__organizers__id"))
    if known:
        actor.require(Permission.TICKETSALES_SEARCH, {one for pair in known for one in pair if one is not None})


def _named_organizers(actor: Actor, public_ids: Collection[str]) -> QuerySet[Organizer]:
    named = _by_public_id(Organizer.objects.all(), public_ids)
    known = list(named.values_list("pk", flat=True))
    if known:
        actor.require(Permission.TICKETSALES_SEARCH, known)
    return named


def _by_public_id(rows: QuerySet[Row], public_ids: Collection[str]) -> QuerySet[Row]:
    return rows.alias(lower_id=Lower("public_id")).filter(lower_id__in={one.lower() for one in public_ids})
