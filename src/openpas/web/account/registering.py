"""A passholder's own account: an e-mail address, then the code that came, a name and a password."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity.sign_in import registration
from openpas.identity.sign_in.present import begin_half
from openpas.identity.sign_in.refusals import WeakPassword, WrongCode
from openpas.web.account.invitations import LONGEST_NAME
from openpas.web.account.sign_in import go_on
from openpas.web.account.words import words_of
from openpas.web.demo_messages import demo_messages
from openpas.web.going_on import address, wanted_page

_ADDRESS: Final = "registers_with"
"""In the session between the address and its code."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponseBase:
    """The same happens to the eye whether or not the address has an account."""
    if request.method != "POST":
        return render(request, "account/register.html", {"next": wanted_page(request)})
    email, language = request.POST.get("email", ""), get_language() or "nl"
    try:
        request.session[_ADDRESS] = registration.start(email, language, request.META.get("REMOTE_ADDR", ""))
    except Refusal as refusal:
        words = {"email": email, "problem": words_of(refusal), "next": wanted_page(request)}
        return render(request, "account/register.html", words, status=refusal.status)
    return redirect(address("confirm_registration", wanted_page(request)))


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_registration(request: HttpRequest) -> HttpResponseBase:
    """The code, a name and a password; then signed in."""
    email = request.session.get(_ADDRESS)
    if email is None:
        return redirect(address("register", wanted_page(request)))
    if request.method != "POST":
        return _form(request, email, {})
    name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME]
    if not name:
        return _form(request, email, {"name": _("Vul je naam in.")})
    try:
        user = registration.finish(email, request.POST.get("code", ""), name, request.POST.get("password", ""))
    except WeakPassword as refusal:
        return _form(request, email, {"password": " ".join(refusal.reasons)})
    except WrongCode as refusal:
        return _form(request, email, {"code": words_of(refusal)})
    begin_half(request, user, "pwd")
    messages.success(request, _("Je account is klaar."))
    return go_on(request, user)


def _form(request: HttpRequest, email: str, problems: dict[str, str]) -> HttpResponse:
    words = {
        "email": email,
        "name": request.POST.get("name", ""),
        "problems": problems,
        "next": wanted_page(request),
        "messages_page": demo_messages(),
    }
    return render(request, "account/register_code.html", words, status=422 if problems else 200)
