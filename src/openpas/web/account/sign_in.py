"""The first step: an e-mail address and a password. And the way out."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openpas.foundation.refusal import Refusal
from openpas.identity.external.issuers import has_own_accounts
from openpas.identity.models import User
from openpas.identity.sign_in import passkeys
from openpas.identity.sign_in.browsers import KNOWN_COOKIE
from openpas.identity.sign_in.factors import methods_of
from openpas.identity.sign_in.password import person_with
from openpas.identity.sign_in.present import begin_half, end, half_method, present
from openpas.identity.sign_in.refusals import SecondProofMissing
from openpas.web.account.arriving import INSTALLED, arrive, onward
from openpas.web.account.codes import send_and_ask
from openpas.web.account.elsewhere import shown_issuers
from openpas.web.account.words import words_of
from openpas.web.going_on import address, wanted_page


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The same words for a wrong password, an unknown address and a closed account."""
    if request.method == "POST":
        return _with_password(request)
    found = present(request)
    return _form(request) if found is None else onward(request, found.user)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    end(request)
    return redirect("sign_in")


@never_cache
@require_safe
def session_ended(request: HttpRequest) -> HttpResponse:
    """For whoever sent a form when it was no longer signed in: what happened, and the way back."""
    return render(request, "account/ended.html", {"address": address("sign_in", wanted_page(request))}, status=403)


def go_on(request: HttpRequest, user: User) -> HttpResponseBase:
    """After a good first proof: in, where that is enough; else to the code, sent at once where that is the one way."""
    try:
        return arrive(request, user, [half_method(request)])
    except SecondProofMissing:
        methods = methods_of(user)
        if len(methods) == 1:
            return send_and_ask(request, user, methods[0].kind, "second_step_code")
        return redirect(address("second_step", wanted_page(request)))


def _with_password(request: HttpRequest) -> HttpResponseBase:
    if not has_own_accounts():
        return _form(request)
    email, password = request.POST.get("email", "").strip(), request.POST.get("password", "")
    try:
        user = person_with(email, password, request.META.get("REMOTE_ADDR", ""), request.COOKIES.get(KNOWN_COOKIE, ""))
    except Refusal as refusal:
        return _form(request, words_of(refusal), refusal.status)
    begin_half(request, user, "pwd")
    request.session[INSTALLED] = request.POST.get("installed") == "1"
    return go_on(request, user)


def _form(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    words = {
        "problem": problem,
        "email": request.POST.get("email", ""),
        "next": wanted_page(request),
        "forgotten": address("reset_password"),
        "issuers": shown_issuers(wanted_page(request)),
        "has_passkeys": passkeys.are_possible(),
        "has_own_accounts": has_own_accounts(),
    }
    return render(request, "account/sign_in.html", words, status=status)
