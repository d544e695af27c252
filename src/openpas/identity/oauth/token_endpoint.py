"""Where a client changes a code, a refresh token or its own secret for tokens (RFC 6749, 3.2).

The paths and the three ways of giving the secret are those of the published service (contract/rules.md 3.1).
"""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from openpas.identity.cross_origin import allow_origin, preflight
from openpas.identity.oauth.server import token_response
from openpas.records.rate_limit import Rate, seconds_to_wait

_ALLOW: Final = "OPTIONS, POST"
_ONE_MINUTE: Final = 60

View = Callable[[HttpRequest], HttpResponse]


def for_clients(view: View) -> View:
    """A place for programs: POST only, from pages of any origin too, without cookies, kept in no cache."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return preflight(request, _ALLOW)
        response = view(request) if request.method == "POST" else _use_post()
        response["Cache-Control"] = "no-store"
        response["Pragma"] = "no-cache"
        allow_origin(request, response)
        return response

    return answered


@for_clients
def token(request: HttpRequest) -> HttpResponse:
    """Tokens for a code, a refresh token or client credentials, asked for with Basic, a form or JSON."""
    rate = Rate("tokens", settings.OPENPAS_TOKENS, _ONE_MINUTE)
    if wait := seconds_to_wait(rate, request.META.get("REMOTE_ADDR", "")):
        told = {"error": "temporarily_unavailable", "error_description": f"Too often; again in {wait} seconds."}
        return JsonResponse(told, status=429, headers={"Retry-After": str(wait)})
    return token_response(request)


def _use_post() -> HttpResponse:
    told = {"error": "invalid_request", "error_description": "Use POST."}
    return JsonResponse(told, status=405, headers={"Allow": _ALLOW})
