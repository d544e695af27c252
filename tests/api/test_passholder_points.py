"""Operations 51 and 52: people with their own points, and those of their family."""

import json
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse

from openpas.checkins.codes import make_code
from openpas.checkins.models import Checkin
from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from openpas.identity.clients import create_client
from openpas.identity.grants import grant
from openpas.identity.models import ApiClient
from openpas.passholders.models import FamilyLink, Passholder
from openpas.records.models import AccessLine, IdempotencyAnswer
from openpas.runtime import clock
from tests.api.conftest import Caller, Person

pytestmark = pytest.mark.django_db
PROBS = "https://api.publiq.be/probs/"


def told(response: HttpResponse) -> Any:
    return json.loads(response.content)


def refused(response: HttpResponse, status: int, kind: str) -> Any:
    assert (response.status_code, told(response)["type"]) == (status, PROBS + kind)
    return told(response)


def checkins(who: object) -> str:
    return f"/passholders/{who}/checkins"


def transactions(who: object) -> str:
    return f"/passholders/{who}/transactions"


@pytest.fixture
def app(cast: Cast) -> ApiClient:
    """The app of passholders: it may do nothing but what people do with their own pass."""
    client, _ = create_client("cast-app", "De app")
    grant(client, [Permission.PASSHOLDERS_SELF_CHECKIN])
    return client


@pytest.fixture
def amina(cast: Cast, person: Person, app: ApiClient) -> Caller:
    return person(cast.amina, app)


@pytest.fixture
def code(cast: Cast) -> dict[str, str]:
    return {"checkinCode": make_code("cast-open-house").code}


def family(main: Passholder, member: Passholder) -> None:
    FamilyLink.objects.create(main=main, member=member, created_at=clock.now())


def test_who_may_check_in_with_a_code(
    cast: Cast, anonymous: Caller, desk: Caller, person: Person, code: dict[str, str]
) -> None:
    own = checkins(cast.amina.public_id)
    refused(anonymous.send("POST", own, code), 401, "auth/unauthorized")
    refused(desk.send("POST", own, code), 403, "auth/forbidden")
    refused(person(cast.amina, cast.desk_client).send("POST", checkins("me"), code), 403, "auth/forbidden")
    refused(person(cast.dirk, cast.desk_client).send("POST", own, code), 403, "auth/forbidden")
    assert not Checkin.objects.exists()


def test_a_person_checks_itself_in(cast: Cast, amina: Caller, code: dict[str, str]) -> None:
    answer = amina.send("POST", checkins("me"), code)
    assert (answer.status_code, told(answer)) == (201, {"addedPoints": 1, "totalPoints": 13})
    checkin = Checkin.objects.get()
    assert (checkin.channel, checkin.passholder_id, checkin.event_id) == ("CODE", cast.amina.pk, cast.open_house.pk)
    assert checkin.actor.startswith("code:user:")
    again = refused(amina.send("POST", checkins(cast.amina.public_id), code), 400, "uitpas/checkin-not-allowed")
    assert again["endUserMessage"]["nl"].startswith("Je hebt hier al een punt gespaard.")


def test_a_scan_that_is_sent_again_counts_once(cast: Cast, amina: Caller, code: dict[str, str]) -> None:
    first = amina.send("POST", checkins("me"), code, Idempotency_Key="q-1")
    again = amina.send("POST", checkins("me"), code, Idempotency_Key="q-1")
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert Checkin.objects.count() == 1


def test_the_family(cast: Cast, amina: Caller, code: dict[str, str]) -> None:
    path = checkins(cast.bart.public_id)
    refused(amina.send("POST", path, code), 403, "auth/forbidden")
    family(cast.bart, cast.amina)
    refused(amina.send("POST", path, code), 403, "auth/forbidden")
    family(cast.amina, cast.bart)
    assert told(amina.send("POST", path, code)) == {"addedPoints": 1, "totalPoints": 4}
    assert Checkin.objects.get().passholder_id == cast.bart.pk


def test_a_client_for_anybody_but_me(cast: Cast, app: ApiClient, code: dict[str, str]) -> None:
    caller = Caller(app)
    refused(caller.send("POST", checkins("me"), code), 400, "uitpas/passholder-not-found")
    refused(caller.send("POST", checkins(uuid4()), code), 400, "uitpas/passholder-not-found")
    assert caller.send("POST", checkins(cast.bart.public_id), code).status_code == 201


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (None, "body/missing"),
        (b"{", "body/invalid-syntax"),
        ({}, "body/invalid-data"),
        ({"checkinCode": ""}, "body/invalid-data"),
        ({"checkinCode": "abcde123546"}, "uitpas/checkin-code-invalid"),
    ],
)
def test_what_is_no_code(cast: Cast, amina: Caller, body: object, kind: str) -> None:
    refused(amina.send("POST", checkins("me"), body), 400, kind)
    assert not Checkin.objects.exists()


