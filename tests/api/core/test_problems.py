"""Every generic refusal is a problem document of the contract (contract/rules.md 4)."""

import json
from typing import Any

import pytest
from django.http import HttpResponse

from openpas.records.models import OutboxMessage
from tests.api.conftest import Caller

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.core.echo")]

BASE = "https://api.publiq.be/probs/"
ORDER = {"uitpasNumber": "0900000095902", "regularPrice": 10}


def problem(response: HttpResponse, status: int, kind: str) -> dict[str, Any]:
    """The document, after checking what all have in common."""
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    told = json.loads(response.content)
    assert (told["type"], told["status"]) == (BASE + kind, status)
    assert told["title"]
    return dict(told)


def schema_errors(response: HttpResponse) -> list[tuple[str, str]]:
    told = problem(response, 400, "body/invalid-data")
    return [(error["jsonPointer"], error["error"]) for error in told["schemaErrors"]]


def test_without_a_token(anonymous: Caller) -> None:
    response = anonymous.send("POST", "/orders", ORDER)
    problem(response, 401, "auth/unauthorized")
    assert response["WWW-Authenticate"] == "Bearer"
    assert OutboxMessage.objects.count() == 0


def test_client_id_is_not_enough_for_a_write(anonymous: Caller, desk: Caller) -> None:
    problem(anonymous.send("POST", "/orders", ORDER, x_client_id="cast-desk"), 401, "auth/unauthorized")
    keyed = anonymous.send("POST", "/orders", ORDER, x_client_id="cast-desk", idempotency_key="k")
    problem(keyed, 401, "auth/unauthorized")
    assert OutboxMessage.objects.count() == 0


@pytest.mark.parametrize("name", ["cast-desk", "CAST-DESK"])
def test_client_id_names_a_client_that_exists(cast: object, anonymous: Caller, name: str) -> None:
    response = anonymous.get("/numbers", x_client_id=name)
    assert response.status_code == (200 if name == "cast-desk" else 401)


def test_header_wins_over_query(cast: object, anonymous: Caller) -> None:
    assert anonymous.get("/numbers", {"clientId": "cast-desk"}).status_code == 200
    problem(anonymous.get("/numbers", {"clientId": "cast-desk"}, x_client_id="nobody"), 401, "auth/unauthorized")


@pytest.mark.parametrize("path", ["/nowhere", "/", "/orders/1/more"])
def test_unknown_path(desk: Caller, path: str) -> None:
    assert problem(desk.get(path), 404, "url/not-found")["detail"] == "There is nothing at this address."


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/numbers?start=-1", "start"),
        ("/numbers?limit=ten", "limit"),
        ("/plain", "number"),
        ("/plain?number=x", "number"),
    ],
)
def test_query_that_cannot_be_read(desk: Caller, path: str, name: str) -> None:
    assert name in problem(desk.get(path), 404, "url/not-found")["detail"]


def test_path_id_that_cannot_be_read(desk: Caller) -> None:
    assert "orderId" in problem(desk.send("DELETE", "/orders/x"), 404, "url/not-found")["detail"]


@pytest.mark.parametrize("path", ["/filters?address.street=%00", "/plain?number=%00", "/orders/%00"])
def test_nul_character_leads_nowhere(desk: Caller, path: str) -> None:
    method = "DELETE" if path.startswith("/orders") else "GET"
    problem(desk.send(method, path), 404, "url/not-found")


def test_wrong_method(desk: Caller) -> None:
    response = desk.send("PATCH", "/orders", ORDER)
    told = problem(response, 405, "method/not-allowed")
    assert (told["detail"], response["Allow"]) == ("Allowed: OPTIONS, POST.", "OPTIONS, POST")


@pytest.mark.parametrize("accept", ["text/html", "image/png, text/plain;q=0.5"])
def test_answer_that_we_do_not_have(desk: Caller, accept: str) -> None:
    problem(desk.get("/numbers", accept=accept), 406, "header/not-acceptable")


