"""Where an activity is that a desk does not find on its list (domain/rules.md 11, complaint 3)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db.models import Case, IntegerField, Q, Value, When

from openpas.events.desk import DESK_PERMISSIONS
from openpas.events.models import Event, EventStatus
from openpas.events.rules import Calendar
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.organizers.models import Organizer

MOST_SHOWN: Final = 20


class Obstacle(StrEnum):
    """Why an activity is not on the list of today. NONE: it is there."""

    NONE = "NONE"
    OTHER_ORGANIZER = "OTHER_ORGANIZER"
    NOT_PUBLISHED = "NOT_PUBLISHED"
    CALLED_OFF = "CALLED_OFF"
    LATER = "LATER"
    OVER = "OVER"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """An activity with the reason why it is not there. `begins_at` is its next beginning, or its last when it is over.

    Without a base price it is on the list, but no tickets can be sold.
    """

    public_id: str
    title: str
    organizer: str
    location: str
    obstacle: Obstacle
    has_price: bool
    begins_at: datetime | None


def whereabouts(actor: Actor, organizer_id: int, text: str, from_at: datetime, until_at: datetime) -> list[Whereabouts]:
    """The activities with these words in their title, of the desk and then of others in its regions, of any day.

    The moments are the bounds of the day that is looked at. At most MOST_SHOWN. Raises PermissionMissing.
    """
    if not any(actor.may(permission, [organizer_id]) for permission in DESK_PERMISSIONS):
        raise PermissionMissing("No permission for the activities of this desk.", *DESK_PERMISSIONS)
    own = Q(organizer_id=organizer_id) | Q(location__organizers=organizer_id)
    near = Organizer.objects.filter(card_systems__organizers=organizer_id)
    events = (
        Event.objects.filter(own | Q(organizer__in=near, is_published=True), title__icontains=text)
        .annotate(is_elsewhere=Case(When(own, then=Value(0)), default=Value(1), output_field=IntegerField()))
        .select_related("organizer", "location")
        .prefetch_related("price_classes")
        .order_by("is_elsewhere", "-starts_at", "title", "pk")
        .distinct()
    )
    return [_of(event, from_at, until_at) for event in events[:MOST_SHOWN]]


def _of(event: Event, from_at: datetime, until_at: datetime) -> Whereabouts:
    calendar = Calendar.from_json(event.calendar)
    begins_at = _beginning(calendar, from_at)
    return Whereabouts(
        public_id=event.public_id,
        title=event.title,
        organizer=event.organizer.name,
        location=event.location.name if event.location else "",
        obstacle=_obstacle(event, calendar, from_at, until_at),
        has_price=any(one.is_base for one in event.price_classes.all()),
        begins_at=begins_at,
    )


def _obstacle(event: Event, calendar: Calendar, from_at: datetime, until_at: datetime) -> Obstacle:
    begins_at, (_first, last) = _beginning(calendar, from_at), calendar.bounds()
    refused = {
        Obstacle.OTHER_ORGANIZER: bool(getattr(event, "is_elsewhere", 0)),
        Obstacle.NOT_PUBLISHED: not event.is_published,
        Obstacle.CALLED_OFF: event.status != EventStatus.AVAILABLE,
        Obstacle.OVER: last is not None and last < from_at,
        Obstacle.LATER: begins_at is not None and begins_at > until_at,
    }
    return next((obstacle for obstacle, holds in refused.items() if holds), Obstacle.NONE)


def _beginning(calendar: Calendar, from_at: datetime) -> datetime | None:
    """The next beginning from then on, else the last one; None for what is always open."""
    if not calendar.moments:
        return calendar.bounds()[0]
    moments = sorted(calendar.moments, key=lambda span: span.begins_at)
    return next((span.begins_at for span in moments if span.ends_at >= from_at), moments[-1].begins_at)
