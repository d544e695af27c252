"""Before something sensitive: a fresh proof of who is here, with the password, a code or a passkey."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity.sign_in import passkeys
from openpas.identity.sign_in.factors import methods_of, send_code
from openpas.identity.sign_in.present import Present
from openpas.identity.sign_in.sessions import prove_again as demand_proof
from openpas.web.account.arriving import onward
from openpas.web.account.codes import code_page, send_and_ask
from openpas.web.account.words import IN_ADDRESSES, code_words, shown, words_of
from openpas.web.going_on import address, wanted_page
from openpas.web.presence import here


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@here
def prove_again(request: HttpRequest, found: Present) -> HttpResponseBase:
    """The password, or a choice of codes."""
    if request.method != "POST":
        return _form(request, found)
    try:
        if (kind := request.POST.get("kind", "")) in IN_ADDRESSES.values():
            return send_and_ask(request, found.user, kind, "prove_by_code")
        demand_proof(found, password=request.POST.get("password", ""), address=request.META.get("REMOTE_ADDR", ""))
    except Refusal as refusal:
        return _form(request, found, refusal)
    return onward(request, found.user)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@here
def prove_by_code(request: HttpRequest, found: Present, kind: str) -> HttpResponseBase:
    """The code."""
    chosen = next((method for method in methods_of(found.user) if method.kind == IN_ADDRESSES.get(kind)), None)
    if chosen is None:
        raise Http404
    words = code_words(chosen.kind, chosen.hint, _("Verder"))
    back = address("prove_again", wanted_page(request))
    try:
        if "again" in request.POST:
            send_code(found.user, chosen.kind)
        elif request.method == "POST":
            demand_proof(found, kind=chosen.kind, code=request.POST.get("code", ""))
            return onward(request, found.user)
    except Refusal as refusal:
        return code_page(request, chosen.kind, words, {"back": back}, refusal)
    return code_page(request, chosen.kind, words, {"back": back})


def _form(request: HttpRequest, found: Present, refusal: Refusal | None = None) -> HttpResponse:
    words = {
        "problem": words_of(refusal) if refusal else "",
        "next": wanted_page(request),
        "email": found.user.email,
        "has_password": found.user.has_usable_password(),
        "methods": shown(found.user),
        "has_passkey": passkeys.are_possible() and found.user.passkeys.exists(),
    }
    return render(request, "account/prove_again.html", words, status=refusal.status if refusal else 200)
