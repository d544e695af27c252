"""Which event a kiosk is at, and whether it may be at an event at all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from openpas.checkins.kiosks.refusals import EventNotAcceptable
from openpas.events.rules import EventFacts

_NEVER: Final = timedelta.max


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a kiosk stands: the organizers and the locations whose events it can be at."""

    organizer_ids: Collection[int]
    location_ids: Collection[int]

    def hold(self, event: EventFacts) -> bool:
        """Whether the event is of one of the organizers, or takes place at one of the locations."""
        return event.organizer_id in self.organizer_ids or event.location_id in self.location_ids


def current_event(fixed: EventFacts | None, candidates: Iterable[EventFacts], moment: datetime) -> EventFacts | None:
    """The event at which the kiosk checks in at that moment; None when none is open (BR-CI-13, contract/rules.md 8-67).

    The fixed event while it is open. Otherwise, of the candidates that are open, one that is under way before one that
    only has its margin, then the one whose beginning is nearest, then by id, so that two kiosks at one door agree.
    """
    if fixed is not None and fixed.is_open_at(moment):
        return fixed
    open_ones = [event for event in candidates if event.is_open_at(moment)]
    return min(open_ones, key=lambda event: _preference(event, moment), default=None)


def require_acceptable(event: EventFacts, surroundings: Surroundings, moment: datetime) -> None:
    """Raise EventNotAcceptable unless a kiosk that stands there can be fixed at the event: near it, neither over nor
    called off.
    """
    if not surroundings.hold(event):
        raise EventNotAcceptable("The event is not of an organizer of the kiosk, nor at one of its locations.")
    if not event.takes_place:
        raise EventNotAcceptable("The event was called off.")
    if not event.is_open_at(moment) and event.calendar.next_opening(moment, event.margin) is None:
        raise EventNotAcceptable("The event is over.")


def _preference(event: EventFacts, moment: datetime) -> tuple[bool, timedelta, str]:
    spans = list(event.calendar.spans_near(moment, event.margin))
    is_under_way = any(span.contains(moment) for span in spans)
    nearest = min((abs(span.begins_at - moment) for span in spans), default=_NEVER)
    return not is_under_way, nearest, event.public_id.lower()
