"""The second step: choose how to get a code, and type it. Only for who gave a good password minutes ago."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity.models import User
from openpas.identity.sign_in import passkeys
from openpas.identity.sign_in.factors import RECOVERY, check, methods_of, send_code
from openpas.identity.sign_in.present import complete, half, half_method, present
from openpas.web.account.arriving import INSTALLED, arrive, onward
from openpas.web.account.codes import code_page, send_and_ask
from openpas.web.account.sign_in import go_on
from openpas.web.account.words import IN_ADDRESSES, code_words, shown, words_of
from openpas.web.going_on import address, wanted_page

P = ParamSpec("P")
HalfView = Callable[Concatenate[HttpRequest, User, P], HttpResponseBase]


def half_way(view: HalfView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Only between the two steps; whoever waited too long begins again, and whoever is in already goes on."""

    @never_cache
    @sensitive_post_parameters("code")
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        user = half(request)
        if user is not None:
            return view(request, user, *args, **kwargs)
        if (found := present(request)) is not None:
            return onward(request, found.user)
        messages.info(request, _("Het duurde even. Meld je opnieuw aan, dan gaan we verder."))
        return redirect(address("sign_in", wanted_page(request)))

    return guarded


@half_way
def second_step(request: HttpRequest, user: User) -> HttpResponseBase:
    """Choose how to get the code: the method that was used last comes first."""
    methods = methods_of(user)
    if request.method != "POST":
        return _choice(request, user) if methods else go_on(request, user)
    chosen = next((method for method in methods if method.kind == request.POST.get("kind")), None)
    if chosen is None:
        return redirect(address("second_step", wanted_page(request)))
    try:
        return send_and_ask(request, user, chosen.kind, "second_step_code")
    except Refusal as refusal:
        return _choice(request, user, refusal)


@half_way
def second_step_code(request: HttpRequest, user: User, kind: str) -> HttpResponseBase:
    """Type the code; the same page asks for a new one."""
    chosen = next((method for method in methods_of(user) if method.kind == IN_ADDRESSES.get(kind)), None)
    if chosen is None:
        raise Http404
    words = code_words(chosen.kind, chosen.hint, _("Aanmelden"))
    place = address("second_step", wanted_page(request))
    more = {"step": 2, "steps": 2, "remembers": True, "others": place, "recovery": _recovery(request)}
    if request.method != "POST":
        return code_page(request, chosen.kind, words, more)
    try:
        if "again" in request.POST:
            return _sent_again(request, user, chosen.kind)
        proof = check(user, chosen.kind, request.POST.get("code", ""))
    except Refusal as refusal:
        return code_page(request, chosen.kind, words, more, refusal)
    return arrive(request, user, [half_method(request), proof], trusts=request.POST.get("trust") == "1")


@half_way
def recovery_step(request: HttpRequest, user: User) -> HttpResponseBase:
    """A code from paper instead; then to the factors, since something must have been lost."""
    problem, status = "", 200
    if request.method == "POST":
        try:
            proof = check(user, RECOVERY, request.POST.get("code", ""))
        except Refusal as refusal:
            problem, status = words_of(refusal), refusal.status
        else:
            return _recovered(request, user, proof)
    words = {"problem": problem, "next": wanted_page(request), "others": address("second_step", wanted_page(request))}
    return render(request, "account/recovery_code.html", words, status=status)


def _recovered(request: HttpRequest, user: User, proof: str) -> HttpResponseBase:
    back = wanted_page(request)
    complete(request, user, [half_method(request), proof], is_installed=request.session.get(INSTALLED, False))
    messages.success(
        request, _("Je bent aangemeld met een noodcode. Is je telefoon weg? Voeg hieronder een nieuwe manier toe.")
    )
    return redirect(address("account_factors", back))


def _choice(request: HttpRequest, user: User, refusal: Refusal | None = None) -> HttpResponse:
    words = {
        "methods": shown(user),
        "problem": words_of(refusal) if refusal else "",
        "next": wanted_page(request),
        "has_passkey": passkeys.are_possible() and user.passkeys.exists(),
        "recovery": _recovery(request),
        "start_again": address("sign_in", wanted_page(request)),
    }
    return render(request, "account/second_step.html", words, status=refusal.status if refusal else 200)


def _recovery(request: HttpRequest) -> str:
    return address("recovery_step", wanted_page(request))


def _sent_again(request: HttpRequest, user: User, kind: str) -> HttpResponseBase:
    send_code(user, kind)
    messages.success(request, _("We hebben een nieuwe code gestuurd. De vorige werkt niet meer."))
    return redirect(address("second_step_code", wanted_page(request), kind=kind.lower()))
