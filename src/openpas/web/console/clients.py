"""Programs that call the API: their secrets, addresses and rights. For who looks after the whole."""

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity import clients as commands
from openpas.identity.models import ApiClient
from openpas.identity.queries import rights_of_client
from openpas.identity.refusals import ClientNotFound
from openpas.identity.staff.managers import require_platform
from openpas.web.console.administrator import Administrator, administers
from openpas.web.console.words import words_of

OVERLAPS_DAYS: Final = (0, 1, 7, 30)


@require_http_methods(["GET", "HEAD", "POST"])
@administers
def clients(request: HttpRequest, who: Administrator) -> HttpResponseBase:
    """The list, and a new one, whose secret is shown here and never again."""
    require_platform(who.actor)
    problem, status = "", 200
    if request.method == "POST":
        try:
            return _created(request, who)
        except Refusal as refusal:
            problem, status = words_of(refusal), refusal.status
    words = {"who": who, "clients": ApiClient.objects.order_by("name", "pk"), "problem": problem, "typed": request.POST}
    return render(request, "console/clients.html", words, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@administers
def client(request: HttpRequest, who: Administrator, client_id: int) -> HttpResponseBase:
    """One program: its addresses, its secret, whether it may call, and for whom."""
    found, problem, status = one_of(who, client_id), "", 200
    if request.method == "POST":
        try:
            return _changed(request, who, found)
        except Refusal as refusal:
            problem, status = words_of(refusal), refusal.status
    words = {
        "who": who,
        "client": found,
        "rights": rights_of_client(who.actor, found.client_id),
        "overlaps": OVERLAPS_DAYS,
        "redirects": request.POST.get("redirect_addresses", "\n".join(found.redirect_addresses)),
        "logouts": request.POST.get("logout_addresses", "\n".join(found.logout_addresses)),
        "problem": problem,
    }
    return render(request, "console/client.html", words, status=status)


def one_of(who: Administrator, client_id: int) -> ApiClient:
    """The program. Raises NotTheirRegion for who does not look after the whole, and ClientNotFound."""
    require_platform(who.actor)
    found = ApiClient.objects.filter(pk=client_id).first()
    if found is None:
        raise ClientNotFound
    return found


@sensitive_variables("secret")
def _created(request: HttpRequest, who: Administrator) -> HttpResponseBase:
    made, secret = commands.create_client(
        request.POST.get("client_id", "").strip(),
        request.POST.get("name", "").strip(),
        is_public="is_public" in request.POST,
        redirect_addresses=_lines(request, "redirect_addresses"),
        logout_addresses=_lines(request, "logout_addresses"),
        actor=who.actor,
    )
    return render(request, "console/secret.html", {"who": who, "client": made, "secret": secret})


@sensitive_variables("secret")
def _changed(request: HttpRequest, who: Administrator, found: ApiClient) -> HttpResponseBase:
    match request.POST.get("do"):
        case "rotate":
            overlap = timedelta(days=_overlap_days(request))
            secret = commands.rotate_secret(found, overlap, actor=who.actor)
            return render(request, "console/secret.html", {"who": who, "client": found, "secret": secret})
        case "off":
            commands.switch_off(found, actor=who.actor)
        case "on":
            commands.switch_on(found, actor=who.actor)
        case "addresses":
            redirects, logouts = _lines(request, "redirect_addresses"), _lines(request, "logout_addresses")
            commands.change_addresses(found, redirects, logouts, actor=who.actor)
    messages.success(request, _("Bewaard. Dit geldt vanaf nu."))
    return redirect("console_client", found.pk)


def _overlap_days(request: HttpRequest) -> int:
    asked = request.POST.get("overlap", "")
    return int(asked) if asked.isdecimal() and int(asked) in OVERLAPS_DAYS else 0


def _lines(request: HttpRequest, name: str) -> list[str]:
    return [line.strip() for line in request.POST.get(name, "").splitlines() if line.strip()]
