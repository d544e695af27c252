"""A desk that was left alone waits for the PIN of whoever signed in; nothing else opens it but signing in anew."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from openpas.identity.sign_in.present import end, present
from openpas.identity.sign_in.refusals import SessionEnded, WrongPin
from openpas.identity.sign_in.sessions import lock, unlock
from openpas.web.account.arriving import onward
from openpas.web.account.words import words_of
from openpas.web.going_on import address, page_of, send_to, wanted_page


@require_POST
def lock_desk(request: HttpRequest) -> HttpResponseBase:
    """The button, or the script after a while without work; back afterwards to the page on which it was."""
    found = present(request)
    if found is None:
        return send_to(request, address("sign_in", page_of(request)))
    lock(found)
    return send_to(request, address("unlock", page_of(request)))


@never_cache
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def locked(request: HttpRequest) -> HttpResponseBase:
    """Ask for the PIN. After the fifth wrong one the session is over."""
    found = present(request)
    if found is None:
        return redirect(address("sign_in", wanted_page(request)))
    if found.session.locked_at is None:
        return onward(request, found.user)
    words = {"name": found.user.name, "next": wanted_page(request)}
    if request.method != "POST":
        return render(request, "account/locked.html", words)
    try:
        unlock(found, request.POST.get("pin", ""))
    except WrongPin as refusal:
        return render(request, "account/locked.html", {**words, "problem": words_of(refusal)}, status=refusal.status)
    except SessionEnded:
        end(request)
        messages.info(request, _("De pincode was vijf keer fout. Meld je opnieuw aan."))
        return redirect(address("sign_in", wanted_page(request)))
    return onward(request, found.user)
