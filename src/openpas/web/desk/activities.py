"""Choose what happens at the desk now (D-30, D-45): today's activities first, or none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from openpas.events.desk import DeskEvent, desk_events
from openpas.events.models import CalendarType
from openpas.events.queries import event_facts
from openpas.events.refusals import EventNotFound
from openpas.events.rules import EventFacts, Span
from openpas.foundation.calendar import brussels_day, end_of_day, start_of_day
from openpas.runtime import clock
from openpas.web.desk.clerk import EVENT, Clerk, at_desk


@dataclass(frozen=True, slots=True)
class Range:
    """How far ahead the list looks."""

    name: str
    label: str | Promise
    days: int


RANGES: Final = (
    Range("today", _("Vandaag"), 1),
    Range("week", _("Volgende 7 dagen"), 7),
    Range("month", _("Volgende 30 dagen"), 30),
)


@dataclass(frozen=True, slots=True)
class Activity:
    """An event in the list. The times are those of its next moment in the range; empty when it has opening hours.

    `opens_at` is when points can be saved, while that is not possible yet.
    """

    public_id: str
    title: str
    place: str
    is_permanent: bool
    begins_at: datetime | None
    ends_at: datetime | None
    opens_at: datetime | None
    is_called_off: bool


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def activities(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """The list, or the choice out of it."""
    if request.method == "POST":
        return _choose(request, clerk)
    chosen = next((one for one in RANGES if one.name == request.GET.get("range")), RANGES[0])
    text = request.GET.get("text", "").strip()
    words = {
        "clerk": clerk,
        "ranges": RANGES,
        "range": chosen,
        "text": text,
        "activities": activities_of(clerk, chosen, text),
    }
    return render(request, "desk/activities.html", words)


def activities_of(clerk: Clerk, ahead: Range, text: str = "") -> list[Activity]:
    """Permanent ones first, then in the order in which they begin."""
    today = brussels_day(clock.now())
    within = Span(start_of_day(today), end_of_day(today + timedelta(days=ahead.days - 1)))
    events = desk_events(clerk.actor, clerk.desk.pk, within.begins_at, within.ends_at, text)
    found = [_activity(event, within) for event in events if _takes_place(event, within)]
    return sorted(found, key=lambda one: (not one.is_permanent, one.begins_at or within.begins_at, one.title))


def _takes_place(event: DeskEvent, within: Span) -> bool:
    """A series has its bounds around the range, and perhaps no moment in it."""
    return not event.calendar.moments or _moment_of(event, within) is not None


def _moment_of(event: DeskEvent, within: Span) -> Span | None:
    moments = sorted(event.calendar.moments, key=lambda span: span.begins_at)
    return next(
        (span for span in moments if span.ends_at >= within.begins_at and span.begins_at <= within.ends_at), None
    )


def _activity(event: DeskEvent, within: Span) -> Activity:
    moment = _moment_of(event, within)
    return Activity(
        public_id=event.public_id,
        title=event.title,
        place=event.location,
        is_permanent=event.calendar.type == CalendarType.PERMANENT,
        begins_at=moment.begins_at if moment else None,
        ends_at=moment.ends_at if moment else None,
        opens_at=event.opens_at,
        is_called_off=event.is_called_off,
    )


def activity_of(event_id: str) -> EventFacts | None:
    """The chosen activity; None without one, or when it is not published any more."""
    try:
        return event_facts(event_id) if event_id else None
    except EventNotFound:
        return None


def _choose(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    wanted = request.POST.get("event", "")
    chosen = activity_of(wanted)
    if wanted and (chosen is None or clerk.desk.pk not in chosen.counter_ids):
        raise Http404
    request.session[EVENT] = wanted
    return redirect("counter")
