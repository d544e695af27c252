"""Which readers work, and a place to try one (D-08)."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.scanning.trial import understood


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def readers(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """The page; or what was understood of a trial, which is told once and kept nowhere."""
    typed = request.POST.get("typed", "").strip()
    words = {"clerk": clerk, "trial": understood(typed) if typed else None}
    return render(request, "desk/scanning/readers.html", words)