def test_a_code_that_is_over(cast: Cast, person: Person, app: ApiClient) -> None:
    made = make_code("cast-concert")
    assert made.expires_at is not None
    with time_machine.travel(made.expires_at, tick=True):
        response = person(cast.amina, app).send("POST", checkins("me"), {"checkinCode": made.code})
    problem = refused(response, 400, "uitpas/checkin-code-expired")
    assert problem["endUserMessage"]["nl"].startswith("Deze code is niet meer geldig")


def test_a_pass_that_is_no_longer_valid(cast: Cast, amina: Caller, code: dict[str, str]) -> None:
    cast.amina.memberships.update(is_blocked=True)
    refused(amina.send("POST", checkins("me"), code), 400, "uitpas/passholder-no-active-cardsystems")


def test_not_too_often(cast: Cast, person: Person, app: ApiClient) -> None:
    with time_machine.travel("2026-06-01T12:00:00Z", tick=False):
        caller = person(cast.amina, app)
        for attempt in range(10):
            refused(
                caller.send("POST", checkins("me"), {"checkinCode": f"guess{attempt}"}),
                400,
                "uitpas/checkin-code-invalid",
            )
        response = caller.send("POST", checkins("me"), {"checkinCode": "guess10"})
        refused(response, 429, "uitpas/rate-limited")
        assert response["Retry-After"] == "61"
        refused(person(cast.bart, app).send("POST", checkins("me"), {}), 400, "body/invalid-data")


def test_a_key_does_not_undo_the_count(cast: Cast, person: Person, app: ApiClient, code: dict[str, str]) -> None:
    with time_machine.travel("2026-06-01T12:00:00Z", tick=False):
        amina = person(cast.amina, app)
        for attempt in range(10):
            guess = {"checkinCode": f"guess{attempt}"}
            response = amina.send("POST", checkins("me"), guess, Idempotency_Key=f"q-{attempt}")
            refused(response, 400, "uitpas/checkin-code-invalid")
        refused(amina.send("POST", checkins("me"), code, Idempotency_Key="q"), 429, "uitpas/rate-limited")
    assert not Checkin.objects.exists()
    assert not IdempotencyAnswer.objects.exists()


def test_who_sees_a_history(cast: Cast, anonymous: Caller, desk: Caller, admin: Caller, person: Person) -> None:
    own = transactions(cast.amina.public_id)
    refused(anonymous.get(own), 401, "auth/unauthorized")
    refused(desk.get(own), 403, "auth/forbidden")
    refused(person(cast.bart).get(own), 403, "auth/forbidden")
    refused(person(cast.dirk).get(own), 403, "auth/forbidden")
    refused(admin.get(transactions("me")), 404, "uitpas/passholder-not-found")
    assert not AccessLine.objects.exists()
    assert told(admin.get(own))["totalItems"] == 1
    assert AccessLine.objects.get().passholder_id == cast.amina.pk


@pytest.mark.parametrize(
    "permission", [Permission.PASSHOLDERS_TRANSACTION_HISTORY, Permission.PASSHOLDERS_SELF_CHECKIN]
)
def test_either_permission_of_the_client_will_do(cast: Cast, person: Person, permission: Permission) -> None:
    client, _ = create_client("cast-reader", "Lezer")
    grant(client, [permission])
    assert person(cast.amina, client).get(transactions("me")).status_code == 200


def test_a_history(cast: Cast, amina: Caller, code: dict[str, str]) -> None:
    amina.send("POST", checkins("me"), code)
    answer = told(amina.get(transactions("me")))
    assert answer["totalItems"] == 2
    newest, oldest = answer["member"]
    assert set(newest) == {"title", "location", "creationDate", "points"}
    assert (newest["title"], newest["location"], newest["points"]) == (
        cast.open_house.title,
        "Theater De Vlieger",
        1,
    )
    assert (oldest["title"], oldest["points"]) == ("Welkom bij UiTPAS", 12)
    for order in ({"sort[creationDate]": "asc"}, {"sort": "creationdate"}):
        assert told(amina.get(transactions("me"), order))["member"] == [oldest, newest]
    assert told(amina.get(transactions("me"), {"sort[creationDate]": "desc"}))["member"] == [newest, oldest]
    assert told(amina.get(transactions("me"), {"start": "1"}))["member"] == [oldest]
    assert told(amina.get(transactions("me"), {"limit": "0"})) == {"totalItems": 2, "member": []}
    refused(amina.get(transactions("me"), {"limit": "501"}), 400, "url/query-limit-exceeded")
    refused(amina.get(transactions("me"), {"sort": "points"}), 404, "url/not-found")


def test_the_history_of_the_family(cast: Cast, amina: Caller) -> None:
    path = transactions(cast.bart.public_id)
    refused(amina.get(path), 403, "auth/forbidden")
    family(cast.amina, cast.bart)
    assert told(amina.get(path))["member"][0]["points"] == 3
