"""For somebody who lost telephone, app and paper: behind a link that its desk asked for, the password begins anew."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity.sign_in.refusals import LinkGone
from openpas.identity.staff import starting_over
from openpas.web.account.invitations import let_in
from openpas.web.account.words import words_of
from openpas.web.going_on import address


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def start_over(request: HttpRequest, token: str) -> HttpResponseBase:
    """Following the link changes nothing; the password does, and leads to setting up a second step."""
    problem, status = "", 200
    try:
        email = starting_over.starting_over(token).email
        if request.method == "POST":
            password, network = request.POST.get("password", ""), request.META.get("REMOTE_ADDR", "")
            return let_in(request, starting_over.start_over(token, password, network))
    except LinkGone as refusal:
        words = {
            "title": _("Deze link werkt niet meer"),
            "texts": [_("Vraag de verantwoordelijke van je balie om een nieuwe link te sturen.")],
            "button": _("Naar aanmelden"),
            "address": address("sign_in"),
        }
        return render(request, "account/said.html", words, status=refusal.status)
    except Refusal as refusal:
        problem, status = words_of(refusal), refusal.status
    return render(request, "account/start_over.html", {"email": email, "problem": problem}, status=status)
