"""O1 and O2: the prices of a pass, and what somebody unknown would pay."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openpas.demo.cast import Cast
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.identity.actors import actor_of_client
from openpas.passholders.models import CardSystemMembership
from openpas.tariffs.service import sell_tickets
from tests.api.answers import problem, told
from tests.api.conftest import Caller
from tests.tariffs.shop import coupon_of, ticket


def question(number: str, **more: str) -> dict[str, str]:
    return {"eventId": "cast-concert", "uitpasNumber": number, "regularPrice": "11", **more}


def test_who_may_ask(anonymous: Caller, stranger: Caller, desk: Caller, cast: Cast) -> None:
    assert anonymous.get("/tariffs", question(cast.amina_number)).status_code == 401
    refused = stranger.get("/tariffs", question(cast.amina_number))
    assert problem(refused) == (403, "auth/forbidden")
    answer = desk.get("/tariffs", question(cast.amina_number))
    assert answer.status_code == 200
    assert told(answer) == {
        "available": [
            {"id": "SOCIALTARIFF", "name": "Kansentarief", "price": 2.2, "type": "SOCIALTARIFF", "remaining": 1}
        ]
    }
    assert b'"price":2.20' in answer.content


@pytest.mark.django_db(transaction=True)
def test_one_query_and_a_slash_at_the_end_and_any_case(desk: Caller, cast: Cast) -> None:
    desk.get("/tariffs", question(cast.amina_number))
    with CaptureQueriesContext(connection) as queries:
        answer = desk.get("/tariffs/", question(cast.amina_number, eventId="CAST-CONCERT", unknown="x"))
    assert answer.status_code == 200
    assert len(queries) == 1


def test_a_coupon_beside_a_limit_that_is_reached(desk: Caller, cast: Cast) -> None:
    tariff_id = coupon_of(cast, limit=Limit(1, Period.MONTH))
    sell_tickets(actor_of_client("cast-desk"), [ticket(cast.bart_number, "cast-open-house", tariff_id, 600)])
    answer = told(desk.get("/tariffs", question(cast.bart_number)))
    assert answer["available"] == []
    assert answer["endUserMessage"]["nl"] == (
        "Je hebt een coupon voor deze activiteit, maar je kan hiermee maximaal 1 ticket per maand kopen."
    )
    assert set(answer["endUserMessage"]) == {"nl", "fr", "en", "de"}
    group = told(desk.get("/tariffs", question(cast.chloe_number)))
    assert [(one["id"], one["price"], one["remaining"]) for one in group["available"]] == [
        ("SOCIALTARIFF", 2.2, 20),
        (tariff_id, 5.0, 1),
    ]
    only = told(desk.get("/tariffs", question(cast.chloe_number, type="COUPON")))
    assert [one["id"] for one in only["available"]] == [tariff_id]


@pytest.mark.parametrize(
    ("changes", "status", "expected"),
    [
        ({"eventId": "nowhere"}, 400, "uitpas/event-not-found"),
        ({"uitpasNumber": "0900000095902"}, 400, "uitpas/passholder-not-found"),
        ({"uitpasNumber": "0900000100018"}, 400, "uitpas/invalid-uitpasnumber"),
        ({"uitpasNumber": "x"}, 400, "uitpas/invalid-uitpasnumber"),
        ({"uitpasNumber": ""}, 404, "url/not-found"),
        ({"eventId": ""}, 404, "url/not-found"),
        ({"regularPrice": ""}, 404, "url/not-found"),
        ({"regularPrice": "-1"}, 404, "url/not-found"),
        ({"regularPrice": "NaN"}, 404, "url/not-found"),
        ({"regularPrice": "1.001"}, 404, "url/not-found"),
        ({"type": "REWARD"}, 404, "url/not-found"),
    ],
)
def test_refusals(desk: Caller, cast: Cast, changes: dict[str, str], status: int, expected: str) -> None:
    answer = desk.get("/tariffs", question(cast.amina_number, **changes))
    assert problem(answer) == (status, expected)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_free_ticket_has_no_tariffs_and_says_so(desk: Caller, cast: Cast) -> None:
    answer = told(desk.get("/tariffs", question(cast.amina_number, regularPrice="0")))
    assert answer["available"] == []
    assert answer["endUserMessage"]["nl"].startswith("Deze activiteit is gratis.")


def test_a_status_that_is_lost_is_a_problem_with_words_for_the_person(desk: Caller, cast: Cast) -> None:
    CardSystemMembership.objects.filter(passholder=cast.amina).update(social_tariff_ends_on="2020-01-01")
    answer = desk.get("/tariffs", question(cast.amina_number))
    assert problem(answer) == (400, "uitpas/social-tariff-expired")
    assert "verlopen" in json.loads(answer.content)["endUserMessage"]["nl"]


def test_static_tariffs(anonymous: Caller, stranger: Caller, desk: Caller, cast: Cast) -> None:
    asked = {"eventId": "cast-concert", "regularPrice": "3.1"}
    assert anonymous.get("/tariffs/static", asked).status_code == 401
    assert stranger.get("/tariffs/static", asked).status_code == 403
    answer = desk.get("/tariffs/static", asked)
    assert told(answer)["available"] == [
        {"id": "SOCIALTARIFF", "name": "Kansentarief", "price": 0.62, "type": "SOCIALTARIFF", "remaining": 1}
    ]
    assert desk.get("/tariffs/static", {**asked, "eventId": "nowhere"}).status_code == 400
    cast.standard_key.is_active = False
    cast.standard_key.save()
    refused = desk.get("/tariffs/static", asked)
    assert problem(refused) == (400, "uitpas/social-tariff-not-available")
