"""The access log: one line per request, with an id that a client may choose and always gets back."""

import logging
import os
import re
from collections.abc import Callable
from time import perf_counter
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from openpas.runtime.logging import redact, request_id

_access: Final = logging.getLogger("openpas.access")
_CHOSEN_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")

Handler = Callable[[HttpRequest], HttpResponseBase]
"""What a middleware stands around."""


class AccessLog:
    """Notes method, route, status and duration; never a query string or an identifier from the path."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = perf_counter()
        identity = _identity_of(request)
        token = request_id.set(identity)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = identity
            _access.info("request", extra={"fields": _fields(request, response.status_code, started)})
        finally:
            request_id.reset(token)
        return response


def _identity_of(request: HttpRequest) -> str:
    chosen = request.META.get("HTTP_X_REQUEST_ID", "")
    return chosen if _CHOSEN_ID.fullmatch(chosen) else os.urandom(8).hex()


def _fields(request: HttpRequest, status: int, started: float) -> dict[str, object]:
    match = request.resolver_match
    return {
        "method": request.method,
        "path": f"/{match.route}" if match else redact(request.path),
        "status": status,
        "duration_ms": round((perf_counter() - started) * 1000, 1),
    }
