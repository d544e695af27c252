"""Change what one signs in with: the password, the e-mail address, the PIN. Each asks for a fresh proof."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity.sign_in.email import confirm_change, start_change
from openpas.identity.sign_in.password import change_password
from openpas.identity.sign_in.present import Present
from openpas.identity.sign_in.refusals import UnfitPin, WeakPassword
from openpas.identity.sign_in.sessions import remove_pin, set_pin
from openpas.web.account.codes import code_page
from openpas.web.account.words import EMAIL, code_words, words_of
from openpas.web.going_on import address
from openpas.web.presence import proven

_NEW_ADDRESS: Final = "new_address"
"""In the session between the new address and its code."""


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@proven
def password(request: HttpRequest, found: Present) -> HttpResponseBase:
    """A new password; elsewhere one is signed out by it."""
    if request.method != "POST":
        return render(request, "account/new_password.html", {"in_account": True})
    try:
        change_password(request, found, request.POST.get("password", ""))
    except WeakPassword as refusal:
        words = {"in_account": True, "problem": " ".join(refusal.reasons)}
        return render(request, "account/new_password.html", words, status=refusal.status)
    messages.success(request, _("Je wachtwoord is veranderd. Op andere toestellen ben je afgemeld."))
    return redirect("account")


@require_http_methods(["GET", "HEAD", "POST"])
@proven
def email(request: HttpRequest, found: Present) -> HttpResponseBase:
    """The new address; nothing changes before its code came back."""
    words: dict[str, object] = {"now": found.user.email}
    if request.method != "POST":
        return render(request, "account/email.html", words)
    try:
        request.session[_NEW_ADDRESS] = start_change(found, request.POST.get("email", ""))
    except Refusal as refusal:
        words |= {"email": request.POST.get("email", ""), "problem": words_of(refusal)}
        return render(request, "account/email.html", words, status=refusal.status)
    return redirect("account_email_code")


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@proven
def email_code(request: HttpRequest, found: Present) -> HttpResponseBase:
    """The code that was sent to the new address."""
    wanted = request.session.get(_NEW_ADDRESS)
    if wanted is None:
        return redirect("account_email")
    words = code_words(EMAIL, wanted, _("Verander mijn e-mailadres"))
    more = {"step": 2, "steps": 2, "can_resend": False, "back": address("account_email")}
    if request.method != "POST":
        return code_page(request, EMAIL, words, more)
    try:
        confirm_change(found, wanted, request.POST.get("code", ""))
    except Refusal as refusal:
        return code_page(request, EMAIL, words, more, refusal)
    del request.session[_NEW_ADDRESS]
    messages.success(request, _("Vanaf nu meld je je aan met %(email)s.") % {"email": wanted})
    return redirect("account")


@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
@proven
def pin(request: HttpRequest, found: Present) -> HttpResponseBase:
    """Set the PIN, or do without."""
    words: dict[str, object] = {"has_pin": bool(found.user.pin), "minutes": settings.OPENPAS_LOCK_MINUTES}
    if request.method != "POST":
        return render(request, "account/pin.html", words)
    if "remove" in request.POST:
        remove_pin(found.user)
        messages.success(request, _("De pincode is weg. De balie vergrendelt niet meer."))
        return redirect("account")
    try:
        set_pin(found.user, request.POST.get("pin", ""))
    except UnfitPin as refusal:
        return render(request, "account/pin.html", {**words, "problem": words_of(refusal)}, status=refusal.status)
    messages.success(request, _("Bewaard. Op de balie staat nu een knop “Vergrendel”."))
    return redirect("account")
