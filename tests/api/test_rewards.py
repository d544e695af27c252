"""Operations 71 to 74 as clients call them."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.rewards.models import Reward
from openpas.runtime import clock
from tests.api.conftest import Caller
from tests.rewards.rewards_around import reward_at

pytestmark = pytest.mark.django_db

PROBLEMS = "https://api.publiq.be/probs/"
COFFEE = {
    "title": "Free entrance for 10 points on 1 specific event",
    "type": "POINTS",
    "categories": ["Doen"],
    "promotionalDescription": "this is the mandatory description",
    "publicationPeriod": {"begin": "2021-08-24T14:15:22+00:00"},
    "moreInfoURL": "https://example.org/more-info-about-this-reward",
    "points": 10,
}
WELCOME = {
    "title": "Gratis tas koffie",
    "type": "WELCOME",
    "promotionalDescription": "this is the mandatory description",
    "publicationPeriod": {"begin": "2021-08-24T14:15:22+00:00"},
}


@pytest.fixture
def writer(cast: Cast) -> Caller:
    """The theatre's client, which may also make rewards."""
    grant(cast.desk_client, [Permission.REWARDS_WRITE], cast.theatre)
    return Caller(cast.desk_client)


def ids(response: HttpResponse) -> list[str]:
    assert response.status_code == 200, response.content
    return [reward["id"] for reward in data(response)["member"]]


def data(response: HttpResponse) -> Any:
    return json.loads(response.content)


def problem(response: HttpResponse) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json"
    return response.status_code, data(response)["type"].removeprefix(PROBLEMS)


def test_naming_a_client_is_enough_to_search(anonymous: Caller, stranger: Caller, cast: Cast) -> None:
    assert problem(anonymous.get("/rewards")) == (401, "auth/unauthorized")
    assert ids(anonymous.get("/rewards", x_client_id="cast-stranger")) == ["cast-drink"]
    assert ids(anonymous.get("/rewards", {"clientId": "cast-stranger"})) == ["cast-drink"]
    assert ids(stranger.get("/rewards/")) == ["cast-drink"]


def test_a_reward_as_the_contract_writes_it(desk: Caller, cast: Cast) -> None:
    Reward.objects.filter(pk=cast.drink.pk).update(
        max_available_units=100,
        redeem_limit_volume=1,
        redeem_limit_period="WEEK",
        pictures=["https://example.org/drankje.png"],
        practical_info="Toon je pas aan de bar.",
        redeem_ends_at="2099-04-30T21:59:59+00:00",
    )
    reward = data(desk.get("/rewards/cast-drink"))

    begin = reward["publicationPeriod"]["begin"]
    assert begin.endswith("+00:00")
    assert reward == {
        "id": "cast-drink",
        "title": "Gratis drankje aan de bar",
        "type": "POINTS",
        "promotionalDescription": "Gratis drankje aan de bar",
        "publicationPeriod": {"begin": begin},
        "points": 5,
        "categories": ["Eten en drinken"],
        "moreInfoURL": "https://example.org/voordeel",
        "owningCardSystem": {"id": 5, "name": "UiTPAS Regio Gent"},
        "applicableCardSystems": [
            {"id": 1, "name": "UiTPAS Dender"},
            {"id": 5, "name": "UiTPAS Regio Gent"},
        ],
        "allCardSystems": True,
        "organizers": [{"id": "cast-theatre", "name": "Theater De Vlieger"}],
        "status": "ACTIVE",
        "maxAvailableUnits": 100,
        "unitsTaken": 0,
        "practicalInfo": "Toon je pas aan de bar.",
        "pictures": ["https://example.org/drankje.png"],
        "redeemPeriod": {"begin": begin, "end": "2099-04-30T21:59:59+00:00"},
        "forKids": False,
        "sport": False,
        "featured": False,
        "online": False,
        "lastChance": False,
        "redeemConstraint": {"volume": 1, "period": "WEEK"},
    }


APP_QUERIES = [
    "limit=10&start=0&sort=-redeemCount&includeAllCardSystems=true&withoutSorting=true",
    "limit=10&start=0&text=drank*&sort=-creationDate",
    "limit=10&start=0&owningCardSystemId=5&owningCardSystemId=1&sort=points",
    "limit=10&start=0&organizerId=cast-theatre&organizerId=cast-club&sort=-points",
    "limit=10&start=0&categories=Eten%20en%20drinken&categories=Doen&sort=name",
    "limit=10&start=0&categories=Eten+en+drinken&sort=redeemCount",
    "limit=10&start=0&online=false&featured=false&sport=false&lastChance=false&forKids=false",
    "limit=10&start=0&organizerPostalCode=9000",
    "limit=10&start=&text=&type=POINTS&subset=ENDUSERS",
    "sort[points]=asc&sort[name]=desc",
    "sort%5BredeemCount%5D=desc",
    "facets=categories&facets=owningCardSystemId&pointsFrom=1&pointsTo=5",
]


