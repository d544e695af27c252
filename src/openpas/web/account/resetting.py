"""A forgotten password: a link by mail, and a new password behind it. Nobody is signed in by it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity.sign_in.password import request_reset, reset, reset_owner
from openpas.identity.sign_in.refusals import LinkGone, WeakPassword
from openpas.web.account.words import words_of
from openpas.web.demo_messages import demo_messages
from openpas.web.going_on import address


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset_password(request: HttpRequest) -> HttpResponse:
    """The screen says the same whether or not there is an account."""
    if request.method != "POST":
        return render(request, "account/reset.html")
    try:
        request_reset(request.POST.get("email", ""), request.META.get("REMOTE_ADDR", ""))
    except Refusal as refusal:
        typed = {"problem": words_of(refusal), "email": request.POST.get("email", "")}
        return render(request, "account/reset.html", typed, status=refusal.status)
    words = {
        "title": _("Kijk in je mailbox"),
        "texts": [
            _("Is er een account met dit adres, dan vertrekt er nu een mail met een link. De link werkt een uur."),
            _("Komt er na vijf minuten niets? Kijk bij de ongewenste mail, en kijk of je het adres juist typte."),
        ],
        "button": _("Naar aanmelden"),
        "address": address("sign_in"),
        "other": _("Lees de mail van deze demo") if demo_messages() else "",
        "other_address": demo_messages(),
    }
    return render(request, "account/said.html", words)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, token: str) -> HttpResponseBase:
    """Behind the link: following it changes nothing, choosing a password does."""
    try:
        if request.method != "POST":
            reset_owner(token)
            return render(request, "account/new_password.html")
        reset(token, request.POST.get("password", ""))
    except WeakPassword as refusal:
        return render(request, "account/new_password.html", {"problem": " ".join(refusal.reasons)}, status=422)
    except LinkGone as refusal:
        return _gone(request, refusal)
    messages.success(request, _("Je wachtwoord is veranderd. Meld je ermee aan."))
    return redirect("sign_in")


def _gone(request: HttpRequest, refusal: LinkGone) -> HttpResponse:
    words = {
        "title": _("Deze link werkt niet meer"),
        "texts": [words_of(refusal)],
        "button": _("Vraag een nieuwe mail"),
        "address": address("reset_password"),
    }
    return render(request, "account/said.html", words, status=refusal.status)
