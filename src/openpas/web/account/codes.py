"""The page on which a code is typed, wherever one is asked: at the second step, when one is set up, and once more."""

from collections.abc import Mapping
from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from openpas.foundation.refusal import Refusal
from openpas.identity.models import User
from openpas.identity.sign_in.factors import send_code
from openpas.identity.sign_in.refusals import CodeTooSoon
from openpas.web.account.words import APP, CodeWords, words_of
from openpas.web.demo_messages import demo_messages
from openpas.web.going_on import address, wanted_page


def send_and_ask(request: HttpRequest, user: User, kind: str, page: str) -> HttpResponseBase:
    """Send the code, where it is one that is sent, and go to `page`. One that was sent a moment ago is good still.

    Raises MustRest.
    """
    if kind != APP:
        with suppress(CodeTooSoon):
            send_code(user, kind)
    return redirect(address(page, wanted_page(request), kind=kind.lower()))


def code_page(
    request: HttpRequest, kind: str, words: CodeWords, more: Mapping[str, object], refusal: Refusal | None = None
) -> HttpResponse:
    """`more` is what the page offers beside the code: the step, another method, remembering."""
    filled = {
        "words": words,
        "problem": words_of(refusal) if refusal else "",
        "next": wanted_page(request),
        "can_resend": kind != APP,
        "messages_page": demo_messages() if kind != APP else "",
        **more,
    }
    return render(request, "account/code.html", filled, status=refusal.status if refusal else 200)
