"""Gives a browser in which somebody signed in a cookie to be recognised by, so that only new ones are told by mail."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from openpas.identity.sign_in.browsers import KNOWN_COOKIE
from openpas.identity.sign_in.present import NEW_BROWSER
from openpas.identity.sign_in.rules import BROWSER_KNOWN_FOR


class RecognisedBrowsers:
    """Looks at nothing where the session was not looked at: calls of programs cost nothing by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.session.accessed and (token := request.session.pop(NEW_BROWSER, "")):
            response.set_cookie(
                KNOWN_COOKIE,
                token,
                max_age=BROWSER_KNOWN_FOR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response
