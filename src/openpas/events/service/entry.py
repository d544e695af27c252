"""Events that somebody with the right for it enters, in the words of the event database."""

from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction

from openpas.events.event_database.document import EventDocument
from openpas.events.event_database.parts import Reference
from openpas.events.models import Event
from openpas.events.queries import by_public_id
from openpas.events.refusals import EventIncomplete
from openpas.events.service.places import location_of
from openpas.events.service.reading import new_event
from openpas.events.service.registry import import_event
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Location, Organizer
from openpas.organizers.refusals import OrganizerNotFound


@dataclass(frozen=True, slots=True)
class EnteredEvent:
    """An event as it was entered, and whether it is new."""

    event: Event
    is_new: bool


@transaction.atomic
def enter_event(actor: Actor, document: EventDocument, public_id: str = "") -> EnteredEvent:
    """Make an event, or change the one with this public id. It needs an organizer, for which EVENTS_UPDATE is held.

    The organizer is locked: what arrives twice at once is made once, and only one of the two is told that it is new.

    Raises PermissionMissing, EventIncomplete, OrganizerNotFound and EventOfAnotherOrganizer. The place may be new, with
    its name; one that we know is left as it is.
    """
    actor.require_somewhere(Permission.EVENTS_UPDATE, Permission.EVENTS_UPDATE_ALL)
    organizer = _organizer(document.organizer)
    known = by_public_id(public_id).first() if public_id else None
    _require_right(actor, [organizer.pk, *([known.organizer_id] if known else [])])
    new = new_event(
        document,
        public_id=known.public_id if known else public_id or str(uuid4()),
        organizer=organizer,
        location=_location(document.location),
    )
    return EnteredEvent(import_event(actor, new), is_new=known is None)


def _require_right(actor: Actor, organizer_ids: list[int]) -> None:
    """Of each of the organizers: who holds the right for one cannot take an event from another."""
    if not actor.may_somewhere(Permission.EVENTS_UPDATE_ALL):
        for organizer_id in organizer_ids:
            actor.require(Permission.EVENTS_UPDATE, [organizer_id])


def _organizer(named: Reference | None) -> Organizer:
    if named is None:
        raise EventIncomplete("/", "The required property organizer is missing.")
    organizer = Organizer.objects.select_for_update(no_key=True).filter(public_id__iexact=named.public_id).first()
    if organizer is None:
        raise OrganizerNotFound
    return organizer


def _location(named: Reference | None) -> Location:
    if named is None:
        raise EventIncomplete("/", "The required property location is missing.")
    location = location_of(named)
    if location is None:
        raise EventIncomplete("/location", "A place that is not known yet needs a name.")
    return location
