"""Where the identity provider sends people back to: outside the contract's paths, and known to nobody else."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_GET

from openpas.entitlement.refusals import SignInForgotten
from openpas.entitlement.rules import SIGN_IN_LASTS
from openpas.entitlement.service.sign_in import CALLBACK_PATH, Departure, Return, finish_sign_in

_SEE_OTHER: Final = 303
_COOKIE: Final = "openpas_validation_"
_SHOWN_OF_STATE: Final = 8


@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Finish the sign-in and send the person on to the client's page."""
    state = request.GET.get("state", "")
    came = Return(
        state=state,
        browser_state=request.COOKIES.get(_cookie(state), ""),
        code=request.GET.get("code", ""),
        error=request.GET.get("error", ""),
    )
    language = get_language_from_request(request)
    try:
        response = see_other(finish_sign_in(came, language))
    except SignInForgotten as forgotten:
        words = forgotten.text.in_language(language) if forgotten.text else forgotten.title
        response = HttpResponse(words, status=forgotten.status, content_type="text/plain; charset=utf-8")
    response.delete_cookie(_cookie(state), path=f"/{CALLBACK_PATH}")
    response["Cache-Control"] = "no-store"
    return response


def departure(start: Departure, *, is_encrypted: bool) -> HttpResponse:
    """Send the person off; the browser keeps our state, so that nobody can finish what another began."""
    response = see_other(start.location)
    response["Cache-Control"] = "no-store"
    if start.state:
        response.set_cookie(
            _cookie(start.state),
            start.state,
            max_age=SIGN_IN_LASTS,
            path=f"/{CALLBACK_PATH}",
            secure=is_encrypted,
            httponly=True,
            samesite="Lax",
        )
    return response


def see_other(location: str) -> HttpResponse:
    return HttpResponse(status=_SEE_OTHER, headers={"Location": location})


def _cookie(state: str) -> str:
    """One per sign-in, so that two tabs do not disturb each other."""
    return f"{_COOKIE}{''.join(letter for letter in state[:_SHOWN_OF_STATE] if letter.isalnum())}"
