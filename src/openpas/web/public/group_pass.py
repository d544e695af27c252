"""How many turns a group has left, for whoever carries its pass (D-46): anonymous, and not without end."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from openpas.foundation.identifiers import without_separators
from openpas.passholders.refusals import GroupPassNotFound
from openpas.records.rate_limit import Rate, seconds_to_wait
from openpas.tariffs.queries import balance_of_group

ASKED: Final = Rate("group-pass.balance", requests=20, seconds=10 * 60)
"""From one address: enough for an office with some passes, too few to try numbers."""

_LONGEST: Final = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def group_pass(request: HttpRequest) -> HttpResponse:
    """The form, or what the group with that number has left. The number is in no address."""
    if request.method != "POST":
        return render(request, "public/group_pass.html")
    typed = request.POST.get("number", "")[:_LONGEST]
    if seconds := seconds_to_wait(ASKED, request.META.get("REMOTE_ADDR", "")):
        return _again(request, typed, _too_often(-(-seconds // 60)), 429)
    try:
        balance = balance_of_group(without_separators(typed))
    except GroupPassNotFound:
        told = _("We vinden geen groepspas met dit nummer. Kijk de 13 cijfers na, of vraag het aan je UiTPAS-regio.")
        return _again(request, typed, told, 422)
    return render(request, "public/group_pass.html", {"balance": balance})


def _again(request: HttpRequest, typed: str, problem: str, status: int) -> HttpResponse:
    return render(request, "public/group_pass.html", {"typed": typed, "problem": problem}, status=status)


def _too_often(minutes: int) -> str:
    return ngettext(
        "Er is hier vaak gezocht. Probeer het over %(count)s minuut opnieuw.",
        "Er is hier vaak gezocht. Probeer het over %(count)s minuten opnieuw.",
        minutes,
    ) % {"count": minutes}
