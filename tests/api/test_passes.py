"""Operations 67 to 70."""

import json
from datetime import date

import pytest

from openpas.demo.cast import AMINA, BART, Cast
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.records.models import AccessLine
from tests.api.answers import problem, told
from tests.api.conftest import Caller

ALL_PATHS = (
    f"/passes?identifier={AMINA.card}",
    f"/passes/{AMINA.card}",
    f"/insz-numbers/{AMINA.insz}",
    f"/chip-numbers/{AMINA.chip}",
)


@pytest.mark.parametrize("path", ALL_PATHS)
def test_anonymous(cast: Cast, anonymous: Caller, path: str) -> None:
    assert problem(anonymous.get(path)) == (401, "auth/unauthorized")
    assert not AccessLine.objects.exists()


@pytest.mark.parametrize("path", ALL_PATHS[2:])
def test_without_the_permission(cast: Cast, desk: Caller, path: str) -> None:
    assert problem(desk.get(path)) == (403, "auth/forbidden")
    assert not AccessLine.objects.exists()


def test_without_any_permission(cast: Cast) -> None:
    cast.desk_client.grants.all().delete()
    caller = Caller(cast.desk_client)
    for path in ALL_PATHS:
        assert problem(caller.get(path)) == (403, "auth/forbidden")


@pytest.mark.parametrize("path", ALL_PATHS)
def test_a_pass(cast: Cast, admin: Caller, path: str) -> None:
    response = admin.get(path)
    body = told(response)
    system = body.pop("cardSystem")
    end_date = body["socialTariff"].pop("endDate")
    assert body == {
        "passholderId": str(AMINA.public_id),
        "passType": "INDIVIDUAL",
        "uitpasNumber": AMINA.card,
        "firstName": "Amina",
        "points": 12,
        "postalCode": "9000",
        "socialTariff": {"status": "ACTIVE"},
    }
    assert (system["id"], system["name"], len(system["cities"])) == (5, "UiTPAS Regio Gent", 7)
    assert end_date.endswith("-04-30T21:59:59+00:00")
    assert AccessLine.objects.get().passholder_id == cast.amina.pk


def test_with_a_slash_and_under_its_other_name(cast: Cast, desk: Caller) -> None:
    assert told(desk.get("/passes/", {"identification": AMINA.card}))["firstName"] == "Amina"


def test_without_social_tariff_there_is_no_end_date(cast: Cast, desk: Caller) -> None:
    body = told(desk.get("/passes", {"identifier": BART.card}))
    assert body["socialTariff"] == {"status": "NONE"}
    assert "messages" not in body


def test_a_group(cast: Cast, desk: Caller) -> None:
    body = told(desk.get("/passes", {"identifier": cast.chloe_number}))
    assert (body["passType"], body["firstName"], body["points"]) == ("GROUP", cast.chloe.name, 0)
    assert body["passholderId"] == str(cast.chloe.public_id)


def test_suspended_is_none_with_a_message(cast: Cast, desk: Caller) -> None:
    CardSystemMembership.objects.filter(passholder=cast.amina).update(social_tariff_suspended_until=date(2099, 2, 1))
    body = told(desk.get("/passes", {"identifier": AMINA.card}))
    assert body["socialTariff"] == {"status": "NONE"}
    assert body["messages"] == [
        {
            "level": "WARN",
            "text": "Het kansentarief van deze UiTPAS geldt niet tot en met 1/2/2099. "
            "Punten sparen en omruilen kan wel.",
        }
    ]


def test_expired(cast: Cast, desk: Caller) -> None:
    CardSystemMembership.objects.filter(passholder=cast.amina).update(social_tariff_ends_on=date(2020, 4, 30))
    body = told(desk.get("/passes", {"identifier": AMINA.card}))
    assert body["socialTariff"] == {"status": "EXPIRED", "endDate": "2020-04-30T21:59:59+00:00"}
    assert body["messages"][0]["level"] == "WARN"


@pytest.mark.parametrize("identifier", ["0900000095902", "0900000095903", "83030201540", "nothing", "04FFFFFFFFFFFF"])
def test_no_such_pass(cast: Cast, desk: Caller, identifier: str) -> None:
    assert problem(desk.get("/passes", {"identifier": identifier})) == (404, "uitpas/pass-not-found")


@pytest.mark.parametrize("path", ["/passes/0900000095902", "/insz-numbers/83030201540", "/chip-numbers/04FFFFFFFFFFFF"])
def test_no_such_pass_by_path(cast: Cast, admin: Caller, path: str) -> None:
    assert problem(admin.get(path)) == (404, "uitpas/pass-not-found")


@pytest.mark.parametrize("query", [{}, {"identifier": ""}])
def test_the_identifier_is_required(cast: Cast, desk: Caller, query: dict[str, str]) -> None:
    assert problem(desk.get("/passes", query)) == (404, "url/not-found")


def test_a_blocked_card(cast: Cast, admin: Caller) -> None:
    Card.objects.filter(uitpas_number=AMINA.card).update(status="BLOCKED")
    response = admin.get(ALL_PATHS[0])
    assert problem(response) == (400, "uitpas/invalid-card-status")
    body = json.loads(response.content)
    assert (body["cardStatus"], body["passType"], body["groupPass"]) == ("BLOCKED", "INDIVIDUAL", False)
    assert body["passholderId"] == str(AMINA.public_id)
    assert body["endUserMessage"]["nl"]
    for path in ALL_PATHS[1:]:
        assert problem(admin.get(path)) == (400, "uitpas/card-blocked")
    assert not AccessLine.objects.exists()


def test_a_card_in_stock_has_no_passholder(cast: Cast, admin: Caller) -> None:
    Card.objects.filter(uitpas_number=AMINA.card).update(status="LOCAL_STOCK", membership=None)
    body = json.loads(admin.get(ALL_PATHS[0]).content)
    assert body["cardStatus"] == "LOCAL_STOCK"
    assert "passholderId" not in body


def test_a_blocked_person(cast: Cast, admin: Caller) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(is_blocked=True)
    for path in ALL_PATHS:
        assert problem(admin.get(path)) == (400, "uitpas/passholder-blocked")


def test_the_rights_of_the_deprecated_ones(cast: Cast) -> None:
    grant(cast.desk_client, [Permission.PASSES_INSZNUMBERS_READ], cast.theatre)
    caller = Caller(cast.desk_client)
    assert caller.get(ALL_PATHS[2]).status_code == 200
    assert caller.get(ALL_PATHS[3]).status_code == 403