@pytest.mark.parametrize("query", APP_QUERIES)
def test_the_query_strings_that_real_clients_send(desk: Caller, query: str) -> None:
    assert ids(desk.get(f"/rewards?{query}")) == ["cast-drink"]


def test_the_sections_of_the_app_about_its_holder(desk: Caller, anonymous: Caller, cast: Cast) -> None:
    amina = str(cast.amina.public_id)
    bart = str(cast.bart.public_id)

    desk_query = f"organizerId=cast-theatre&isRedeemableByPassholderId={amina}&type=ANY&limit=10"
    assert ids(desk.get(f"/rewards?{desk_query}")) == ["cast-drink"]
    assert ids(desk.get(f"/rewards?{desk_query}&text=drank&start=10")) == []
    assert ids(desk.get(f"/rewards?isRedeemableByPassholderId={bart}&type=ANY&limit=10")) == []
    assert ids(desk.get(f"/rewards?isInterestingForPassholderId={amina}&limit=10")) == []
    assert ids(desk.get(f"/rewards?type=WELCOME&isRedeemableByPassholderId={amina}")) == []
    named = anonymous.get(f"/rewards?isRedeemableByPassholderId={amina}", x_client_id="cast-desk")
    assert problem(named) == (403, "auth/forbidden")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("limit=501", (400, "url/query-limit-exceeded")),
        ("organizerId=nobody", (400, "uitpas/organizer-not-found")),
        ("owningCardSystemId=404", (400, "uitpas/cardsystem-not-found")),
        ("owningCardSystemId=x", (404, "url/not-found")),
        ("subset=SOME", (404, "url/not-found")),
        ("sport=perhaps", (404, "url/not-found")),
        ("sort=nonsense", (404, "url/not-found")),
        ("isRedeemableByPassholderId=me", (404, "url/not-found")),
        (
            "isRedeemableByPassholderId=00000000-0000-4000-8000-000000000000",
            (400, "uitpas/passholder-not-found"),
        ),
    ],
)
def test_queries_that_lead_nowhere(desk: Caller, query: str, expected: tuple[int, str]) -> None:
    assert problem(desk.get(f"/rewards?{query}")) == expected


def test_pages_and_counts(desk: Caller, cast: Cast) -> None:
    for number in range(3):
        reward_at(cast.club, cast.gent, f"r{number}", f"Voordeel {number}")
    counted = data(desk.get("/rewards?limit=0"))

    assert counted == {"totalItems": 4, "member": []}
    assert ids(desk.get("/rewards?sort=name&start=1&limit=2")) == ["r0", "r1"]


def test_facets_as_the_contract_writes_them(desk: Caller, cast: Cast) -> None:
    reward_at(cast.club, cast.gent, "swim", "Zwemmen", is_sport=True)
    facet = data(desk.get("/rewards?facets=sport&facets=owningCardSystemId&limit=0&sport=true"))["facet"]

    assert facet == {
        "sport": {
            "true": {"name": {"nl": "Sportactiviteiten"}, "count": 1},
            "false": {"name": {"nl": "Geen sportactiviteiten"}, "count": 1},
        },
        "owningCardSystemId": {"5": {"name": {"nl": "UiTPAS Regio Gent"}, "count": 1}},
    }


def test_both_spellings_of_the_subset_of_the_future(desk: Caller, cast: Cast) -> None:
    reward_at(cast.club, cast.gent, "soon", "Straks", redeem_begins_at=clock.now() + timedelta(days=1))

    assert ids(desk.get("/rewards?subset=ENDUSER-FUTURE")) == ["soon"]
    assert ids(desk.get("/rewards?subset=ENDUSERS-FUTURE")) == ["soon"]


