"""The hottest operations take the short way, and nobody can tell from the answer."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from openpas.api.hot_operations import HotOperations
from openpas.demo.cast import Cast
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db


def pages(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("the rest of the chain", status=418)


@pytest.mark.parametrize("path", ["/api/v4/checkins", "/api/v4/tariffs", "/api/v4/ticket-sales"])
def test_the_view_is_the_one_of_the_paths(path: str) -> None:
    request = RequestFactory().options(path)
    assert HotOperations(pages)(request).status_code != 418
    assert request.resolver_match is not None
    assert request.resolver_match.func is resolve(path).func


@pytest.mark.parametrize("path", ["/api/v4/checkins/1", "/api/v4/card-systems", "/desk/", "/"])
def test_everything_else_goes_on(path: str) -> None:
    assert HotOperations(pages)(RequestFactory().get(path)).status_code == 418


def test_the_short_way_has_the_headers_of_the_long_one(cast: Cast, desk: Caller) -> None:
    body = {"uitpasNumber": cast.bart_number, "eventId": "nowhere"}
    short, long = desk.send("POST", "/checkins", body), desk.send("POST", "/checkins/", body)
    assert short.content == long.content
    added = set(long.headers) - set(short.headers)
    # The server adds the length itself; frames and languages are for pages.
    assert added <= {"Content-Length", "X-Frame-Options", "Content-Language", "Vary"}
