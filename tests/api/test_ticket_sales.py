"""O3, O4 and O9, and the flows of the published guides: one ticket, several at once, a group pass."""

import json
from collections.abc import Callable

import pytest

from openpas.demo.cast import Cast
from openpas.events.models import Event
from openpas.passholders.models import GroupPass
from openpas.records.models import AccessLine, AuditLine, OutboxMessage
from openpas.tariffs.models import Posting, TicketSale
from tests.api.answers import problem, told
from tests.api.conftest import Caller
from tests.tariffs.shop import coupon_of


def wanted(number: str, tariff_id: str = "SOCIALTARIFF", **more: object) -> dict[str, object]:
    sale = {"eventId": "cast-concert", "uitpasNumber": number, "regularPrice": 11, "tariff": {"id": tariff_id}}
    return {**sale, **more}


@pytest.fixture
def written(cast: Cast) -> Callable[[], tuple[int, ...]]:
    return lambda: tuple(table.objects.count() for table in (TicketSale, Posting, OutboxMessage, AuditLine))


def test_who_may_sell(
    anonymous: Caller, stranger: Caller, desk: Caller, cast: Cast, written: Callable[[], tuple[int, ...]]
) -> None:
    before = written()
    assert anonymous.send("POST", "/ticket-sales", [wanted(cast.amina_number)]).status_code == 401
    refused = stranger.send("POST", "/ticket-sales", [wanted(cast.amina_number)])
    assert problem(refused) == (403, "auth/forbidden")
    assert written() == before
    answer = desk.send("POST", "/ticket-sales", [wanted(cast.amina_number, regularPriceLabel="Volwassenen")])
    assert answer.status_code == 200
    (sale,) = told(answer)
    stored = TicketSale.objects.get()
    assert sale.pop("creationDate").startswith(f"{stored.created_at:%Y-%m-%dT%H:%M:%S}")
    assert sale == {
        "id": str(stored.pk),
        "tariff": {"id": "SOCIALTARIFF", "name": "Kansentarief", "price": 2.2, "type": "SOCIALTARIFF"},
        "uitpasNumber": cast.amina_number,
        "eventId": "cast-concert",
        "eventTitle": "Concert: De Nachtuilen",
        "regularPrice": 11.0,
        "regularPriceLabel": "Volwassenen",
    }


def test_guide_one_ticket(desk: Caller, cast: Cast) -> None:
    asked = {"eventId": "cast-concert", "uitpasNumber": cast.amina_number, "regularPrice": "11"}
    (offered,) = told(desk.get("/tariffs", asked))["available"]
    (sale,) = told(desk.send("POST", "/ticket-sales", [wanted(cast.amina_number, offered["id"])]))
    assert sale["tariff"] == {name: value for name, value in offered.items() if name != "remaining"}
    assert told(desk.get("/tariffs", asked))["available"] == []
    assert desk.send("DELETE", f"/ticket-sales/{sale['id']}").status_code == 204
    assert told(desk.get("/tariffs", asked))["available"] == [offered]
    again = desk.send("DELETE", f"/ticket-sales/{sale['id']}/")
    assert problem(again) == (404, "uitpas/ticket-sale-not-found")


def test_guide_several_at_once(desk: Caller, cast: Cast, written: Callable[[], tuple[int, ...]]) -> None:
    tariff_id = coupon_of(cast)
    before = written()
    bad = [wanted(cast.amina_number), wanted(cast.bart_number, "REWARD1234")]
    refused = desk.send("POST", "/ticket-sales", bad)
    assert refused.status_code == 400
    assert problem(refused) == (400, "uitpas/invalid-coupon")
    assert json.loads(refused.content)["jsonPointer"] == "/1"
    assert json.loads(refused.content)["endUserMessage"]["nl"]
    assert written() == before
    good = [wanted(cast.bart_number, tariff_id.replace("_", "")), wanted(cast.amina_number, "SOCIALTARIFF-1")]
    assert [sale["tariff"]["id"] for sale in told(desk.send("POST", "/ticket-sales", good))] == [
        tariff_id,
        "SOCIALTARIFF",
    ]