def test_the_published_examples_make_rewards(anonymous: Caller, desk: Caller, writer: Caller) -> None:
    assert problem(anonymous.send("POST", "/rewards", COFFEE)) == (401, "auth/unauthorized")

    for example in (COFFEE, WELCOME):
        response = writer.send("POST", "/rewards", example)
        assert response.status_code == 200, response.content
        made = data(response)
        assert {name: made[name] for name in example} == example
        assert made["redeemPeriod"] == example["publicationPeriod"]
        assert ("grantingPeriod" in made) == (example["type"] == "WELCOME")
        assert (made["allCardSystems"], made["status"], made["unitsTaken"]) == (True, "ACTIVE", 0)
        assert [organizer["id"] for organizer in made["organizers"]] == ["cast-theatre"]
        assert made["owningCardSystem"]["id"] == 5


def test_nobody_makes_a_reward_without_the_right(desk: Caller, stranger: Caller, cast: Cast) -> None:
    assert problem(desk.send("POST", "/rewards", COFFEE)) == (403, "auth/forbidden")
    assert problem(stranger.send("PUT", "/rewards/cast-drink", COFFEE)) == (403, "auth/forbidden")
    assert problem(stranger.get("/rewards/cast-drink")) == (403, "auth/forbidden")
    assert Reward.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "pointers"),
    [
        ({"points": None}, ["/points"]),
        ({"points": 2.5}, ["/points"]),
        ({"title": None}, ["/"]),
        ({"categories": ["Gadget"]}, ["/categories/0"]),
        ({"moreInfoURL": "javascript:alert(1)"}, ["/moreInfoURL"]),
        ({"publicationPeriod": {"begin": "2021-08-24T14:15:22"}}, ["/publicationPeriod/begin"]),
        ({"redeemPeriod": {"begin": "2021-08-24T00:00:00Z", "end": "2020-08-24T00:00:00Z"}}, ["/redeemPeriod/end"]),
        ({"redeemConstraint": {"volume": 0, "period": "DAY"}}, ["/redeemConstraint/volume"]),
        ({"points": 10**12}, ["/points"]),
    ],
)
def test_bodies_that_are_no_reward(writer: Caller, change: dict[str, object], pointers: list[str]) -> None:
    response = writer.send("POST", "/rewards", {**COFFEE, **change})

    assert problem(response) == (400, "body/invalid-data")
    assert [error["jsonPointer"] for error in data(response)["schemaErrors"]] == pointers
    assert Reward.objects.count() == 2


def test_bodies_that_cannot_be_read(writer: Caller) -> None:
    assert problem(writer.send("POST", "/rewards", b"")) == (400, "body/missing")
    assert problem(writer.send("POST", "/rewards", b"{")) == (400, "body/invalid-syntax")
    other = {**COFFEE, "owningCardSystem": {"id": 1}}
    assert problem(writer.send("POST", "/rewards", other)) == (400, "uitpas/invalid-card-system")


def test_a_reward_can_be_sent_back_as_it_was_read(writer: Caller, cast: Cast) -> None:
    Reward.objects.filter(pk=cast.drink.pk).update(
        pictures=["https://example.org/a.png"], redeem_begins_at="2026-01-01T00:00:00.123456Z"
    )
    body = {"rewardId": "cast-drink", "uitpasNumber": cast.amina_number}
    assert writer.send("POST", "/rewards/redeemed", body).status_code == 201
    read = data(writer.get("/rewards/cast-drink"))
    response = writer.send("PUT", "/rewards/cast-drink", {**read, "title": "Fris", "inSpotlight": False})

    assert response.status_code == 200, response.content
    assert data(response) == {**read, "title": "Fris"}
    assert data(writer.get("/rewards/cast-drink"))["title"] == "Fris"


def test_what_was_redeemed_is_not_editable(writer: Caller, cast: Cast) -> None:
    body = {"rewardId": "cast-drink", "uitpasNumber": cast.amina_number}
    assert writer.send("POST", "/rewards/redeemed", body).status_code == 201
    read = data(writer.get("/rewards/cast-drink"))

    assert problem(writer.send("PUT", "/rewards/cast-drink", {**read, "points": 6})) == (
        400,
        "uitpas/reward-not-editable",
    )
    assert writer.send("PUT", "/rewards/cast-drink", read).status_code == 200


def test_unknown_rewards(desk: Caller, writer: Caller) -> None:
    assert problem(desk.get("/rewards/nothing")) == (404, "uitpas/reward-not-found")
    assert problem(writer.send("PUT", "/rewards/nothing", COFFEE)) == (404, "uitpas/reward-not-found")


def test_a_reward_is_made_once_per_idempotency_key(writer: Caller) -> None:
    first, second = (writer.send("POST", "/rewards", COFFEE, idempotency_key="k") for _ in range(2))

    assert data(first) == data(second)
    assert Reward.objects.count() == 3
