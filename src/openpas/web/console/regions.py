"""The desks of a region."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpas.identity.staff import overview
from openpas.web.console.administrator import Administrator, administers
from openpas.web.console.paging import page_of


@require_safe
@administers
def region(request: HttpRequest, who: Administrator, region_id: int) -> HttpResponseBase:
    """Found by a part of the name or the place, and by group."""
    found = overview.region(who.actor, region_id)
    groups = list(overview.groups_of_region(found))
    text, asked = request.GET.get("text", "").strip(), request.GET.get("group", "")
    chosen = next((group for group in groups if str(group.pk) == asked), None)
    desks = page_of(request, overview.desks_of_region(found, text, chosen.pk if chosen else None))
    words = {"who": who, "region": found, "groups": groups, "chosen": chosen, "text": text, "desks": desks}
    return render(request, "console/region.html", words)
