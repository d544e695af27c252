"""The activities from which a desk chooses."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Case, F, IntegerField, Max, Q, QuerySet, Value, When

from openpas.events.models import CalendarType, Event, EventStatus, PriceClass
from openpas.events.rules import Calendar
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.runtime import clock

MOST_EVENTS: Final = 200
DESK_PERMISSIONS: Final = (
    Permission.CHECKINS_WRITE,
    Permission.TARIFFS_READ,
    Permission.TICKETSALES_REGISTER,
    Permission.REWARDS_REDEEM,
)
"""With one of these for an organizer somebody has work to do at its activities."""
_DEFAULT_MARGIN_MINUTES: Final = 300
_PERMANENT_FIRST: Final = Case(
    When(calendar_type=CalendarType.PERMANENT, then=Value(0)), default=Value(1), output_field=IntegerField()
)


@dataclass(frozen=True, slots=True)
class DeskEvent:
    """An activity on the list. `opens_at` is when points can be saved next, while that is not possible now.

    One that was called off or put off is on it too, for whoever comes to ask; nothing can be done at it.
    """

    id: int
    public_id: str
    title: str
    location: str
    calendar: Calendar
    prices: tuple[PriceClass, ...]
    is_open: bool
    is_called_off: bool
    opens_at: datetime | None


def desk_events(
    actor: Actor,
    organizer_id: int,
    from_at: datetime,
    until_at: datetime | None,
    text: str = "",
    *,
    latest_first: bool = False,
) -> list[DeskEvent]:
    """The published events of the desk or at its place that take place between two moments, at most MOST_EVENTS.

    Without `until_at` whatever comes. The permanent ones come first, then by their beginning; `latest_first` turns the
    order of the beginnings. `text` is a part of the title. Raises PermissionMissing. Two queries, however many events.
    """
    if not any(actor.may(permission, [organizer_id]) for permission in DESK_PERMISSIONS):
        raise PermissionMissing("No permission for the activities of this desk.", *DESK_PERMISSIONS)
    now = clock.now()
    begins = F("starts_at").desc(nulls_last=True) if latest_first else F("starts_at").asc(nulls_last=True)
    found = _found(organizer_id, text).filter(Q(ends_at=None) | Q(ends_at__gte=from_at))
    if until_at is not None:
        found = found.filter(Q(starts_at=None) | Q(starts_at__lte=until_at))
    return [_on_the_list(event, now) for event in found.order_by(_PERMANENT_FIRST, begins, "title", "pk")[:MOST_EVENTS]]


def _found(organizer_id: int, text: str) -> QuerySet[Event]:
    own = Q(organizer_id=organizer_id) | Q(location__organizers=organizer_id)
    events: QuerySet[Event] = Event.objects.filter(own, is_published=True, title__icontains=text)
    return (
        events.select_related("location")
        .prefetch_related("price_classes")
        .annotate(margin_minutes=Max("organizer__card_systems__checkin_margin_minutes"))
    )


def _on_the_list(event: Event, now: datetime) -> DeskEvent:
    calendar = Calendar.from_json(event.calendar)
    minutes = getattr(event, "margin_minutes", None)
    margin = timedelta(minutes=_DEFAULT_MARGIN_MINUTES if minutes is None else minutes)
    is_called_off = event.status != EventStatus.AVAILABLE
    is_open = not is_called_off and calendar.is_open_at(now, margin)
    return DeskEvent(
        id=event.pk,
        public_id=event.public_id,
        title=event.title,
        location=event.location.name if event.location else "",
        calendar=calendar,
        prices=tuple(event.price_classes.all()),
        is_open=is_open,
        is_called_off=is_called_off,
        opens_at=None if is_open or is_called_off else calendar.next_opening(now, margin),
    )
