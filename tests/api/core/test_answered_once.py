"""A write with an Idempotency-Key happens once, whatever is sent again and whenever."""

import json
from threading import Thread

import pytest
from django.db import connection
from django.http import HttpResponse

from openpas.records.models import IdempotencyAnswer, OutboxMessage
from tests.api.conftest import Caller
from tests.api.core import echo

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.core.echo")]

ORDER = {"uitpasNumber": "0900000095902", "regularPrice": 10}


def told(response: HttpResponse) -> str:
    return str(json.loads(response.content)["type"]).rpartition("probs/")[2]


def test_same_key_same_answer(desk: Caller) -> None:
    first = desk.send("POST", "/orders", ORDER, idempotency_key="k")
    again = desk.send("POST", "/orders/", ORDER, idempotency_key="k")
    assert (again.status_code, again.content) == (first.status_code, first.content) == (201, first.content)
    assert again["Content-Type"] == first["Content-Type"]
    assert (first.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert OutboxMessage.objects.count() == 1


def test_without_a_key_it_happens_twice(desk: Caller) -> None:
    desk.send("POST", "/orders", ORDER)
    desk.send("POST", "/orders", ORDER)
    assert (OutboxMessage.objects.count(), IdempotencyAnswer.objects.count()) == (2, 0)


def test_empty_answers_are_kept_too(desk: Caller) -> None:
    assert desk.send("DELETE", "/orders/3", idempotency_key="k").status_code == 204
    again = desk.send("DELETE", "/orders/3", idempotency_key="k")
    assert (again.status_code, again.content, OutboxMessage.objects.count()) == (204, b"", 1)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/orders", {**ORDER, "regularPrice": 11}),
        ("POST", "/orders?x=1", ORDER),
        ("POST", "/orders/all", ORDER),
    ],
)
def test_key_of_another_request(desk: Caller, method: str, path: str, body: object) -> None:
    desk.send("POST", "/orders", ORDER, idempotency_key="k")
    response = desk.send(method, path, body, idempotency_key="k")
    assert (response.status_code, told(response)) == (400, "header/invalid")
    assert OutboxMessage.objects.count() == 1


def test_keys_of_two_clients_are_two_keys(desk: Caller, admin: Caller) -> None:
    desk.send("POST", "/orders", ORDER, idempotency_key="k")
    assert "Idempotency-Replayed" not in admin.send("POST", "/orders", ORDER, idempotency_key="k")
    assert OutboxMessage.objects.count() == 2


def test_without_a_caller_a_key_is_of_the_same_request(anonymous: Caller, desk: Caller) -> None:
    first = anonymous.send("POST", "/open", ORDER, idempotency_key="k")
    again = Caller().send("POST", "/open", ORDER, idempotency_key="k")
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert again["Idempotency-Replayed"] == "true"
    for caller, body in ((anonymous, {**ORDER, "regularPrice": 11}), (desk, ORDER)):
        assert "Idempotency-Replayed" not in caller.send("POST", "/open", body, idempotency_key="k")
    assert OutboxMessage.objects.count() == 3


def test_a_key_makes_nobody_a_caller(anonymous: Caller) -> None:
    for headers in ({}, {"Authorization": "Bearer x"}, {"x_client_id": "nobody"}, {"x_custom_token": "t"}):
        response = anonymous.send("POST", "/orders", ORDER, idempotency_key="k", **headers)
        assert (response.status_code, told(response)) == (401, "auth/unauthorized")
    assert (OutboxMessage.objects.count(), IdempotencyAnswer.objects.count()) == (0, 0)


@pytest.mark.parametrize(("path", "status"), [("/refused", 400), ("/broken", 500)])
def test_what_was_refused_may_be_tried_again(desk: Caller, path: str, status: int) -> None:
    for _ in range(2):
        assert desk.send("POST", path, idempotency_key="k").status_code == status
    assert (OutboxMessage.objects.count(), IdempotencyAnswer.objects.count()) == (0, 0)


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 256, "tab\t"])
def test_key_that_is_none(desk: Caller, key: str) -> None:
    response = desk.send("POST", "/orders", ORDER, idempotency_key=key)
    assert (response.status_code, told(response)) == (400, "header/invalid")
    assert OutboxMessage.objects.count() == 0


def test_reads_take_no_key(desk: Caller) -> None:
    assert desk.get("/numbers", idempotency_key="k").status_code == 200
    assert IdempotencyAnswer.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment(desk: Caller) -> None:
    echo.gate.clear()
    echo.entered.clear()
    answers: list[HttpResponse] = []

    def send() -> None:
        answers.append(desk.send("POST", "/slow", idempotency_key="k"))
        connection.close()

    first = Thread(target=send)
    first.start()
    assert echo.entered.wait(5)
    meanwhile = desk.send("POST", "/slow", idempotency_key="k")
    echo.gate.set()
    first.join()
    assert (meanwhile.status_code, meanwhile["Retry-After"]) == (409, "1")
    assert json.loads(meanwhile.content)["type"] == "urn:openpas:problem:request-in-progress"
    later = desk.send("POST", "/slow", idempotency_key="k")
    assert (later.status_code, later.content) == (answers[0].status_code, answers[0].content) == (200, b'{"number":1}')
    assert OutboxMessage.objects.count() == 1
