"""The hottest operations take a short way, and nobody can tell from the answer."""

import json
import logging
from collections.abc import Iterable
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory

from openpas.api.hot_operations import HotOperations
from openpas.demo.cast import Cast
from openpas.wsgi import application
from tests.api.conftest import Caller

Answer = tuple[str, dict[str, str], bytes]


def ask(method: str, path: str, body: object = None, **headers: str) -> Answer:
    """Status, headers and body as the server gets them for a request below /api/v4/."""
    data = b"" if body is None else json.dumps(body).encode()
    request = RequestFactory().generic(method, f"/api/v4{path}", data, "application/json", headers=headers)
    begun: list[tuple[str, dict[str, str]]] = []

    def start_response(status: str, given: list[tuple[str, str]]) -> None:
        begun.append((status, dict(given)))

    answer: Iterable[bytes] = application(request.environ, start_response)
    content = b"".join(answer)
    getattr(answer, "close", lambda: None)()
    return *begun[0], content


def rest(_environment: dict[str, Any], _start_response: object) -> list[bytes]:
    return [b"the rest"]


def question(cast: Cast, **more: str) -> str:
    asked = {"eventId": "cast-concert", "uitpasNumber": cast.amina_number, "regularPrice": "11", **more}
    return "&".join(f"{name}={value}" for name, value in asked.items())


@pytest.mark.parametrize("path", ["/api/v4/checkins/1", "/api/v4/tariffs/", "/api/v4/card-systems", "/desk/", "/"])
def test_everything_else_goes_on(path: str) -> None:
    assert HotOperations(rest)(RequestFactory().get(path).environ, None) == [b"the rest"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/tariffs?{question}", "200 OK"),
        ("HEAD", "/tariffs?{question}", "200 OK"),
        ("GET", "/tariffs?{question}&regularPrice=&unknown=x", "200 OK"),
        ("GET", "/tariffs?{question}&regularPrice=x", "404 Not Found"),
        ("GET", "/tariffs?{question}&eventId=%ff%00", "404 Not Found"),
        ("GET", "/tariffs?{question}&eventId=nowhere", "400 Bad Request"),
        ("GET", "/tariffs", "404 Not Found"),
        ("OPTIONS", "/tariffs", "204 No Content"),
        ("DELETE", "/tariffs", "405 Method Not Allowed"),
        ("POST", "/checkins", "400 Bad Request"),
        ("POST", "/ticket-sales", "400 Bad Request"),
    ],
)
def test_the_short_way_and_the_long_one_answer_the_same(
    cast: Cast, desk: Caller, method: str, path: str, status: str
) -> None:
    known = {**desk.credentials, "X-Request-ID": "chosen", "Origin": "https://vendor.example"}
    where, _, query = path.format(question=question(cast)).partition("?")
    short = ask(method, f"{where}?{query}", **known)
    long = ask(method, f"{where}/?{query}", **known)
    assert short[0] == long[0] == status
    assert short[2] == long[2]
    # The server adds the length itself; frames and languages are for pages.
    for_pages = {"Content-Length", "X-Frame-Options", "Content-Language", "Vary"}
    assert {name: long[1][name] for name in short[1] if name != "Vary"} == {
        name: value for name, value in short[1].items() if name != "Vary"
    }
    assert set(long[1]) - set(short[1]) <= for_pages


@pytest.mark.django_db(transaction=True)
def test_nobody_gets_in_without_a_token(cast: Cast) -> None:
    status, headers, _ = ask("GET", f"/tariffs?{question(cast)}")
    assert (status, headers["WWW-Authenticate"]) == ("401 Unauthorized", "Bearer")


@pytest.mark.django_db(transaction=True)
def test_the_access_log_knows_the_short_way(cast: Cast, desk: Caller, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "openpas.access"):
        ask("GET", f"/tariffs?{question(cast)}", **desk.credentials)
    (line,) = caplog.records
    told = vars(line)["fields"]
    assert (told["method"], told["path"], told["status"]) == ("GET", "/api/v4/tariffs", 200)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_is_replaced(cast: Cast, desk: Caller) -> None:
    ask("GET", f"/tariffs?{question(cast)}", **desk.credentials)
    with pytest.raises(Exception, match="terminat"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    assert ask("GET", f"/tariffs?{question(cast)}", **desk.credentials)[0] == "200 OK"


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_breaks_within_costs_one_answer(cast: Cast, desk: Caller) -> None:
    ask("GET", f"/tariffs?{question(cast)}", **desk.credentials)
    connection.connection.close()
    assert ask("GET", f"/tariffs?{question(cast)}", **desk.credentials)[0] == "500 Internal Server Error"
    assert ask("GET", f"/tariffs?{question(cast)}", **desk.credentials)[0] == "200 OK"
