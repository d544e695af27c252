"""An activity that is not on the list: where it is, and what to do about it."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpas.events.missing import whereabouts
from openpas.foundation.calendar import brussels_day, end_of_day, start_of_day
from openpas.runtime import clock
from openpas.web.desk.clerk import Clerk, at_desk


@require_safe
@at_desk
def missing_activity(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """Look for it on all days, at this desk and at the others of its regions."""
    text = request.GET.get("text", "").strip()
    today = brussels_day(clock.now())
    bounds = start_of_day(today), end_of_day(today)
    words = {
        "clerk": clerk,
        "text": text,
        "found": whereabouts(clerk.actor, clerk.desk.pk, text, *bounds) if text else [],
    }
    return render(request, "desk/missing_activity.html", words)
