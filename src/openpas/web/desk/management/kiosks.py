"""The kiosks of this desk (D-39): which activity each is at the coming days, or that it finds that itself."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.checkins.kiosks.queries import kiosks as kiosks_of
from openpas.checkins.kiosks.service import fix_event, unfix_event
from openpas.checkins.models import Kiosk
from openpas.foundation.calendar import BRUSSELS, brussels_day, end_of_day, start_of_day
from openpas.runtime import clock
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.counter.activities import Activity, activities_of
from openpas.web.desk.counter.ranges import Days, Range
from openpas.web.desk.once_per_form import refusal_of
from openpas.web.desk.words import words_of

DAYS_AHEAD: Final = 3
AHEAD: Final = Range("kiosks", "", DAYS_AHEAD)
ITSELF: Final = "itself"
"""What the form says where a kiosk finds its activity itself."""


@dataclass(frozen=True, slots=True)
class Device:
    """A kiosk on the page. `chosen` is the public id of its activity, or ITSELF."""

    kiosk: Kiosk
    place: str
    chosen: str
    options: tuple[tuple[str, str], ...]
    problem: str = ""

    @property
    def field(self) -> str:
        """The name of its choice in the form."""
        return _field(self.kiosk)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def kiosks(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """All of them; or what was chosen for each, done one by one: one that is refused does not stop the others."""
    rows = list(kiosks_of(clerk.actor, clerk.desk.public_id).select_related("fixed_event"))
    if request.method != "POST":
        return _page(request, clerk, rows, {})
    wanted = {kiosk: request.POST.get(_field(kiosk), _chosen(kiosk)) for kiosk in rows}
    changed = [kiosk for kiosk in rows if wanted[kiosk] != _chosen(kiosk)]
    problems = {kiosk.pk: words for kiosk in changed if (words := _not_set(request, clerk, kiosk, wanted[kiosk]))}
    for kiosk in changed:
        if kiosk.pk not in problems:
            messages.success(request, _("%(name)s is ingesteld.") % {"name": kiosk.name})
    if problems:
        fresh = list(kiosks_of(clerk.actor, clerk.desk.public_id).select_related("fixed_event"))
        return _page(request, clerk, fresh, problems)
    if not changed:
        messages.info(request, _("Er is niets veranderd."))
    return redirect("kiosks")


def _page(request: HttpRequest, clerk: Clerk, rows: list[Kiosk], problems: dict[int, str]) -> HttpResponseBase:
    activities = activities_of(clerk, _coming_days()) if rows else []
    words = {
        "clerk": clerk,
        "devices": [_device(kiosk, activities, problems.get(kiosk.pk, "")) for kiosk in rows],
    }
    return render(request, "desk/management/kiosks.html", words, status=422 if problems else 200)


def _coming_days() -> Days:
    today = brussels_day(clock.now())
    return Days(AHEAD, start_of_day(today), end_of_day(today + timedelta(days=DAYS_AHEAD - 1)))


def _device(kiosk: Kiosk, activities: list[Activity], problem: str) -> Device:
    options = {ITSELF: _("Zuil kiest zelf")}
    if kiosk.fixed_event is not None:
        options[kiosk.fixed_event.public_id] = kiosk.fixed_event.title
    options |= {one.public_id: _in_words(one) for one in activities if not one.is_called_off}
    return Device(
        kiosk=kiosk,
        place=", ".join(place.name for place in kiosk.locations.all()),
        chosen=_chosen(kiosk),
        options=tuple(options.items()),
        problem=problem,
    )


def _in_words(activity: Activity) -> str:
    if activity.begins_at is None:
        return activity.title
    return f"{activity.title} · {date_format(localtime(activity.begins_at, BRUSSELS), 'D j F, H:i')}"


def _not_set(request: HttpRequest, clerk: Clerk, kiosk: Kiosk, wanted: str) -> str:
    """Why the choice could not be carried out; empty when it was."""

    def choose() -> None:
        if wanted == ITSELF:
            unfix_event(clerk.actor, kiosk.public_id)
        else:
            fix_event(clerk.actor, kiosk.public_id, wanted)

    refusal = refusal_of(request, clerk, choose, part=str(kiosk.pk))
    return "" if refusal is None else words_of(refusal, clerk.desk.pk)


def _chosen(kiosk: Kiosk) -> str:
    return ITSELF if kiosk.fixed_event is None else kiosk.fixed_event.public_id


def _field(kiosk: Kiosk) -> str:
    return f"kiosk-{kiosk.pk}"