def test_guide_group_pass(desk: Caller, cast: Cast, written: Callable[[], tuple[int, ...]]) -> None:
    GroupPass.objects.update(tickets_per_year=3)
    asked = {"eventId": "cast-concert", "uitpasNumber": cast.chloe_number, "regularPrice": "11"}
    assert told(desk.get("/tariffs", asked))["available"][0]["remaining"] == 3
    before = written()
    refused = desk.send("POST", "/ticket-sales", [wanted(cast.chloe_number)] * 4)
    assert problem(refused) == (400, "uitpas/invalid-number-of-tickets")
    assert json.loads(refused.content)["jsonPointer"] == "/3"
    assert written() == before
    sold = told(desk.send("POST", "/ticket-sales", [wanted(cast.chloe_number)] * 3))
    assert len({sale["id"] for sale in sold}) == 3
    late = desk.send("POST", "/ticket-sales", [wanted(cast.chloe_number)])
    assert problem(late) == (400, "uitpas/maximum-reached")
    assert "groepspas" in json.loads(late.content)["endUserMessage"]["nl"]


def test_the_same_key_twice_sells_once(desk: Caller, cast: Cast) -> None:
    answers = [
        desk.send("POST", "/ticket-sales", [wanted(cast.amina_number)], idempotency_key="order-1") for _ in range(2)
    ]
    assert answers[0].content == answers[1].content
    assert TicketSale.objects.count() == 1


def test_the_deprecated_tariff_id_and_read_only_properties(desk: Caller, cast: Cast) -> None:
    sale = wanted(cast.amina_number, id="7", passholder={"id": "x"}, tariffId="SOCIALTARIFF", regularPriceLabel=None)
    del sale["tariff"]
    assert desk.send("POST", "/ticket-sales", [sale]).status_code == 200


@pytest.mark.parametrize(
    ("body", "expected", "pointer"),
    [
        (b"", "body/missing", None),
        (b"[", "body/invalid-syntax", None),
        ({}, "body/invalid-data", "/"),
        ([{}], "body/invalid-data", "/0"),
        ([wanted("1", regularPrice="free")], "body/invalid-data", "/0/regularPrice"),
        ([wanted("1", regularPrice=-1)], "body/invalid-data", "/0/regularPrice"),
        ([wanted("1", tariff={})], "body/invalid-data", "/0/tariff"),
        ([wanted("1", eventId="")], "body/invalid-data", "/0/eventId"),
    ],
)
def test_bodies_that_cannot_be_read(desk: Caller, body: object, expected: str, pointer: str | None) -> None:
    answer = desk.send("POST", "/ticket-sales", body)
    assert problem(answer) == (400, expected)
    if pointer:
        assert pointer in [error["jsonPointer"] for error in json.loads(answer.content)["schemaErrors"]]


def test_nothing_to_sell_sells_nothing(desk: Caller, cast: Cast) -> None:
    assert told(desk.send("POST", "/ticket-sales", [])) == []


def test_the_passholder_is_shown_to_who_may_search(desk: Caller, admin: Caller, cast: Cast) -> None:
    desk.send("POST", "/ticket-sales", [wanted(cast.amina_number), wanted(cast.chloe_number)])
    asked = {"eventId": "cast-concert"}
    assert all("passholder" not in sale for sale in told(desk.get("/ticket-sales", asked))["member"])
    looks = AccessLine.objects.order_by("created_at", "id").values_list("passholder_id", "actor", "purpose")
    assert list(looks) == [(cast.amina.pk, "client:cast-desk", "ticket_sales")]
    group, person = told(admin.get("/ticket-sales", asked))["member"]
    assert "passholder" not in group
    assert (person["passholder"]["id"], person["passholder"]["firstName"]) == (str(cast.amina.public_id), "Amina")
    assert looks.filter(actor="client:cast-admin").get() == (cast.amina.pk, "client:cast-admin", "ticket_sales")
    (sold,) = told(admin.send("POST", "/ticket-sales", [wanted(cast.amina_number, eventId="cast-open-house")]))
    assert sold["passholder"]["firstName"] == "Amina"


