"""What the published guides tell a ticketing vendor to do, step by step over HTTP against the published test data."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from openpas.demo.published import create_published

EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
EVENT_ONCE_A_WEEK = "d83b5b8a-108a-45d6-9ac9-8bdc44a0a24a"
EVENT_OF_ANOTHER = "373d6cee-b4ae-4637-9b7c-eeb79e45f044"
ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"

NO_SOCIAL_TARIFF = "0900000095902"
SOCIAL_TARIFF = "0900000067513"
EXPIRED = "0900000031618"
BLOCKED_CARD = "0900000002312"
IN_ANOTHER_REGION = "0900000093204"
SOCIAL_GROUP = "0900000045410"
GROUP_WITH_COUPON = "0900000191800"

POINTS_REWARD = "5687"
PROBLEM = "https://api.publiq.be/probs/uitpas/"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def vendor(live_server: Any) -> Iterator[httpx.Client]:
    """A vendor's program: it asked for a token with its client id and secret, and calls with it."""
    create_published()
    with httpx.Client(base_url=live_server.url, timeout=30) as client:
        answer = client.post(
            "/realms/uitid/protocol/openid-connect/token",
            data={"grant_type": "client_credentials", "client_id": "demo-ticketing", "client_secret": "demo-secret"},
        )
        assert answer.status_code == 200
        assert answer.json()["expires_in"] == 86400
        client.base_url = httpx.URL(f"{live_server.url}/api/v4/")
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        yield client


def tariffs(vendor: httpx.Client, number: str, price: str, event: str = EVENT, **more: str) -> httpx.Response:
    # The guides call it with a slash at the end.
    return vendor.get("tariffs/", params={"eventId": event, "uitpasNumber": number, "regularPrice": price, **more})


def order(number: str, tariff: str, price: float = 10, event: str = EVENT) -> dict[str, object]:
    return {
        "eventId": event,
        "uitpasNumber": number,
        "tariff": {"id": tariff},
        "regularPrice": price,
        "regularPriceLabel": "Basistarief",
    }


