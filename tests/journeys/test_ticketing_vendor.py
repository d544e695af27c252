"""A shop on the web that sells tickets, over HTTP: from the event's page to a basket that is paid or left behind.

The guides' own steps are in test_published_guides.py; this is what a shop does around them (contract/clients.md 1 and
3, contract/rules.md 2.1 and 2.2).
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from openpas.demo.published import create_published
from openpas.tariffs.models import TicketSale

ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"
EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
EVENT_ONCE_A_WEEK = "d83b5b8a-108a-45d6-9ac9-8bdc44a0a24a"
SOCIAL_TARIFF = "0900000067513"
NO_SOCIAL_TARIFF = "0900000095902"
SOCIAL_GROUP = "0900000045410"
BLOCKED_CARD = "0900000002312"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop(live_server: Any) -> Iterator[httpx.Client]:
    """The shop's program: it asked for a token with its client id and secret, and calls with it."""
    create_published()
    with httpx.Client(base_url=live_server.url, timeout=30) as client:
        answer = client.post(
            "/realms/uitid/protocol/openid-connect/token",
            data={"grant_type": "client_credentials"},
            auth=("demo-ticketing", "demo-secret"),
        )
        client.base_url = httpx.URL(f"{live_server.url}/api/v4/")
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        yield client


def good(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def ticket(number: str, event: str = EVENT_ONCE_A_WEEK, price: float = 11) -> dict[str, Any]:
    return {"eventId": event, "uitpasNumber": number, "tariff": {"id": "SOCIALTARIFF"}, "regularPrice": price}


def sold(shop: httpx.Client, event: str = EVENT_ONCE_A_WEEK) -> int:
    return int(good(shop.get(f"ticket-sales?eventId={event}&limit=0"))["totalItems"])


def test_the_page_of_an_event(shop: httpx.Client, live_server: Any) -> None:
    """Before anybody shows a pass: which events there are, what they cost, and what the social tariff would be."""
    catalogue = f"{live_server.url}/search/events?embed=true&organizerId={ORGANIZER}&limit=5&clientId=demo-ticketing"
    found = good(httpx.get(catalogue, timeout=30))
    ids = {event["@id"].rsplit("/", 1)[-1] for event in found["member"]}
    assert ids == {EVENT, EVENT_ONCE_A_WEEK}
    prices = good(httpx.get(f"{live_server.url}/entry/events/{EVENT}", timeout=30))["priceInfo"]
    for line in prices:
        asked = {"eventId": EVENT, "regularPrice": line["price"]}
        (indicative,) = good(shop.get("tariffs/static", params=asked))["available"]
        assert (indicative["type"], indicative["price"]) == ("SOCIALTARIFF", round(line["price"] * 0.2, 2))


def test_a_basket_that_is_left_behind(shop: httpx.Client) -> None:
    """Reserved while somebody pays, and given back: the right to the tariff is there again at once."""
    asked = f"tariffs?eventId={EVENT_ONCE_A_WEEK}&regularPrice=11&uitpasNumber={SOCIAL_TARIFF}&type=SOCIALTARIFF"
    (offered,) = good(shop.get(asked))["available"]
    (sale,) = good(shop.post("ticket-sales", json=[ticket(SOCIAL_TARIFF)]))
    gone = good(shop.get(asked))
    assert (gone["available"], "week" in gone["endUserMessage"]["nl"]) == ([], True)
    assert shop.delete(f"ticket-sales/{sale['id']}").status_code == 204
    assert good(shop.get(asked))["available"] == [offered]
    assert sold(shop) == 0


def test_an_answer_that_is_lost(shop: httpx.Client) -> None:
    """The shop does not wait for the answer, and asks again with the same key, four times at once: one ticket."""
    key = {"Idempotency-Key": "basket-20261122-1"}

    def bought(patience: httpx.Timeout) -> httpx.Response:
        while True:
            answer = shop.post("ticket-sales", json=[ticket(SOCIAL_TARIFF)], headers=key, timeout=patience)
            if answer.status_code != 409:
                return answer
            assert int(answer.headers["Retry-After"]) >= 1

    with pytest.raises(httpx.ReadTimeout):
        bought(httpx.Timeout(30, read=1e-6))
    with ThreadPoolExecutor(4) as baskets:
        answers = list(baskets.map(bought, [httpx.Timeout(30)] * 4))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert (sold(shop), TicketSale.objects.count()) == (1, 1)
    other = shop.post("ticket-sales", json=[ticket(SOCIAL_GROUP)], headers=key)
    assert (other.status_code, other.json()["type"]) == (400, "https://api.publiq.be/probs/header/invalid")


def test_two_shops_want_the_last_one(shop: httpx.Client) -> None:
    """One ticket a week: of baskets that are paid at the same moment one gets it, and the others say why not."""
    with ThreadPoolExecutor(4) as baskets:
        answers = list(baskets.map(lambda _: shop.post("ticket-sales", json=[ticket(SOCIAL_TARIFF)]), range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]
    for answer in answers:
        if answer.status_code == 400:
            assert answer.json()["type"].endswith("/uitpas/maximum-reached")
            assert answer.json()["jsonPointer"] == "/0"
            assert answer.json()["endUserMessage"]["nl"]
    assert sold(shop) == 1


def test_a_school_and_its_teacher_in_one_basket(shop: httpx.Client) -> None:
    """Twenty tickets on a group pass and one on a person's are one sale of all or of none."""
    basket = [ticket(SOCIAL_GROUP, EVENT, 10)] * 20 + [ticket(SOCIAL_TARIFF, EVENT, 10)]
    refused = shop.post("ticket-sales", json=[*basket, ticket(BLOCKED_CARD, EVENT, 10)])
    assert (refused.status_code, refused.json()["jsonPointer"]) == (400, "/21")
    assert refused.json()["type"].endswith("/uitpas/invalid-card-status")
    assert sold(shop, EVENT) == 0
    made = good(shop.post("ticket-sales", json=basket))
    assert (len(made), {sale["tariff"]["price"] for sale in made}) == (21, {2.0})
    assert sold(shop, EVENT) == 21


def test_looking_too_often(shop: httpx.Client, live_server: Any) -> None:
    """Who only names its client may look up groups now and then; a shop with its token is not held up."""
    asked = f"{live_server.url}/api/v4/grouppasses?uitpasNumber={SOCIAL_GROUP}"
    with httpx.Client(headers={"x-client-id": "demo-ticketing"}, timeout=30) as browser:
        answer = browser.get(asked)
        assert set(good(answer)["member"][0]) & {"name", "email", "address", "telephone"} == set()
        while answer.status_code == 200:
            answer = browser.get(asked)
    assert (answer.status_code, answer.json()["type"]) == (429, "https://api.publiq.be/probs/uitpas/rate-limited")
    assert (int(answer.headers["Retry-After"]) > 0, bool(answer.json()["endUserMessage"]["nl"])) == (True, True)
    assert good(shop.get(f"grouppasses?uitpasNumber={SOCIAL_GROUP}"))["totalItems"] == 1


def test_words_for_who_holds_the_pass(shop: httpx.Client) -> None:
    told = good(shop.get(f"tariffs?eventId={EVENT}&regularPrice=10&uitpasNumber={NO_SOCIAL_TARIFF}&type=SOCIALTARIFF"))
    assert told["available"] == []
    assert set(told["endUserMessage"]) == {"nl", "fr", "en", "de"}
    assert "coupon" not in told["endUserMessage"]["nl"].lower()
