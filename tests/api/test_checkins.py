"""Operations 5 to 8, as a client sees them."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse

from openpas.checkins.models import Checkin
from openpas.demo.cast import Cast
from openpas.foundation.identifiers import uitpas_number
from openpas.passholders.models import Card
from openpas.records.models import IdempotencyAnswer
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db
PROBS = "https://api.publiq.be/probs/"
UNKNOWN = uitpas_number("09000009999", social_tariff=False)


def told(response: HttpResponse) -> Any:
    return json.loads(response.content)


def body(number: str, event: str = "cast-open-house") -> dict[str, str]:
    return {"uitpasNumber": number, "eventId": event}


def refused(response: HttpResponse, status: int, kind: str) -> Mapping[str, Any]:
    problem: Mapping[str, Any] = told(response)
    assert (response.status_code, problem["type"]) == (status, PROBS + kind)
    assert response["Content-Type"] == "application/problem+json"
    assert not Checkin.objects.exists()
    return problem


def test_who_may_check_in(cast: Cast, anonymous: Caller, stranger: Caller, desk: Caller) -> None:
    refused(anonymous.send("POST", "/checkins", body(cast.bart_number)), 401, "auth/unauthorized")
    refused(stranger.send("POST", "/checkins", body(cast.bart_number)), 403, "auth/forbidden")
    response = desk.send("POST", "/checkins/", body(cast.bart_number))
    assert response.status_code == 201
    assert response["Content-Type"] == "application/json"
    checkin = Checkin.objects.get()
    assert told(response) == {
        "id": str(checkin.id),
        "creationDate": checkin.created_at.isoformat(
            timespec="milliseconds" if checkin.created_at.microsecond else "seconds"
        ),
        "eventId": "cast-open-house",
        "eventTitle": cast.open_house.title,
        "uitpasNumber": cast.bart_number,
        "points": 1,
    }
    assert (checkin.channel, checkin.actor) == ("API", "client:cast-desk")


def test_the_passholder_is_told_to_those_who_may_search(cast: Cast, admin: Caller) -> None:
    answer = told(admin.send("POST", "/checkins", body(cast.bart_number)))
    assert answer["passholder"]["id"] == str(cast.bart.public_id)
    assert answer["passholder"]["points"] == 4


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (None, "body/missing"),
        (b"{", "body/invalid-syntax"),
        ({"uitpasNumber": "0900000100207"}, "body/invalid-data"),
        ({"uitpasNumber": "", "eventId": "e"}, "body/invalid-data"),
        ({"uitpasNumber": None, "eventId": "e"}, "body/invalid-data"),
        (body("0900000100018"), "uitpas/invalid-uitpasnumber"),
        (body("12"), "uitpas/invalid-uitpasnumber"),
        (body(UNKNOWN), "uitpas/passholder-not-found"),
        (body("0900000100207", "nowhere"), "uitpas/event-not-found"),
        (body("0900000100314"), "uitpas/invalid-card"),
    ],
)
def test_what_cannot_be_checked_in(cast: Cast, desk: Caller, sent: object, kind: str) -> None:
    refused(desk.send("POST", "/checkins", sent), 400, kind)


def test_a_blocked_card(cast: Cast, desk: Caller) -> None:
    Card.objects.filter(uitpas_number=cast.bart_number).update(status="BLOCKED")
    problem = refused(desk.send("POST", "/checkins", body(cast.bart_number)), 400, "uitpas/invalid-card-status")
    assert problem["endUserMessage"]["nl"]


def test_a_membership_that_is_over(cast: Cast, desk: Caller) -> None:
    cast.bart.memberships.update(is_blocked=True)
    response = desk.send("POST", "/checkins", body(cast.bart_number))
    refused(response, 400, "uitpas/passholder-no-active-cardsystems")


def test_the_second_time_that_day(cast: Cast, desk: Caller) -> None:
    cast.open_house.checkin_limit_period = "DAY"
    cast.open_house.save()
    desk.send("POST", "/checkins", body(cast.bart_number))
    response = desk.send("POST", "/checkins", body(cast.bart_number))
    assert (response.status_code, told(response)["type"]) == (400, PROBS + "uitpas/checkin-not-allowed")
    assert told(response)["endUserMessage"]["nl"].endswith("Op deze activiteit kan dat 1 keer per dag.")
    assert Checkin.objects.count() == 1


def test_a_request_that_is_sent_again(cast: Cast, desk: Caller) -> None:
    first = desk.send("POST", "/checkins", body(cast.bart_number), Idempotency_Key="k-1")
    again = desk.send("POST", "/checkins", body(cast.bart_number), Idempotency_Key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    other = desk.send("POST", "/checkins", body(cast.amina_number), Idempotency_Key="k-1")
    assert (other.status_code, told(other)["type"]) == (400, PROBS + "header/invalid")
    assert (Checkin.objects.count(), IdempotencyAnswer.objects.count()) == (1, 1)


def test_a_refused_request_may_be_repaired_with_the_same_key(cast: Cast, desk: Caller) -> None:
    refused(desk.send("POST", "/checkins", body(UNKNOWN), Idempotency_Key="k-2"), 400, "uitpas/passholder-not-found")
    assert desk.send("POST", "/checkins", body(cast.bart_number), Idempotency_Key="k-2").status_code == 201


def test_searching(cast: Cast, anonymous: Caller, stranger: Caller, desk: Caller) -> None:
    checkin_id = told(desk.send("POST", "/checkins", body(cast.bart_number)))["id"]
    query = {"passholderId": str(cast.bart.public_id), "organizerId": ["cast-theatre", "cast-club"], "x": "y"}
    assert anonymous.get("/checkins", query).status_code == 401
    assert told(stranger.get("/checkins", query)) == {"totalItems": 0, "member": []}
    found = told(desk.get("/checkins", query))
    assert found["totalItems"] == 1
    assert found["member"][0]["id"] == checkin_id
    assert set(found["member"][0]) == {"id", "creationDate", "eventId", "eventTitle", "uitpasNumber", "points"}
    assert told(desk.get("/checkins", {**query, "limit": "0"})) == {"totalItems": 1, "member": []}
    assert told(desk.get("/checkins", {**query, "eventTitle": "voetbal"}))["totalItems"] == 0


@pytest.mark.parametrize(
    "query", [{}, {"passholderId": "x"}, {"organizerId": "x"}, {"passholderId": "", "organizerId": "x"}]
)
def test_searching_without_saying_for_whom(cast: Cast, desk: Caller, query: dict[str, str]) -> None:
    refused(desk.get("/checkins", query), 404, "url/not-found")


def test_a_page_that_is_too_large(cast: Cast, desk: Caller) -> None:
    query = {"passholderId": "x", "organizerId": "cast-theatre", "limit": "501"}
    refused(desk.get("/checkins", query), 400, "url/query-limit-exceeded")


def test_deleting(cast: Cast, anonymous: Caller, stranger: Caller, desk: Caller) -> None:
    path = "/checkins/" + told(desk.send("POST", "/checkins", body(cast.bart_number)))["id"]
    assert anonymous.send("DELETE", path).status_code == 401
    assert stranger.send("DELETE", path).status_code == 403
    response = desk.send("DELETE", path)
    assert (response.status_code, response.content) == (204, b"")
    again = desk.send("DELETE", path)
    assert (again.status_code, told(again)["type"]) == (404, PROBS + "uitpas/checkin-not-found")
    for unknown in (uuid4(), "7"):
        assert desk.send("DELETE", f"/checkins/{unknown}").status_code == 404


def test_asking_beforehand(cast: Cast, anonymous: Caller, stranger: Caller, desk: Caller) -> None:
    query = body(cast.bart_number)
    refused(anonymous.get("/checkin-status", query), 401, "auth/unauthorized")
    refused(stranger.get("/checkin-status", query), 403, "auth/forbidden")
    assert told(desk.get("/checkin-status", query)) == {"allowed": True}
    assert not Checkin.objects.exists()
    desk.send("POST", "/checkins", query)
    answer = told(desk.get("/checkin-status", query))
    assert answer["allowed"] is False
    assert answer["endUserMessage"]["nl"].startswith("Je hebt hier al een punt gespaard.")


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ({}, "url/not-found"),
        ({"uitpasNumber": "0900000100207"}, "url/not-found"),
        (body("0900000100207", "nowhere"), "uitpas/event-not-found"),
        (body(UNKNOWN), "uitpas/passholder-not-found"),
        (body("12"), "uitpas/passholder-not-found"),
    ],
)
def test_asking_about_nothing(cast: Cast, desk: Caller, query: dict[str, str], kind: str) -> None:
    refused(desk.get("/checkin-status", query), 404, kind)
