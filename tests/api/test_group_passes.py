"""Operations 26 and 27."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from pytest_django.fixtures import Settings

from openpas.demo.cast import AMINA, Cast
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.passholders.models import Card, GroupPass
from openpas.tariffs.group_tickets import tickets_left
from tests.api.answers import problem, told
from tests.api.conftest import Caller
from tests.api.sold import cancel, sold

NOBODYS = "0900000095902"


def path(cast: Cast) -> str:
    return f"/grouppasses?uitpasNumber={cast.chloe_number}"


def test_anonymous(cast: Cast, anonymous: Caller) -> None:
    assert problem(anonymous.get(path(cast))) == (401, "auth/unauthorized")
    assert problem(anonymous.get(f"/grouppasses/{cast.chloe.public_id}")) == (401, "auth/unauthorized")


def test_without_the_permission(cast: Cast) -> None:
    cast.desk_client.grants.filter(permission="GROUPPASSES_SEARCH").delete()
    caller = Caller(cast.desk_client)
    assert problem(caller.get(path(cast))) == (403, "auth/forbidden")
    assert problem(caller.get(f"/grouppasses/{cast.chloe.public_id}")) == (403, "auth/forbidden")
    assert problem(Caller().get(path(cast), x_client_id="cast-desk")) == (403, "auth/forbidden")


def test_a_group_pass(cast: Cast, desk: Caller) -> None:
    GroupPass.objects.filter(pk=cast.chloe.pk).update(
        social_tariff_ends_on=date(2099, 12, 31), phone_number="09 123 45 67"
    )
    sold(cast, cast.chloe)
    sold(cast, cast.chloe, "COUPON")
    cancel(sold(cast, cast.chloe))
    body = told(desk.get(path(cast)))
    assert body["totalItems"] == 1
    [group] = body["member"]
    assert group == told(desk.get(f"/grouppasses/{cast.chloe.public_id}"))
    assert group.pop("creationDate").endswith("+00:00")
    assert group.pop("cardSystem")["id"] == 5
    assert group == {
        "id": str(cast.chloe.public_id),
        "uitpasNumber": cast.chloe_number,
        "name": "Buurtwerking Het Anker (Chloé)",
        "cardStatus": "ACTIVE",
        "email": "chloe@example.org",
        "socialTariff": {
            "status": "ACTIVE",
            "endDate": "2099-12-31T22:59:59+00:00",
            "totalTicketsPerYear": 20,
            "availableTickets": 19,
        },
        "address": {"postalCode": "9000", "city": "Gent", "country": "BE"},
        "telephone": "09 123 45 67",
    }


@pytest.mark.parametrize(
    ("sold_at", "left"),
    [(datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), 20), (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), 19)],
)
def test_the_tickets_of_a_group_begin_anew_in_brussels(cast: Cast, sold_at: datetime, left: int) -> None:
    sold(cast, cast.chloe, at=sold_at)
    with time_machine.travel(datetime(2027, 3, 1, tzinfo=UTC)):
        assert tickets_left(cast.chloe) == left


def test_a_group_never_has_less_than_nothing_left(cast: Cast) -> None:
    cast.chloe.tickets_per_year = 1
    for _ in range(2):
        sold(cast, cast.chloe)
    assert tickets_left(cast.chloe) == 0


def test_by_its_chip(cast: Cast, desk: Caller) -> None:
    Card.objects.filter(uitpas_number=cast.chloe_number).update(chip_number="04C0000000000C")
    assert told(desk.get("/grouppasses", {"chipNumber": "04c0000000000c"}))["totalItems"] == 1
    assert told(desk.get("/grouppasses", {"chipNumber": "04FFFFFFFFFFFF"}))["totalItems"] == 0


def test_without_social_tariff(cast: Cast, desk: Caller) -> None:
    GroupPass.objects.filter(pk=cast.chloe.pk).update(social_tariff_ends_on=None, tickets_per_year=None)
    assert "socialTariff" not in told(desk.get(path(cast)))["member"][0]


def test_expired(cast: Cast, desk: Caller) -> None:
    GroupPass.objects.filter(pk=cast.chloe.pk).update(social_tariff_ends_on=date(2020, 4, 30))
    assert told(desk.get(path(cast)))["member"][0]["socialTariff"]["status"] == "EXPIRED"


def test_a_blocked_card_is_shown(cast: Cast, desk: Caller) -> None:
    Card.objects.filter(uitpas_number=cast.chloe_number).update(status="BLOCKED")
    assert told(desk.get(path(cast)))["member"][0]["cardStatus"] == "BLOCKED"


@pytest.mark.parametrize("number", [AMINA.card, NOBODYS])
def test_an_ordinary_card_is_no_group(cast: Cast, desk: Caller, number: str) -> None:
    assert told(desk.get("/grouppasses", {"uitpasNumber": number})) == {"totalItems": 0, "member": []}


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ({}, (404, "url/not-found")),
        ({"uitpasNumber": "0900000095903"}, (400, "uitpas/invalid-uitpas-number")),
        ({"uitpasNumber": NOBODYS, "limit": "501"}, (400, "url/query-limit-exceeded")),
    ],
)
def test_refusals(cast: Cast, desk: Caller, query: dict[str, str], refusal: tuple[int, str]) -> None:
    assert problem(desk.get("/grouppasses", query)) == refusal


@pytest.mark.parametrize("public_id", ["1", "0190aaaa-0000-4000-8000-000000000000"])
def test_no_group_has_this_id(cast: Cast, desk: Caller, public_id: str) -> None:
    assert problem(desk.get(f"/grouppasses/{public_id}")) == (404, "url/not-found")


def test_who_only_names_itself_sees_less(cast: Cast, anonymous: Caller) -> None:
    grant(cast.desk_client, [Permission.GROUPPASSES_SEARCH])
    [group] = told(anonymous.get(path(cast), x_client_id="cast-desk"))["member"]
    assert set(group) == {"id", "uitpasNumber", "cardStatus", "creationDate", "socialTariff", "cardSystem"}
    assert told(anonymous.get(f"{path(cast)}&clientId=cast-desk"))["member"] == [group]
    assert problem(anonymous.get(f"/grouppasses/{cast.chloe.public_id}", x_client_id="cast-desk"))[0] == 401


@pytest.mark.usefixtures("standing_clock")
def test_who_only_names_itself_may_not_ask_too_often(
    cast: Cast, anonymous: Caller, desk: Caller, settings: Settings
) -> None:
    settings.OPENPAS_PUBLIC_LOOKUPS = 2
    answers = [anonymous.get(path(cast), x_client_id="cast-desk") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert problem(answers[2]) == (429, "uitpas/rate-limited")
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert desk.get(path(cast)).status_code == 200
