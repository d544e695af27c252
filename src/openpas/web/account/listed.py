"""Everything in one's account that is a list: ways to get a code, passkeys, remembered browsers, open sessions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity.sign_in import passkeys as kept_passkeys
from openpas.identity.sign_in.browsers import forget_all, revoke, trusted_of
from openpas.identity.sign_in.factors import remove
from openpas.identity.sign_in.present import Present
from openpas.identity.sign_in.sessions import end_others, end_session, sessions_of
from openpas.web.account.set_up import choices
from openpas.web.account.words import IN_ADDRESSES, shown, words_of
from openpas.web.going_on import wanted_page
from openpas.web.presence import here, proven


@require_http_methods(["GET", "HEAD", "POST"])
@proven
def factors(request: HttpRequest, found: Present) -> HttpResponseBase:
    """Remove one here; adding one has pages of its own."""
    problem, status = "", 200
    if (kind := request.POST.get("remove", "")) in IN_ADDRESSES.values():
        try:
            remove(found.user, kind)
        except Refusal as refusal:
            problem, status = words_of(refusal), refusal.status
        else:
            messages.success(request, _("Weggehaald. Onthouden browsers vragen weer een code."))
            return redirect("account_factors")
    back = wanted_page(request)
    words = {"methods": shown(found.user), "choices": choices(found.user, back), "problem": problem, "next": back}
    return render(request, "account/factors.html", words, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@proven
def passkeys(request: HttpRequest, found: Present) -> HttpResponseBase:
    if (chosen := request.POST.get("remove", "")).isdecimal():
        kept_passkeys.remove(found.user, int(chosen))
        messages.success(request, _("De passkey werkt hier niet meer. Haal ze ook weg op je toestel."))
        return redirect("account_passkeys")
    words = {"passkeys": found.user.passkeys.order_by("created_at", "pk"), "are_possible": kept_passkeys.are_possible()}
    return render(request, "account/passkeys.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@here
def browsers(request: HttpRequest, found: Present) -> HttpResponseBase:
    """Less trust needs no fresh proof: whoever doubts must be able to act at once."""
    chosen = request.POST.get("forget", "")
    if chosen == "all":
        forget_all(found.user)
    elif chosen.isdecimal():
        revoke(found.user, int(chosen))
    if chosen:
        messages.success(request, _("Vergeten. Daar vragen we de volgende keer weer een code."))
        return redirect("account_browsers")
    return render(request, "account/browsers.html", {"browsers": trusted_of(found.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@here
def sessions(request: HttpRequest, found: Present) -> HttpResponseBase:
    """End one elsewhere, or all but this one."""
    chosen = request.POST.get("end", "")
    if chosen == "others":
        end_others(found)
    elif chosen.isdecimal() and int(chosen) != found.session.pk:
        end_session(found.user, int(chosen))
    if chosen:
        messages.success(request, _("Daar ben je nu afgemeld."))
        return redirect("account_sessions")
    every = sessions_of(found.user)
    words = {"sessions": every, "here": found.session.pk, "has_others": len(every) > 1}
    return render(request, "account/sessions.html", words)
