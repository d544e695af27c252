"""Pages of other origins may call the API and the token endpoint: cookies are not looked at there, so nothing leaks."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

_USUAL_HEADERS: Final = (
    "authorization, content-type, idempotency-key, x-client-id, x-custom-token, x-registration-token"
)
_SHOWN_HEADERS: Final = "Retry-After, X-Request-ID, Idempotency-Replayed, WWW-Authenticate"
_ONE_DAY: Final = "86400"


def preflight(request: HttpRequest, allow: str) -> HttpResponse:
    """The answer to OPTIONS, for which nobody has to sign in (contract/rules.md 5). `allow` lists the methods."""
    response = HttpResponse(status=204)
    response["Allow"] = allow
    response["Access-Control-Allow-Methods"] = allow
    response["Access-Control-Allow-Headers"] = request.headers.get("Access-Control-Request-Headers") or _USUAL_HEADERS
    response["Access-Control-Max-Age"] = _ONE_DAY
    allow_origin(request, response)
    return response


def allow_origin(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let the page that asks read the answer, whatever its origin."""
    origin = request.META.get("HTTP_ORIGIN")
    if origin is None:
        response["Access-Control-Allow-Origin"] = "*"
        return
    response["Access-Control-Allow-Origin"] = origin
    response["Access-Control-Allow-Credentials"] = "true"
    response["Access-Control-Expose-Headers"] = _SHOWN_HEADERS
    patch_vary_headers(response, ["Origin"])
