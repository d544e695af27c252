"""Events become known: entered here, or taken over from the event database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from openpas.events.ages import AgeRange
from openpas.events.models import Audience, Event, EventStatus, PendingCardSystems, PriceClass
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


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where and when an import saw an event."""

    source: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event as the event database tells it. At most one of the prices is the base price.

    `ages` is None when nobody told for which age it is. `sighting` is where an import saw it; None for an event that is
    entered here.
    """

    public_id: str
    title: str
    organizer: Organizer
    calendar: Calendar
    location: Location | None = None
    description: str = ""
    prices: tuple[Price, ...] = ()
    ages: AgeRange | None = None
    keywords: tuple[str, ...] = ()
    status: str = EventStatus.AVAILABLE
    audience: str = Audience.EVERYONE
    is_published: bool = True
    sighting: Sighting | None = None


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

    Nothing is told of an event that is the same as before. Events of one organizer take turns, so that one that arrives
    twice at once is made once. Raises EventOfAnotherOrganizer.
    """
    Organizer.objects.select_for_update(no_key=True).get(pk=new.organizer.pk)
    event = by_public_id(new.public_id).select_for_update(no_key=True).first()
    if event is None:
        return create_event(actor, new)
    if event.organizer_id != new.organizer.pk:
        raise EventOfAnotherOrganizer
    if new.sighting is not None:
        event.imported_from, event.imported_at = new.sighting.source, new.sighting.at
        event.save(update_fields=["imported_from", "imported_at"])
    if _columns_of(event) != _columns(new) or _prices_of(event) != new.prices:
        _describe(event, new)
        _tell(actor, event, "EventChanged", "event.change")
    return event


@transaction.atomic
def withdraw_event(actor: Actor, event: Event) -> None:
    """The event is shown and used no longer; what happened at it stays. Nothing happens to one that is hidden."""
    known = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    if not known.is_published:
        return
    known.is_published = False
    known.save(update_fields=["is_published"])
    _tell(actor, known, "EventWithdrawn", "event.withdraw")


def _columns(new: NewEvent) -> dict[str, Any]:
    """What of a new event stands in columns of its row, and may change later."""
    return {
        "title": new.title,
        "description": new.description,
        "location_id": new.location.pk if new.location else None,
        "calendar": new.calendar.to_json(),
        "age_from": new.ages.age_from if new.ages else None,
        "age_to": new.ages.age_to if new.ages else None,
        "keywords": [*new.keywords],
        "status": new.status,
        "audience": new.audience,
        "is_published": new.is_published,
    }


def _columns_of(event: Event) -> dict[str, Any]:
    return {
        "title": event.title,
        "description": event.description,
        "location_id": event.location_id,
        "calendar": event.calendar,
        "age_from": event.age_from,
        "age_to": event.age_to,
        "keywords": event.keywords,
        "status": event.status,
        "audience": event.audience,
        "is_published": event.is_published,
    }


def _prices_of(event: Event) -> tuple[Price, ...]:
    return tuple(Price(price.name, price.price_cents, price.is_base) for price in event.price_classes.all())


def _describe(event: Event, new: NewEvent) -> None:
    for column, value in _columns(new).items():
        setattr(event, column, value)
    event.calendar_type = new.calendar.type
    event.starts_at, event.ends_at = new.calendar.bounds()
    if new.sighting is not None:
        event.imported_from, event.imported_at = new.sighting.source, new.sighting.at
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