def refused(answer: httpx.Response, kind: str, status: int = 400) -> dict[str, Any]:
    """The problem document, after checking that it is one and that a person would understand it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    problem: dict[str, Any] = answer.json()
    assert problem["type"] == PROBLEM + kind
    assert problem["status"] == status
    assert problem["endUserMessage"]["nl"]
    return problem


def test_a_vendor_sees_what_it_may_do(vendor: httpx.Client) -> None:
    rights = vendor.get("permissions").json()

    mine = next(one for one in rights if one["organizer"]["id"] == ORGANIZER)
    assert {"TARIFFS_READ", "TICKETSALES_REGISTER", "TICKETSALES_SEARCH"} <= {
        right["id"] for right in mine["permissionDetails"]
    }


def test_a_single_ticket_is_priced_sold_found_and_cancelled(vendor: httpx.Client) -> None:
    offered = tariffs(vendor, SOCIAL_TARIFF, "10").json()["available"]
    assert [(one["id"], one["type"], one["price"], one["remaining"]) for one in offered] == [
        ("SOCIALTARIFF", "SOCIALTARIFF", 2.0, 1)
    ]

    sold = vendor.post("ticket-sales", json=[order(SOCIAL_TARIFF, offered[0]["id"])])
    assert sold.status_code == 200
    (sale,) = sold.json()
    assert (sale["tariff"]["price"], sale["regularPrice"], sale["uitpasNumber"]) == (2.0, 10.0, SOCIAL_TARIFF)

    found = vendor.get("ticket-sales", params={"eventId": EVENT}).json()
    assert [one["id"] for one in found["member"]] == [sale["id"]]

    assert vendor.delete(f"ticket-sales/{sale['id']}").status_code == 204
    assert vendor.get("ticket-sales", params={"eventId": EVENT, "limit": 0}).json() == {"totalItems": 0, "member": []}
    assert vendor.delete(f"ticket-sales/{sale['id']}").status_code == 404


def test_several_tickets_are_sold_together_or_not_at_all(vendor: httpx.Client) -> None:
    refused_order = order(NO_SOCIAL_TARIFF, "COUPON_999999")
    answer = vendor.post("ticket-sales", json=[order(SOCIAL_TARIFF, "SOCIALTARIFF"), refused_order])
    assert refused(answer, "invalid-coupon")["jsonPointer"] == "/1"
    assert vendor.get("ticket-sales", params={"eventId": EVENT, "limit": 0}).json()["totalItems"] == 0

    answer = vendor.post(
        "ticket-sales",
        json=[
            order(SOCIAL_TARIFF, "SOCIALTARIFF"),
            order(SOCIAL_GROUP, "SOCIALTARIFF"),
            order(SOCIAL_GROUP, "SOCIALTARIFF"),
        ],
    )
    assert answer.status_code == 200
    assert [sale["uitpasNumber"] for sale in answer.json()] == [SOCIAL_TARIFF, SOCIAL_GROUP, SOCIAL_GROUP]


def test_a_group_pass_buys_as_many_as_remain(vendor: httpx.Client) -> None:
    (group,) = vendor.get("grouppasses", params={"uitpasNumber": SOCIAL_GROUP}).json()["member"]
    before = group["socialTariff"]["availableTickets"]
    (offered,) = tariffs(vendor, SOCIAL_GROUP, "10").json()["available"]
    assert (offered["remaining"], offered["price"]) == (before, 2.0)

    sold = vendor.post("ticket-sales", json=[order(SOCIAL_GROUP, "SOCIALTARIFF")] * 3)
    assert len(sold.json()) == 3
    (group,) = vendor.get("grouppasses", params={"uitpasNumber": SOCIAL_GROUP}).json()["member"]
    assert group["socialTariff"]["availableTickets"] == before - 3

    too_many = vendor.post("ticket-sales", json=[order(SOCIAL_GROUP, "SOCIALTARIFF")] * (before - 2))
    refused(too_many, "invalid-number-of-tickets")


def test_a_group_without_the_social_tariff_uses_its_coupon(vendor: httpx.Client) -> None:
    (offered,) = tariffs(vendor, GROUP_WITH_COUPON, "10").json()["available"]
    assert (offered["type"], offered["remaining"]) == ("COUPON", 50)

    sold = vendor.post("ticket-sales", json=[order(GROUP_WITH_COUPON, offered["id"])] * 2)
    assert [sale["tariff"]["id"] for sale in sold.json()] == [offered["id"]] * 2
    assert tariffs(vendor, GROUP_WITH_COUPON, "10").json()["available"][0]["remaining"] == 48


def test_the_ticket_limit_of_an_event_is_told_in_words(vendor: httpx.Client) -> None:
    first = vendor.post("ticket-sales", json=[order(SOCIAL_TARIFF, "SOCIALTARIFF", 11, EVENT_ONCE_A_WEEK)])
    assert first.json()[0]["tariff"]["price"] == 2.2

    answer = tariffs(vendor, SOCIAL_TARIFF, "11", EVENT_ONCE_A_WEEK)
    assert answer.status_code == 200
    assert answer.json()["available"] == []
    assert "week" in answer.json()["endUserMessage"]["nl"]
    second = vendor.post("ticket-sales", json=[order(SOCIAL_TARIFF, "SOCIALTARIFF", 11, EVENT_ONCE_A_WEEK)])
    assert refused(second, "maximum-reached")["jsonPointer"] == "/0"


def test_points_are_a_means_of_payment(vendor: httpx.Client) -> None:
    (person,) = vendor.get("passholders", params={"uitpasNumber": NO_SOCIAL_TARIFF}).json()["member"]
    status = vendor.get(f"rewards/{POINTS_REWARD}/redeem-status", params={"uitpasNumber": NO_SOCIAL_TARIFF}).json()
    assert status["redeemable"] is True
    price = vendor.get(f"rewards/{POINTS_REWARD}").json()["points"]

    taken = vendor.post("rewards/redeemed", json={"uitpasNumber": NO_SOCIAL_TARIFF, "rewardId": POINTS_REWARD})
    assert taken.status_code == 201
    assert points(vendor, NO_SOCIAL_TARIFF) == person["points"] - price

    assert vendor.delete(f"rewards/redeemed/{taken.json()['id']}").status_code == 204
    assert points(vendor, NO_SOCIAL_TARIFF) == person["points"]


def test_a_point_is_saved_once(vendor: httpx.Client) -> None:
    before = points(vendor, NO_SOCIAL_TARIFF)
    body = {"uitpasNumber": NO_SOCIAL_TARIFF, "eventId": EVENT_ONCE_A_WEEK}
    saved = vendor.post("checkins", json=body)
    assert (saved.status_code, saved.json()["points"]) == (201, 1)
    assert points(vendor, NO_SOCIAL_TARIFF) == before + 1

    refused(vendor.post("checkins", json=body), "checkin-not-allowed")
    status = vendor.get("checkin-status", params=body).json()
    assert status["allowed"] is False
    assert status["endUserMessage"]["nl"]

    assert vendor.delete(f"checkins/{saved.json()['id']}").status_code == 204
    assert points(vendor, NO_SOCIAL_TARIFF) == before


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (EXPIRED, "social-tariff-expired"),
        (BLOCKED_CARD, "invalid-card-status"),
        ("0900000031617", "invalid-uitpasnumber"),
        ("0900000100017", "passholder-not-found"),
    ],
)
def test_a_pass_that_gives_no_right_is_refused_in_words(vendor: httpx.Client, number: str, kind: str) -> None:
    refused(tariffs(vendor, number, "10"), kind)
    assert refused(vendor.post("ticket-sales", json=[order(number, "SOCIALTARIFF")]), kind)["jsonPointer"] == "/0"


def test_who_has_no_right_here_is_told_so_without_an_error(vendor: httpx.Client) -> None:
    for number in (NO_SOCIAL_TARIFF, IN_ANOTHER_REGION):
        answer = tariffs(vendor, number, "10", type="SOCIALTARIFF")
        assert (answer.status_code, answer.json()["available"]) == (200, [])
        assert answer.json()["endUserMessage"]["nl"]


def test_a_vendor_reaches_only_its_own_organizer(vendor: httpx.Client) -> None:
    answer = tariffs(vendor, SOCIAL_TARIFF, "10", EVENT_OF_ANOTHER)
    assert answer.status_code == 403
    assert answer.json()["type"] == "https://api.publiq.be/probs/auth/forbidden"


def test_a_retry_after_a_lost_answer_sells_one_ticket(vendor: httpx.Client) -> None:
    body, key = [order(SOCIAL_TARIFF, "SOCIALTARIFF")], {"Idempotency-Key": "order-2026-1"}
    first = vendor.post("ticket-sales", json=body, headers=key)
    again = vendor.post("ticket-sales", json=body, headers=key)

    assert again.content == first.content
    assert again.headers["Idempotency-Replayed"] == "true"
    assert vendor.get("ticket-sales", params={"eventId": EVENT, "limit": 0}).json()["totalItems"] == 1


def points(vendor: httpx.Client, number: str) -> int:
    return int(vendor.get("passes", params={"identifier": number}).json()["points"])
