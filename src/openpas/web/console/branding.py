"""The colour of a region."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openpas.card_systems.accents import Accent
from openpas.foundation.refusal import Refusal
from openpas.identity.staff.branding import HOUSE_COLOUR, choose_colour
from openpas.web.console.administrator import Administrator, administers
from openpas.web.console.words import words_of


@require_POST
@administers
def brand(request: HttpRequest, who: Administrator, region_id: int) -> HttpResponseBase:
    """Choose it, or give it back; the page of the region says what came of it."""
    chosen = HOUSE_COLOUR if request.POST.get("do") == "house" else request.POST.get("colour", "") or "-"
    try:
        messages.success(request, _told(choose_colour(who.actor, region_id, chosen)))
    except Refusal as refusal:
        if refusal.status != Refusal.default_status:
            raise
        messages.error(request, words_of(refusal))
    return redirect("console_region", region_id)


def _told(accent: Accent | None) -> str:
    if accent is None:
        return _("De balies van deze regio dragen weer de kleur van Openpas.")
    if accent.is_as_chosen:
        return _("Bewaard. De balies van deze regio dragen nu deze kleur.")
    return _("Bewaard. De kleur was te licht om goed te lezen: we tonen ze iets donkerder.")
