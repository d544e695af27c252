"""GET /organizers and GET /organizers/{id} (operations 18 and 19)."""

import json
from typing import Any

import pytest
from django.http import HttpResponse

from openpas.demo.cast import Cast
from openpas.organizers.models import OrganizerGroup
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db

THEATRE = {
    "id": "cast-theatre",
    "name": "Theater De Vlieger",
    "cardSystems": [{"id": 5, "name": "UiTPAS Regio Gent"}],
    "linkedLocationId": "cast-theatre-place",
    "address": {"street": "Kaaistraat 12", "postalCode": "9000", "city": "Gent"},
}


def names(response: HttpResponse) -> list[str]:
    assert response.status_code == 200, response.content
    return [member["name"] for member in json.loads(response.content)["member"]]


def kind(response: HttpResponse) -> tuple[int, str]:
    return response.status_code, json.loads(response.content)["type"].rpartition("probs/")[2]


def test_who_may_see_an_organizer(cast: Cast, anonymous: Caller, stranger: Caller, desk: Caller) -> None:
    path = "/organizers/cast-theatre"
    assert kind(anonymous.get(path)) == (401, "auth/unauthorized")
    assert kind(stranger.get(path)) == (403, "auth/forbidden")
    assert json.loads(desk.get(path).content) == THEATRE


def test_ids_are_compared_without_case(cast: Cast, desk: Caller) -> None:
    assert desk.get("/organizers/CAST-Theatre").status_code == 200


def test_unknown_organizer(cast: Cast, desk: Caller) -> None:
    assert kind(desk.get("/organizers/nobody")) == (404, "uitpas/organizer-not-found")


def test_search_shows_where_the_right_is_held(cast: Cast, anonymous: Caller, desk: Caller, admin: Caller) -> None:
    assert kind(anonymous.get("/organizers")) == (401, "auth/unauthorized")
    assert json.loads(desk.get("/organizers").content) == {"totalItems": 1, "member": [THEATRE]}
    assert names(admin.get("/organizers")) == [
        "Cultuurhuis De Denderkade",
        "SK Muide",
        "Stad Gent, dienst Vrije Tijd",
        "Theater De Vlieger",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"name": "sk muide"}, ["SK Muide"]),
        ({"name": "SK"}, []),
        ({"name": "*DE *"}, ["Cultuurhuis De Denderkade", "Theater De Vlieger"]),
        ({"name": "*"}, 4),
        ({"name": "s.*"}, []),
        ({"name": "*("}, []),
        ({"cardSystemId": 1}, ["Cultuurhuis De Denderkade"]),
        ({"groupId": 7}, ["SK Muide"]),
        ({"groupId": 7, "cardSystemId": 1}, []),
        ({"unknown": "x", "limit": 1}, ["Cultuurhuis De Denderkade"]),
    ],
)
def test_filters(cast: Cast, admin: Caller, query: dict[str, Any], found: list[str] | int) -> None:
    OrganizerGroup.objects.create(id=7, name="Clubs").organizers.add(cast.club)
    shown = names(admin.get("/organizers", query))
    assert (len(shown) if isinstance(found, int) else shown) == found


@pytest.mark.parametrize("query", ["sort=-name", "sort=-NAME", "sort[name]=desc"])
def test_order(cast: Cast, admin: Caller, query: str) -> None:
    assert names(admin.get(f"/organizers?{query}"))[0] == "Theater De Vlieger"


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ("groupId=8", (400, "uitpas/group-not-found")),
        ("cardSystemId=99", (400, "uitpas/cardsystem-not-found")),
        ("limit=501", (400, "url/query-limit-exceeded")),
        ("groupId=x", (404, "url/not-found")),
        ("sort[name]=up", (404, "url/not-found")),
    ],
)
def test_refusals(cast: Cast, admin: Caller, query: str, refusal: tuple[int, str]) -> None:
    assert kind(admin.get(f"/organizers?{query}")) == refusal


def test_number_of_queries_is_fixed(cast: Cast, admin: Caller, django_assert_num_queries: Any) -> None:
    admin.get("/organizers")
    with django_assert_num_queries(3):
        admin.get("/organizers?limit=1")
    with django_assert_num_queries(3):
        admin.get("/organizers")
