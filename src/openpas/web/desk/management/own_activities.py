"""The activities of this desk (D-35): how each is set, and the code with which people save a point themselves."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from openpas.card_systems.models import CardSystem
from openpas.checkins.downloads import download_token
from openpas.checkins.posters import PosterFormat
from openpas.events.models import Event, PriceClass
from openpas.events.rules import EventFacts
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import addressed_by_path
from openpas.runtime import clock
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.counter.activities import ON_A_PAGE, activities_of, own_activity
from openpas.web.desk.counter.ages import ages_in_words
from openpas.web.desk.counter.ranges import DATES, RANGES, days_of
from openpas.web.going_on import send_to


@dataclass(frozen=True, slots=True)
class Shown:
    """One activity as its page tells it. `ages` is empty where nobody told for which age it is.

    `link` is its page in the event database, `entry` where it is changed there; both are empty where this installation
    names none, or for an activity that was entered here.
    """

    facts: EventFacts
    ages: str
    prices: tuple[PriceClass, ...]
    regions: tuple[str, ...]
    margin: str
    may_give_code: bool
    is_over: bool
    link: str
    entry: str


@require_safe
@at_desk
def desk_events(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """The list, with the ranges of the choice at the counter."""
    days = days_of({"range": request.GET.get("range", "week")}, brussels_day(clock.now()))
    text = request.GET.get("text", "").strip()
    words = {
        "clerk": clerk,
        "ranges": [one for one in RANGES if one is not DATES],
        "range": days.range,
        "text": text,
        "activities": Paginator(activities_of(clerk, days, text), ON_A_PAGE).get_page(request.GET.get("page")),
        "entry": settings.OPENPAS_EVENT_ENTRY_URL.format(id=""),
    }
    return render(request, "desk/management/activities.html", words)


@require_safe
@at_desk
def desk_event(request: HttpRequest, clerk: Clerk, event_id: str) -> HttpResponseBase:
    """One activity."""
    return render(request, "desk/management/activity.html", {"clerk": clerk, "shown": _shown(clerk, event_id)})


@require_safe
@at_desk
def desk_event_code(request: HttpRequest, clerk: Clerk, event_id: str, form: str) -> HttpResponseBase:
    """To the sheet with the code or to everything in a zip, by a link that works for a short while."""
    wanted = own_activity(clerk, event_id)
    if form not in set(PosterFormat):
        raise Http404
    with addressed_by_path():
        token = download_token(clerk.actor, wanted.public_id, PosterFormat(form))
    return send_to(request, reverse("checkin_code_file", args=[token]))


def _shown(clerk: Clerk, event_id: str) -> Shown:
    facts, now = own_activity(clerk, event_id), clock.now()
    event = Event.objects.get(pk=facts.id)
    is_known_there = bool(event.imported_from)
    next_opening = facts.calendar.next_opening(now, facts.margin)
    return Shown(
        facts=facts,
        ages=ages_in_words(event.ages),
        prices=tuple(event.price_classes.all()),
        regions=tuple(
            CardSystem.objects.filter(pk__in=facts.card_system_ids).order_by("name").values_list("name", flat=True)
        ),
        margin=_spoken(int(facts.margin.total_seconds()) // 60),
        may_give_code=clerk.actor.may(Permission.EVENTS_QR_CHECKINCODE, facts.counter_ids),
        is_over=not facts.calendar.is_open_at(now, facts.margin) and next_opening is None,
        link=settings.OPENPAS_EVENT_PAGE_URL.format(id=event.public_id) if is_known_there else "",
        entry=settings.OPENPAS_EVENT_ENTRY_URL.format(id=event.public_id) if is_known_there else "",
    )


def _spoken(minutes: int) -> str:
    """How long around the activity points can be saved: whole hours in hours."""
    hours, rest = divmod(minutes, 60)
    if rest:
        return ngettext("%(count)s minuut", "%(count)s minuten", minutes) % {"count": minutes}
    return ngettext("%(count)s uur", "%(count)s uur", hours) % {"count": hours}
