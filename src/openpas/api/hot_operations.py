"""The few operations that are asked most, answered right behind the access log and the headers of security.

What else stands in the chain is for pages (files, language, session, account, messages, forms), and looking for the
view among all paths takes as long as a small statement: together a quarter of what a check-in costs in Python.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, resolve

from openpas.api.v4.app import PLAIN_VIEWS

_API: Final = "/api/v4/"


class HotOperations:
    """Hands a request for a hot operation to the view that the paths name for it, and every other one on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = self._views.get(request.path)
        if found is None:
            return self.get_response(request)
        request.resolver_match = found
        response: HttpResponseBase = found.func(request)
        return response

    @cached_property
    def _views(self) -> dict[str, ResolverMatch]:
        """Path → what the ordinary paths have there, looked up once."""
        return {path: resolve(path) for _, route in PLAIN_VIEWS if (path := f"{_API}{route}")}
