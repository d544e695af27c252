"""One path of the API, whatever the method: what is the same for every operation is done here and nowhere else."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from openpas.api.v4.core.answered_once import answered
from openpas.api.v4.core.plain import does_keep_answers
from openpas.api.v4.core.problems import answer_to, problem_response
from openpas.api.v4.core.refusals import MethodNotAllowed, NotAcceptable, NotFound
from openpas.identity.cross_origin import allow_origin, preflight

View = Callable[..., HttpResponseBase]

_WRITES: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_ACCEPTED_AT_ONCE: Final = frozenset({"", "*/*", "application/json"})
_ANSWERS: Final = ("application/json", "application/problem+json", "application/x-zip-compressed")


class Endpoint:
    """A Django view over the views of one path, by method.

    It answers OPTIONS and HEAD, lets pages of every origin in, keeps the answers of writes with an Idempotency-Key, and
    turns refusals and failures into problem documents.
    """

    csrf_exempt = True  # no cookie is looked at

    def __init__(self, views: Mapping[str, View]) -> None:
        self.views = {**views, **({"HEAD": views["GET"]} if "GET" in views else {})}
        self.allow = ", ".join(sorted({*self.views, "OPTIONS"}))

    def __call__(self, request: HttpRequest, **path: str) -> HttpResponseBase:
        method = request.method or ""
        if method == "OPTIONS":
            return preflight(request, self.allow)
        response = self._answer(request, method, path)
        allow_origin(request, response)
        return response

    def _answer(self, request: HttpRequest, method: str, path: Mapping[str, str]) -> HttpResponseBase:
        try:
            view = self._view(method)
            _demand_acceptable(request)
            _demand_storable(path)
            if method == "HEAD":
                request.method = "GET"
            if method in _WRITES and not does_keep_answers(view):
                return answered(request, partial(view, request, **path))
            return view(request, **path)
        except Exception as error:  # noqa: BLE001  the caller gets a problem document whatever happens
            return answer_to(request, error)
        finally:
            request.method = method

    def _view(self, method: str) -> View:
        try:
            return self.views[method]
        except KeyError:
            raise MethodNotAllowed(self.allow) from None


def unknown_path(request: HttpRequest, **_path: Any) -> HttpResponseBase:
    """The view of every address below the API that is none."""
    if request.method == "OPTIONS":
        return preflight(request, "OPTIONS")
    response = problem_response(NotFound())
    allow_origin(request, response)
    return response


unknown_path.csrf_exempt = True  # type: ignore[attr-defined]


def _demand_acceptable(request: HttpRequest) -> None:
    accept = request.META.get("HTTP_ACCEPT", "")
    if accept not in _ACCEPTED_AT_ONCE and request.get_preferred_type(_ANSWERS) is None:
        raise NotAcceptable("Answers are application/json.")


def _demand_storable(path: Mapping[str, str]) -> None:
    if any("\x00" in value for value in path.values()):
        raise NotFound
