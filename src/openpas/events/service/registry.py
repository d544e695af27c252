"""Events become known: entered here, or taken over from the event database."""

from dataclasses import dataclass

from django.db import transaction

from openpas.events.models import Event, PendingCardSystems, PriceClass
from openpas.events.queries import by_public_id
from openpas.events.refusals import EventKnownAlready, EventOfAnotherOrganizer
from openpas.events.rules import Calendar, CardSystemChoice, default_checkin_limit, default_ticket_limit
from openpas.events.service.card_systems import apply_choices
from openpas.events.signals import card_systems_applied
from openpas.foundation.actor import Actor
from openpas.organizers.models import Location, Organizer
from openpas.records import service as records
from openpas.runtime import clock


@dataclass(frozen=True, slots=True)
class Price:
    """A price class in cents."""

    name: str
    price_cents: int
    is_base: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event as the event database tells it. At most one of the prices is the base price."""

    public_id: str
    title: str
    organizer: Organizer
    calendar: Calendar
    location: Location | None = None
    description: str = ""
    prices: tuple[Price, ...] = ()
    keywords: tuple[str, ...] = ()
    is_published: bool = True


@transaction.atomic
def create_event(actor: Actor, new: NewEvent) -> Event:
    """Make the event with the default limits of its calendar, and the card systems that were chosen for it before.

    Raises EventKnownAlready (contract/rules.md 2.13, 8-61, 8-66).
    """
    if by_public_id(new.public_id).exists():
        raise EventKnownAlready
    checkins, tickets = default_checkin_limit(new.calendar.type), default_ticket_limit(new.calendar.type)
    event = Event(
        public_id=new.public_id,
        organizer=new.organizer,
        checkin_limit_volume=checkins.volume,
        checkin_limit_period=checkins.period,
        ticket_limit_volume=tickets.volume,
        ticket_limit_period=tickets.period,
        created_at=clock.now(),
    )
    _describe(event, new)
    _apply_pending(event)
    _tell(actor, event, "EventCreated", "event.create")
    return event


@transaction.atomic
def import_event(actor: Actor, new: NewEvent) -> Event:
    """Take over an event: a new one is made, a known one gets the new description and prices and keeps its settings.

    Raises EventOfAnotherOrganizer.
    """
    event = by_public_id(new.public_id).select_for_update(no_key=True).first()
    if event is None:
        return create_event(actor, new)
    if event.organizer_id != new.organizer.pk:
        raise EventOfAnotherOrganizer
    _describe(event, new)
    _tell(actor, event, "EventChanged", "event.change")
    return event


def _describe(event: Event, new: NewEvent) -> None:
    event.title = new.title
    event.description = new.description
    event.location = new.location
    event.calendar_type = new.calendar.type
    event.calendar = new.calendar.to_json()
    event.starts_at, event.ends_at = new.calendar.bounds()
    event.keywords = [*new.keywords]
    event.is_published = new.is_published
    event.save()
    event.price_classes.all().delete()
    PriceClass.objects.bulk_create(
        PriceClass(
            event=event, name=price.name, price_cents=price.price_cents, is_base=price.is_base, position=position
        )
        for position, price in enumerate(new.prices)
    )


def _apply_pending(event: Event) -> None:
    pending = PendingCardSystems.objects.filter(event_public_id__iexact=event.public_id).first()
    if pending is None:
        return
    choices = [CardSystemChoice.from_json(choice) for choice in pending.choices]
    apply_choices(event, choices)
    card_systems_applied.send(Event, event=event, choices=choices)
    pending.delete()


def _tell(actor: Actor, event: Event, fact: str, action: str) -> None:
    records.publish(fact, {"event_id": event.pk, "organizer_id": event.organizer_id})
    records.note(actor, action, f"event:{event.pk}")
