"""Leaving to sign in elsewhere, and coming back. What does not work out is told on the page to sign in."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity.external.coming_in import account_of, link
from openpas.identity.external.insz import remember_insz
from openpas.identity.external.issuers import Issuer, issuer_named
from openpas.identity.external.leaving import Left, came_back, leave
from openpas.identity.external.refusals import ElsewhereFailed, IssuerUnknown, IssuerUnreachable
from openpas.identity.external.relying_party import IssuerSilent, WordNoGood
from openpas.identity.external.rules import Told, told_in
from openpas.identity.plain_pages import onward
from openpas.identity.sign_in.present import begin_half, complete, present, proven_by
from openpas.identity.sign_in.refusals import SecondProofMissing

_SEE_OTHER: Final = 303
_EXTERNAL: Final = "ext"
_TWO_PROOFS: Final = "mfa"


@never_cache
@require_http_methods(["GET", "POST"])
def leave_for(request: HttpRequest, issuer: str) -> HttpResponseBase:
    """Send somebody off. Who is signed in already adds the issuer to the account, and only by a form of ours: else a
    page elsewhere could link an account of its own maker.
    """
    chosen, back = _issuer(issuer), _back(request)
    found = present(request)
    if found is not None and (request.method == "GET" or found.session.locked_at is not None):
        return redirect(back or "account")
    left = leave(request, chosen.name, back, found.user.pk if found else None)
    wanted = {"acr_values": " ".join(chosen.trust.second_proof_acr)} if chosen.trust.second_proof_acr else {}
    try:
        address = chosen.party.sign_in_address(left.departure, **wanted)
    except IssuerSilent:
        return _told(request, IssuerUnreachable(issuer=chosen.title), left)
    if request.method == "POST":
        return onward(request, address)
    return HttpResponse(status=_SEE_OTHER, headers={"Location": address, "Referrer-Policy": "no-referrer"})


@never_cache
@require_GET
def callback(request: HttpRequest, issuer: str) -> HttpResponseBase:
    """Believe the issuer, or say why not; then on to where somebody wanted to be, after a second proof if need be."""
    chosen = _issuer(issuer)
    left = came_back(request, chosen.name)
    try:
        if left is None:
            raise ElsewhereFailed
        return _arrived(request, chosen, left, _heard(request, chosen, left))
    except Refusal as refusal:
        refusal.details = {"issuer": chosen.title, **refusal.details}
        return _told(request, refusal, left)


def _heard(request: HttpRequest, issuer: Issuer, left: Left) -> Told:
    code = request.GET.get("code", "")
    if request.GET.get("error") or not code:
        raise ElsewhereFailed
    wanted = ["email", *([issuer.trust.insz_claim] if issuer.trust.insz_claim else [])]
    try:
        issuer.party.demand_own_answer(request.GET.get("iss", ""))
        return told_in(issuer.party.claims(left.departure, code, wanted), issuer.trust)
    except IssuerSilent:
        raise IssuerUnreachable from None
    except WordNoGood:
        raise ElsewhereFailed from None


def _arrived(request: HttpRequest, issuer: Issuer, left: Left, told: Told) -> HttpResponseBase:
    proofs = [_EXTERNAL, _TWO_PROOFS] if told.has_second_proof else [_EXTERNAL]
    if left.user_id is not None:
        return _added(request, issuer, left, told, proofs)
    user = account_of(issuer, told)
    begin_half(request, user, _EXTERNAL)
    remember_insz(request, told.insz)
    try:
        complete(request, user, proofs)
    except SecondProofMissing:
        return redirect(_address("second_step", left.back))
    return redirect(left.back or "account")


def _added(request: HttpRequest, issuer: Issuer, left: Left, told: Told, proofs: list[str]) -> HttpResponseBase:
    found = present(request)
    if found is None or found.user.pk != left.user_id:
        raise ElsewhereFailed
    link(found.user, issuer, told)
    methods = list(dict.fromkeys([*proven_by(request), *proofs]))
    complete(request, found.user, methods, is_installed=found.session.is_installed)
    remember_insz(request, told.insz)
    return redirect(left.back or "account")


def _issuer(name: str) -> Issuer:
    try:
        return issuer_named(name)
    except IssuerUnknown:
        raise Http404 from None


def _told(request: HttpRequest, refusal: Refusal, left: Left | None) -> HttpResponseBase:
    words = refusal.end_user_message
    messages.error(request, words.in_language(get_language() or "nl") if words else refusal.title)
    is_inside = present(request) is not None
    return redirect("account" if is_inside else _address("sign_in", left.back if left else ""))


def _back(request: HttpRequest) -> str:
    """A page of ours, never another site."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else ""


def _address(name: str, back: str) -> str:
    return f"{reverse(name)}?{urlencode({'next': back})}" if back else reverse(name)
