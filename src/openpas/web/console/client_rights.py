"""What a program may for one organizer."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpas.foundation.permission_words import AREAS
from openpas.foundation.permissions import FOR_ALL, Permission
from openpas.identity.grants import WantedRights, replace_rights_of_client
from openpas.identity.models import ApiClient
from openpas.identity.queries import rights_of_client
from openpas.identity.refusals import ClientNotFound
from openpas.organizers.models import Organizer
from openpas.web.console.administrator import Administrator, administers
from openpas.web.console.clients import one_of
from openpas.web.console.groups import Ticks

FOUND_AT_MOST: Final = 20
GIVEN: Final = frozenset(Permission) - FOR_ALL - {Permission.PERMISSIONS_READ, Permission.PERMISSIONS_WRITE}
"""What is given for an organizer. The others hold everywhere, and are not given here."""


@require_safe
@administers
def find_organizer(request: HttpRequest, who: Administrator, client_id: int) -> HttpResponseBase:
    """Choose for which organizer, by a part of its name."""
    found, text = one_of(who, client_id), request.GET.get("text", "").strip()
    organizers = Organizer.objects.filter(name__icontains=text).order_by("name", "pk")[:FOUND_AT_MOST] if text else []
    words = {"who": who, "client": found, "text": text, "organizers": organizers, "most": FOUND_AT_MOST}
    return render(request, "console/find_organizer.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@administers
def client_rights(request: HttpRequest, who: Administrator, client_id: int, organizer_id: int) -> HttpResponseBase:
    """The rights, to be ticked; those for other organizers stay as they are."""
    found = one_of(who, client_id)
    organizer = Organizer.objects.filter(pk=organizer_id).first()
    if organizer is None:
        raise ClientNotFound
    held = _held(who, found)
    if request.method == "POST":
        asked = frozenset(right for right in GIVEN if right.value in request.POST.getlist("permission"))
        wanted = {**held, organizer.public_id: asked}
        replace_rights_of_client(who.actor, found.client_id, [WantedRights(*one) for one in wanted.items()])
        messages.success(request, _("Bewaard. Dit geldt vanaf nu."))
        return redirect("console_client", found.pk)
    ticks = _ticks(held.get(organizer.public_id, frozenset()))
    words = {"who": who, "client": found, "organizer": organizer, "ticks": ticks}
    return render(request, "console/client_rights.html", words)


def _held(who: Administrator, client: ApiClient) -> dict[str, frozenset[Permission]]:
    return {
        one.organizer.public_id: frozenset(right.permission for right in one.held)
        for one in rights_of_client(who.actor, client.client_id)
    }


def _ticks(held: frozenset[Permission]) -> Ticks:
    areas = (
        (area.title, [(str(right), words, right in held) for right, words in area.words.items() if right in GIVEN])
        for area in AREAS
    )
    return [(title, rights) for title, rights in areas if rights]
