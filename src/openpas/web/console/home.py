"""What somebody looks after, to choose from."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from openpas.identity.staff import overview
from openpas.web.console.administrator import Administrator, administers


@require_safe
@administers
def console(request: HttpRequest, who: Administrator) -> HttpResponseBase:
    """The regions and desks; the only one opens at once."""
    regions, desks = list(overview.regions_of(who.actor)), overview.own_desks_of(who.actor)
    if not who.scope.is_platform and len(regions) + len(desks) == 1:
        return redirect("console_region", regions[0].pk) if regions else redirect("console_desk", desks[0].pk)
    return render(request, "console/home.html", {"who": who, "regions": regions, "desks": desks})
