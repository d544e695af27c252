"""Reads of events. `EVENT_AS_JSON` is the one definition of what the rules know of an event, hot paths included."""

import json
from functools import lru_cache
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Lower

from openpas.events.models import Event
from openpas.events.refusals import EventNotFound
from openpas.events.rules import EventFacts, EventSettings
from openpas.foundation.actor import Actor
from openpas.foundation.limits import limit_of
from openpas.foundation.permissions import Permission

EVENT_AS_JSON: Final = """
    SELECT json_build_object(
        'id', event.id, 'public_id', event.public_id, 'title', event.title,
        'organizer_id', event.organizer_id, 'organizer_municipality', owner.municipality_nis,
        'location_id', event.location_id, 'calendar', event.calendar, 'keywords', event.keywords,
        'status', event.status,
        'checkin_points', event.checkin_points,
        'checkin_limit_volume', event.checkin_limit_volume, 'checkin_limit_period', event.checkin_limit_period,
        'ticket_limit_volume', event.ticket_limit_volume, 'ticket_limit_period', event.ticket_limit_period,
        'organizer_limit_volume', owner.ticket_limit_volume, 'organizer_limit_period', owner.ticket_limit_period,
        'location_organizer_ids', (
            SELECT json_agg(place.id) FROM organizers_organizer place
            WHERE place.linked_location_id = event.location_id AND place.id <> event.organizer_id),
        'card_systems', (
            SELECT json_agg(json_build_object(
                'id', region.id, 'margin_minutes', region.checkin_margin_minutes,
                'is_enabled', coalesce(choice.is_enabled, true)))
            FROM organizers_organizer_card_systems link
            JOIN card_systems_cardsystem region ON region.id = link.cardsystem_id
            LEFT JOIN events_eventcardsystem choice
              ON choice.event_id = event.id AND choice.card_system_id = region.id
            WHERE link.organizer_id = event.organizer_id),
        'base_price_cents', (
            SELECT price.price_cents FROM events_priceclass price WHERE price.event_id = event.id AND price.is_base)
    ) AS facts
    FROM events_event event
    JOIN organizers_organizer owner ON owner.id = event.organizer_id
    WHERE lower(event.public_id) = lower({event_id}) AND event.is_published
"""
"""One row with one JSON column, or none. `{event_id}` is the SQL expression of the public id: a placeholder, say."""


def event_facts(public_id: str) -> EventFacts:
    """What the rules know of the event with this public id, whatever its case. Raises EventNotFound. One query."""
    with connection.cursor() as cursor:
        cursor.execute(EVENT_AS_JSON.format(event_id="%s"), [public_id])
        row = cursor.fetchone()
    return event_facts_from(None if row is None else row[0])


def event_facts_from(facts: Any) -> EventFacts:
    """EventFacts out of the JSON column, as text or parsed. Raises EventNotFound when there is none.

    What a text says never changes, so what was read from it is kept: a desk asks about the same event all day.
    """
    if facts is None:
        raise EventNotFound
    return _read(facts) if isinstance(facts, str) else EventFacts.from_json(facts)


@lru_cache(maxsize=1024)
def _read(text: str) -> EventFacts:
    return EventFacts.from_json(json.loads(text))


def by_public_id(public_id: str) -> QuerySet[Event]:
    """The event with this id, whatever its case (contract/rules.md 8-17), also before it is published."""
    return Event.objects.alias(plain_id=Lower("public_id")).filter(plain_id=public_id.lower())


def event_settings(actor: Actor, public_id: str) -> tuple[Event, EventSettings]:
    """The event and its settings (O16). Raises PermissionMissing and EventNotFound. One query."""
    actor.require_somewhere(Permission.EVENT_SETTINGS_READ, Permission.EVENT_SETTINGS_READ_ALL)
    event = by_public_id(public_id).first()
    if event is None:
        raise EventNotFound
    require_settings_right(actor, event, Permission.EVENT_SETTINGS_READ, Permission.EVENT_SETTINGS_READ_ALL)
    return event, EventSettings(
        checkin_points=event.checkin_points,
        checkin_limit=limit_of(event.checkin_limit_volume, event.checkin_limit_period),
        ticket_limit=limit_of(event.ticket_limit_volume, event.ticket_limit_period),
    )


def require_settings_right(actor: Actor, event: Event, own: Permission, for_all: Permission) -> None:
    """Raise PermissionMissing unless the right is held for the event's organizer, or for all events."""
    if not actor.may_somewhere(for_all):
        actor.require(own, [event.organizer_id])
