"""The few operations that are asked most, answered before Django's handler begins.

What the handler does for every request (signals, a chain of nine, finding the view among all paths) takes longer than
deciding on a price. A hot operation needs of it a connection that works, the access log, the headers of security and
the view that the paths name for it, and gets just these. The answer is the same.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Final, cast

from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware
from django.urls import ResolverMatch, resolve

from openpas.api.v4.app import PLAIN_VIEWS
from openpas.runtime.chunked_bodies import Application, Environment
from openpas.runtime.middleware import AccessLog, Handler

_API: Final = "/api/v4/"


class HotOperations:
    """A WSGI application that answers hot operations, and hands every other request to `rest`."""

    def __init__(self, rest: Application) -> None:
        self._rest = rest
        self._answer = AccessLog(cast("Handler", SecurityMiddleware(_answer)))

    def __call__(self, environment: Environment, start_response: Any) -> Iterable[bytes]:
        found = self._views.get(environment.get("PATH_INFO", ""))
        if found is None:
            return self._rest(environment, start_response)
        close_old_connections()  # those that broke, as when the database was started again
        request = WSGIRequest(environment)
        request.resolver_match = found
        response = cast("HttpResponse", self._answer(request))
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return [response.content]

    @cached_property
    def _views(self) -> dict[str, ResolverMatch]:
        """Path → what the ordinary paths have there, looked up once."""
        return {path: resolve(path) for _, route in PLAIN_VIEWS if (path := f"{_API}{route}")}


def _answer(request: HttpRequest) -> HttpResponseBase:
    response: HttpResponseBase = cast("ResolverMatch", request.resolver_match).func(request)
    return response
