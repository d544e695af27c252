"""Recovery codes: what they are for, and then the codes, once."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from openpas.identity.sign_in import recovery
from openpas.identity.sign_in.present import Present
from openpas.web.account.arriving import onward
from openpas.web.going_on import wanted_page
from openpas.web.presence import proven


@require_http_methods(["GET", "HEAD", "POST"])
@proven
def recovery_codes(request: HttpRequest, found: Present) -> HttpResponseBase:
    """Reading the page makes none: only the button does, and it replaces those that are left."""
    if "kept" in request.POST:
        return onward(request, found.user)
    left = found.user.recovery_codes.filter(used_at=None).count()
    words = {"next": wanted_page(request), "had": left, "is_first": not found.user.recovery_codes.exists()}
    if request.method == "POST":
        words["codes"] = recovery.new_codes(found.user)
    return render(request, "account/recovery_codes.html", words)
