"""Pages of every origin may call, with every method and header (contract/rules.md 5)."""

import pytest
from django.test import Client

from tests.api.conftest import Caller

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.core.echo")]


def test_options_needs_no_token(anonymous: Caller) -> None:
    response = anonymous.send(
        "OPTIONS", "/orders", origin="https://desk.example", access_control_request_headers="x-anything"
    )
    assert response.status_code == 204
    assert response["Allow"] == response["Access-Control-Allow-Methods"] == "OPTIONS, POST"
    assert response["Access-Control-Allow-Origin"] == "https://desk.example"
    assert response["Access-Control-Allow-Headers"] == "x-anything"
    assert response["Access-Control-Allow-Credentials"] == "true"
    assert response["Vary"] == "Origin"


def test_usual_headers_are_allowed_without_being_asked_for(anonymous: Caller) -> None:
    allowed = anonymous.send("OPTIONS", "/numbers")["Access-Control-Allow-Headers"]
    assert {"authorization", "x-client-id", "idempotency-key"} <= set(allowed.split(", "))


@pytest.mark.parametrize("path", ["/numbers", "/nowhere", "/orders"])
def test_answers_and_problems_can_be_read(desk: Caller, path: str) -> None:
    assert desk.get(path, origin="https://desk.example")["Access-Control-Allow-Origin"] == "https://desk.example"
    assert desk.get(path)["Access-Control-Allow-Origin"] == "*"


def test_writes_need_no_csrf_token() -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/api/v4/orders", {}, "application/json").status_code == 401
    assert browser.post("/api/v4/nowhere").status_code == 404