def test_searching(anonymous: Caller, stranger: Caller, desk: Caller, admin: Caller, cast: Cast) -> None:
    amina = str(cast.amina.public_id)
    sales = [wanted(cast.amina_number), wanted(cast.amina_number, eventId="cast-open-house"), wanted(cast.chloe_number)]
    desk.send("POST", "/ticket-sales", sales)
    cancelled = told(desk.send("POST", "/ticket-sales", [wanted(cast.chloe_number)]))[0]["id"]
    desk.send("DELETE", f"/ticket-sales/{cancelled}")

    def found(caller: Caller, **query: object) -> list[str]:
        answer = caller.get("/ticket-sales", query)
        assert told(answer)["totalItems"] >= len(told(answer)["member"])
        return [sale["eventId"] for sale in told(answer)["member"]]

    assert anonymous.get("/ticket-sales", {"eventId": "cast-concert"}).status_code == 401
    assert stranger.get("/ticket-sales", {"eventId": "cast-concert"}).status_code == 403
    assert found(desk, eventId="CAST-concert") == ["cast-concert", "cast-concert"]
    assert found(desk, eventId="unknown") == []
    assert found(desk, passholderId=amina, organizerId=["cast-theatre", "x"]) == ["cast-open-house", "cast-concert"]
    assert found(desk, passholderId=amina, organizerId="cast-theatre", eventTitle="NACHT") == ["cast-concert"]
    assert found(desk, passholderId="nobody", organizerId="cast-theatre") == []
    assert found(admin, passholderId=amina, organizerId="cast-aalst") == []
    assert told(desk.get("/ticket-sales", {"eventId": "cast-concert", "limit": 0})) == {"totalItems": 2, "member": []}
    assert len(found(desk, eventId="cast-concert", start=1, limit=5)) == 1
    assert problem(desk.get("/ticket-sales", {"eventId": "cast-concert", "limit": 501})) == (
        400,
        "url/query-limit-exceeded",
    )
    for query in ({}, {"organizerId": "cast-theatre"}, {"passholderId": amina}):
        answer = desk.get("/ticket-sales", query)
        assert problem(answer) == (404, "url/not-found")
    assert stranger.get("/ticket-sales", {"passholderId": amina, "organizerId": "cast-theatre"}).status_code == 403
    assert found(stranger, passholderId=amina, organizerId="cast-aalst") == []


def test_an_organizer_also_finds_what_happens_at_its_location(desk: Caller, admin: Caller, cast: Cast) -> None:
    Event.objects.filter(pk=cast.training.pk).update(location=cast.theatre.linked_location)
    admin.send("POST", "/ticket-sales", [wanted(cast.amina_number, eventId="cast-training")])
    query = {"passholderId": str(cast.amina.public_id), "organizerId": "cast-theatre"}
    assert [sale["eventId"] for sale in told(desk.get("/ticket-sales", query))["member"]] == ["cast-training"]


@pytest.mark.parametrize("sale_id", ["0", "x", "²", "9" * 30, "-1"])
def test_cancelling_what_is_not_there(desk: Caller, sale_id: str) -> None:
    answer = desk.send("DELETE", f"/ticket-sales/{sale_id}")
    assert problem(answer) == (404, "uitpas/ticket-sale-not-found")


def test_who_may_cancel(anonymous: Caller, stranger: Caller, desk: Caller, cast: Cast) -> None:
    (sale,) = told(desk.send("POST", "/ticket-sales", [wanted(cast.amina_number)]))
    assert anonymous.send("DELETE", f"/ticket-sales/{sale['id']}").status_code == 401
    assert stranger.send("DELETE", f"/ticket-sales/{sale['id']}").status_code == 403
    assert TicketSale.objects.filter(cancellation=None).count() == 1
    assert desk.send("DELETE", f"/ticket-sales/{sale['id']}").status_code == 204
