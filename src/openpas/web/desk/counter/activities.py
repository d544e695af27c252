"""Choose what happens at the desk now (D-30 to D-34, D-45): today's activities first, or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from openpas.events.desk import MOST_EVENTS, DeskEvent, desk_events
from openpas.events.models import CalendarType, Event
from openpas.events.rules import EventFacts, Span
from openpas.foundation.calendar import brussels_day
from openpas.runtime import clock
from openpas.web.desk.clerk import EVENT, Clerk, at_desk
from openpas.web.desk.counter.ages import ages_in_words
from openpas.web.desk.counter.ranges import DATES, RANGES, Days, days_of
from openpas.web.desk.visits import activity_of

ON_A_PAGE: Final = 20
MOMENTS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Activity:
    """An event in the list. The times are those of its next moment in the range; empty when it has opening hours.

    `opens_at` is when points can be saved, while that is not possible yet. `price_cents` is the base price, None where
    the event has none: then no tickets can be sold.
    """

    public_id: str
    title: str
    place: str
    is_permanent: bool
    begins_at: datetime | None
    ends_at: datetime | None
    opens_at: datetime | None
    is_called_off: bool
    price_cents: int | None


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def activities(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """The list, or the choice out of it."""
    if request.method == "POST":
        return _choose(request, clerk)
    days = days_of(request.GET.dict(), brussels_day(clock.now()))
    text = request.GET.get("text", "").strip()
    every = activities_of(clerk, days, text)
    words = {
        "clerk": clerk,
        "ranges": RANGES,
        "days": days,
        "by_dates": days.range is DATES,
        "text": text,
        "activities": Paginator(every, ON_A_PAGE).get_page(request.GET.get("page")),
        "is_cut_off": len(every) >= MOST_EVENTS,
    }
    return render(request, "desk/activities.html", words)


@require_safe
@at_desk
def activity_detail(request: HttpRequest, clerk: Clerk, event_id: str) -> HttpResponseBase:
    """What an activity is: when, where, for which age, for what price."""
    facts = own_activity(clerk, event_id)
    event = Event.objects.select_related("location", "organizer").prefetch_related("price_classes").get(pk=facts.id)
    moments = sorted(facts.calendar.moments, key=lambda span: span.begins_at)
    now = clock.now()
    words = {
        "clerk": clerk,
        "event": event,
        "facts": facts,
        "ages": ages_in_words(event.ages),
        "is_permanent": facts.calendar.type == CalendarType.PERMANENT,
        "moments": [span for span in moments if span.ends_at >= now][:MOMENTS_SHOWN] or moments[-MOMENTS_SHOWN:],
        "opens_at": None if facts.is_open_at(now) else facts.calendar.next_opening(now, facts.margin),
        "is_open": facts.is_open_at(now),
        "prices": event.price_classes.all(),
    }
    return render(request, "desk/activity.html", words)


def own_activity(clerk: Clerk, event_id: str) -> EventFacts:
    """The published activity of this desk. Raises Http404 for one of others."""
    found = activity_of(event_id)
    if found is None or clerk.desk.pk not in found.counter_ids:
        raise Http404
    return found


def activities_of(clerk: Clerk, days: Days, text: str = "") -> list[Activity]:
    """Permanent ones first, then in the order in which they begin; of the past the latest first, and none permanent."""
    is_past = days.range.is_past
    events = desk_events(clerk.actor, clerk.desk.pk, days.begins_at, days.ends_at, text, latest_first=is_past)
    if is_past:
        return _past(events, days)
    found = [_activity(event, _moment_of(event, days)) for event in events if _takes_place(event, days)]
    return sorted(found, key=lambda one: (not one.is_permanent, one.begins_at or days.begins_at, one.title))


def _past(events: Iterable[DeskEvent], days: Days) -> list[Activity]:
    now = clock.now()
    over = [
        (event, max((span for span in event.calendar.moments if span.ends_at < now), key=_beginning, default=None))
        for event in events
    ]
    ended = [_activity(event, moment) for event, moment in over if moment is not None or _is_over(event, now)]
    return sorted(ended, key=lambda one: one.begins_at or days.begins_at, reverse=True)


def _is_over(event: DeskEvent, now: datetime) -> bool:
    last = event.calendar.bounds()[1]
    return last is not None and last < now


def _takes_place(event: DeskEvent, days: Days) -> bool:
    """A series has its bounds around the range, and perhaps no moment in it."""
    return not event.calendar.moments or _moment_of(event, days) is not None


def _moment_of(event: DeskEvent, days: Days) -> Span | None:
    return next(
        (
            span
            for span in sorted(event.calendar.moments, key=_beginning)
            if span.ends_at >= days.begins_at and (days.ends_at is None or span.begins_at <= days.ends_at)
        ),
        None,
    )


def _beginning(span: Span) -> datetime:
    return span.begins_at


def _activity(event: DeskEvent, moment: Span | None) -> Activity:
    return Activity(
        public_id=event.public_id,
        title=event.title,
        place=event.location,
        is_permanent=event.calendar.type == CalendarType.PERMANENT,
        begins_at=moment.begins_at if moment else None,
        ends_at=moment.ends_at if moment else None,
        opens_at=event.opens_at,
        is_called_off=event.is_called_off,
        price_cents=next((price.price_cents for price in event.prices if price.is_base), None),
    )


def _choose(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    wanted = request.POST.get("event", "")
    if wanted:
        own_activity(clerk, wanted)
    request.session[EVENT] = wanted
    return redirect("counter")
