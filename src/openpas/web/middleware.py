"""What every page for people has in common: the language of its reader and a strict content policy."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

CONTENT_POLICY: Final = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)
"""Everything from this server, nothing inline, no eval."""

DESK_POLICY: Final = f"{CONTENT_POLICY}; script-src 'self' 'wasm-unsafe-eval'"
"""The same for the desk, whose camera decodes with WebAssembly of this server. It allows no eval of scripts."""

DESK: Final = "/desk/"
PATHS_FOR_PROGRAMS: Final = ("/api/", "/realms/", "/oauth/", "/.well-known/", "/health", "/search/", "/entry/")


class PagesForPeople:
    """Chooses the language (cookie, then what the browser asks for) and adds the policy; leaves programs alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(PATHS_FOR_PROGRAMS):
            return self.get_response(request)
        language = translation.get_language_from_request(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        policy = DESK_POLICY if request.path.startswith(DESK) else CONTENT_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=()")
        return response