@pytest.mark.parametrize(
    "accept", ["application/json", "*/*", "application/*", "application/problem+json", "text/html, */*;q=0.1"]
)
def test_answers_that_we_have(desk: Caller, accept: str) -> None:
    assert desk.get("/numbers", accept=accept).status_code == 200


@pytest.mark.parametrize("path", ["/orders", "/plain"])
def test_body_of_another_kind(desk: Caller, path: str) -> None:
    problem(desk.send("POST", path, ORDER, content_type="text/plain"), 415, "header/unsupported-media-type")


@pytest.mark.parametrize("path", ["/orders", "/plain"])
def test_body_without_a_content_type_is_json(desk: Caller, path: str) -> None:
    assert desk.send("POST", path, ORDER, content_type="").status_code == 201


@pytest.mark.parametrize("path", ["/orders", "/plain"])
def test_body_missing(desk: Caller, path: str) -> None:
    problem(desk.send("POST", path), 400, "body/missing")


@pytest.mark.parametrize("path", ["/orders", "/plain"])
@pytest.mark.parametrize(
    "body", [b"{", b"nothing", b"[1,]", b'{"a": NaN}', b'{"a": Infinity}', b"\xff", b'{"a": "\\u0000"}']
)
def test_body_that_is_no_json(desk: Caller, path: str, body: bytes) -> None:
    problem(desk.send("POST", path, body), 400, "body/invalid-syntax")


@pytest.mark.parametrize("path", ["/orders", "/plain"])
@pytest.mark.parametrize("key", [{}, {"idempotency_key": "k"}])
def test_body_too_large(desk: Caller, path: str, key: dict[str, str]) -> None:
    response = desk.send("POST", path, b" " * 3_000_000, **key)
    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")
    assert json.loads(response.content)["type"] == "urn:openpas:problem:body-too-large"


def test_pointers_follow_the_guidelines(desk: Caller) -> None:
    assert schema_errors(desk.send("POST", "/orders", {"regularPrice": 1})) == [
        ("/", "The required property uitpasNumber is missing.")
    ]
    assert [pointer for pointer, _ in schema_errors(desk.send("POST", "/orders", {**ORDER, "uitpasNumber": 5}))] == [
        "/uitpasNumber"
    ]
    assert schema_errors(desk.send("POST", "/orders", {**ORDER, "tariff": {}})) == [
        ("/tariff", "The required property id is missing.")
    ]
    assert [pointer for pointer, _ in schema_errors(desk.send("POST", "/orders", [ORDER]))] == ["/"]


def test_pointers_into_arrays(desk: Caller) -> None:
    response = desk.send("POST", "/orders/all", [ORDER, {**ORDER, "regularPrice": "x"}, {"regularPrice": 1}])
    assert [pointer for pointer, _ in schema_errors(response)] == ["/1/regularPrice", "/2"]
    assert OutboxMessage.objects.count() == 0


def test_plain_views_point_alike(desk: Caller) -> None:
    assert [pointer for pointer, _ in schema_errors(desk.send("POST", "/plain", {**ORDER, "tariff": 3}))] == ["/tariff"]
    assert schema_errors(desk.send("POST", "/plain", {"regularPrice": 1})) == [
        ("/", "The required property uitpasNumber is missing.")
    ]


def test_refusal_of_a_rule(desk: Caller) -> None:
    told = problem(desk.send("POST", "/refused"), 400, "uitpas/maximum-reached")
    assert told["detail"] == "None left."
    assert told["endUserMessage"] == {"nl": "Het is op.", "fr": "Il n'y en a plus."}
    assert (told["jsonPointer"], told["cardStatus"]) == ("/1", "BLOCKED")


def test_rate_limit(desk: Caller) -> None:
    response = desk.send("POST", "/limited")
    assert problem(response, 429, "uitpas/rate-limited")["endUserMessage"]["nl"]
    assert response["Retry-After"] == "7"


def test_failure_shows_nothing_of_the_inside(desk: Caller, caplog: pytest.LogCaptureFixture) -> None:
    response = desk.send("POST", "/broken")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert json.loads(response.content) == {"type": "about:blank", "title": "Internal Server Error", "status": 500}
    assert "the secret inside" in caplog.text
