"""Routers of ninja, with the contract's ways of writing, and the paths that come of them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final, cast

import ninja
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja.errors import AuthenticationError, HttpError, ValidationError

from openpas.api.v4.core.authentication import TOKEN
from openpas.api.v4.core.endpoint import Endpoint, View
from openpas.api.v4.core.plain import does_keep_answers, keeps_answers
from openpas.api.v4.core.problems import answer_to
from openpas.api.v4.core.refusals import NotFound
from openpas.api.v4.core.validation import refusal_of
from openpas.api.v4.core.wire import ContractParser, ContractRenderer
from openpas.foundation.refusal import Refusal
from openpas.identity.refusals import TokenInvalid

PlainViews = Mapping[tuple[str, str], View]
"""(method, path) → the plain view that answers instead of the operation that is declared there."""

_SUFFIXES: Final = ("", "/")


class Router(ninja.Router):
    """A router whose answers have the contract's names and no nulls."""

    def __init__(self, *, tags: list[str]) -> None:
        super().__init__(tags=tags, by_alias=True, exclude_none=True)


class ContractApi(ninja.NinjaAPI):
    """The operations of all routers, refused and written as the contract says."""

    def __init__(self, routers: Iterable[Router], **description: Any) -> None:
        super().__init__(
            auth=TOKEN,
            parser=ContractParser(),
            renderer=ContractRenderer(),
            openapi_url=None,
            docs_url=None,
            **description,
        )
        self.routers = tuple(routers)
        for router in self.routers:
            self.add_router("", router)

    def set_default_exception_handlers(self) -> None:
        self.add_exception_handler(Exception, _problem)

    def get_content_type(self) -> str:
        return self.renderer.media_type or ""


def endpoints(api: ContractApi, plain_views: PlainViews) -> Iterator[URLPattern]:
    """A path for every operation, with and without a slash at the end, those with a plain view first."""
    by_route: dict[str, dict[str, View]] = {}
    for (method, route), view in plain_views.items():
        by_route.setdefault(route, {})[method] = view
    for route, method, view in _operations(api):
        by_route.setdefault(route, {}).setdefault(method, view)
    for route, views in by_route.items():
        endpoint = Endpoint(views)
        for suffix in _SUFFIXES:
            yield path(route + suffix, endpoint)


def _operations(api: ContractApi) -> Iterator[tuple[str, str, View]]:
    """Route, method and view of each operation. Ninja gives one pattern per operation, in this order."""
    patterns, _, _ = api.urls
    operations = [
        operation
        for router in api.routers
        for path_view in router.path_operations.values()
        for operation in path_view.operations
    ]
    for pattern, operation in zip(patterns, operations, strict=False):
        view = cast("View", pattern.callback)
        if does_keep_answers(operation.view_func):
            view = keeps_answers(partial(view))  # the view of a path is one for all its methods
        for method in operation.methods:
            yield str(pattern.pattern), method, view


def _problem(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """What ninja raised, in our own words. A refusal of our parser comes as the cause of ninja's own error."""
    match error:
        case ValidationError():
            return answer_to(request, refusal_of(error.errors, has_body=bool(request.body)))
        case AuthenticationError():
            return answer_to(request, TokenInvalid())
        case Http404():
            return answer_to(request, NotFound())
        case HttpError(__cause__=Refusal() as refusal):
            return answer_to(request, refusal)
    return answer_to(request, error if isinstance(error, Exception) else error())
