"""What the desk application and the event database's back end send, over HTTP, with their own query strings.

The application is a Next.js program on a tablet: a member of staff signs in, chooses a desk and an activity, and holds
cards in front of the camera. Its calls and the fields that it reads stand in contract/clients.md 2, 3 and 7.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from openpas.demo.cast import Cast, create_cast
from openpas.events.event_database.document import IdentifiedDocument
from openpas.events.providers.uitdatabank import UitdatabankSearch
from openpas.events.rules import Calendar
from openpas.foundation.calendar import brussels_day, start_of_day
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.identity.models import ApiClient, User
from openpas.identity.tokens import issue_client_token, issue_user_token
from openpas.rewards.models import Reward
from openpas.rewards.service import grant_welcome_rewards
from openpas.runtime import clock
from openpas.tariffs.models import DistributionKey

ALWAYS = "embed=true&audienceType=*&uitpas=true&availableFrom=*&availableTo=*&sort%5BavailableTo%5D=asc"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast where other threads see it: the server of these tests is one."""
    return create_cast()


@pytest.fixture
def desk(live_server: Any, cast: Cast) -> Iterator[httpx.Client]:
    """Dirk, signed in on the application: its calls go to the API with his token."""
    yield from _calling(f"{live_server.url}/api/v4/", issue_user_token(_user(cast.dirk), _client(cast.desk_client)))


@pytest.fixture
def search(live_server: Any, cast: Cast) -> Iterator[httpx.Client]:
    """The application's way to the event database: it names itself and brings no token."""
    with httpx.Client(
        base_url=f"{live_server.url}/search/", headers={"x-client-id": "cast-desk"}, timeout=30
    ) as client:
        yield client


@pytest.fixture
def back_end(live_server: Any, cast: Cast) -> Iterator[httpx.Client]:
    """The event database's own back end, which may change every event."""
    yield from _calling(f"{live_server.url}/api/v4/", issue_client_token(_client(cast.admin_client)))


def _calling(url: str, token: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30) as client:
        yield client


def _user(user: User) -> User:
    return User.objects.get(pk=user.pk)


def _client(client: ApiClient) -> ApiClient:
    return ApiClient.objects.get(pk=client.pk)


def good(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()


def event_id_in(address: str) -> str:
    """As the application finds it: what stands behind the last slash."""
    return address.rsplit("/", 1)[-1]


def period(days: int) -> str:
    """`dateFrom` and `dateTo` from today on, escaped as the application does it."""
    today = start_of_day(brussels_day(clock.now()))
    begin, end = (moment.strftime("%Y-%m-%dT%H%%3A%M%%3A%S%%2B00%%3A00") for moment in (today, today + timedelta(days)))
    return f"dateFrom={begin}&dateTo={end}"


def test_choosing_a_desk(desk: httpx.Client) -> None:
    (mine,) = good(desk.get("permissions"))
    assert mine["organizer"]["name"] == "Theater De Vlieger"
    assert [system["name"] for system in mine["organizer"]["cardSystems"]] == ["UiTPAS Regio Gent"]
    # The application keeps the object in a cookie, which a browser drops above four kilobytes.
    assert len(str(mine["organizer"])) < 1000


def test_choosing_an_activity_at_the_counter(desk: httpx.Client, search: httpx.Client) -> None:
    organizer_id = good(desk.get("permissions"))[0]["organizer"]["id"]
    for paging in ("&limit=5", "&limit=5&start=0", "&limit=&start=", "&limit=50&start=0"):
        found = good(search.get(f"events?{ALWAYS}&{period(365)}&organizerId={organizer_id}{paging}"))
        first = found["member"][0]
        assert found["totalItems"] == 2
        assert first["name"]["nl"] == "Concert: De Nachtuilen"
        assert first["startDate"] < first["endDate"]
        assert event_id_in(first["organizer"]["@id"]) == organizer_id
    unlimited = "dateFrom=1926-11-22T00%3A00%3A00%2B00%3A00&dateTo=2126-11-22T00%3A00%3A00%2B00%3A00"
    assert good(search.get(f"events?{ALWAYS}&{unlimited}&organizerId={organizer_id}&limit=5&start=5"))["member"] == []
    for text, expected in (("nachtuilen", 1), ("vrij%20bezoek", 1), ("vrij+b", 1), ("(*", 2), ("zaalvoetbal", 0)):
        found = good(search.get(f"events?{ALWAYS}&{period(30)}&organizerId={organizer_id}&limit=50&start=0&q={text}"))
        assert found["totalItems"] == expected, text


def test_an_activity_in_detail(search: httpx.Client, live_server: Any) -> None:
    (event,) = good(search.get(f"events?{ALWAYS}&{period(30)}&id=cast-concert"))["member"]
    assert event_id_in(event["@id"]) == "cast-concert"
    assert good(search.get(f"events?{ALWAYS}&{period(30)}&id=-"))["totalItems"] == 0
    assert good(search.get(f"events?{ALWAYS}&{period(30)}"))["totalItems"] == 4
    prices = good(httpx.get(f"{live_server.url}/entry/events/cast-concert"))["priceInfo"]
    assert [(line["name"]["nl"], line["price"]) for line in prices] == [("Basistarief", 11), ("Onder 26 jaar", 8)]


def test_a_card_in_front_of_the_camera(desk: httpx.Client, cast: Cast) -> None:
    number, event = cast.amina_number, "cast-concert"
    (amina,) = good(desk.get(f"passholders?uitpasNumber={number}"))["member"]
    assert (amina["firstName"], amina["name"], amina["points"]) == ("Amina", "Aziz", 12)
    (membership,) = amina["cardSystemMemberships"]
    assert (membership["status"], membership["uitpasNumber"]) == ("ACTIVE", number)
    assert (membership["cardSystem"]["id"], membership["cardSystem"]["name"]) == (5, "UiTPAS Regio Gent")
    assert membership["socialTariff"]["status"] == "ACTIVE"
    assert good(desk.get(f"grouppasses?uitpasNumber={number}")) == {"totalItems": 0, "member": []}

    good(desk.post("checkins", json={"uitpasNumber": number, "eventId": event}), 201)
    assert good(desk.get(f"passholders?uitpasNumber={number}"))["member"][0]["points"] == 13
    twice = desk.post("checkins", json={"uitpasNumber": number, "eventId": event})
    assert twice.status_code == 400
    assert twice.json()["endUserMessage"]["nl"]

    for price, reduced in ((11, 2.2), (8, 1.6)):
        offered = good(desk.get(f"tariffs?eventId={event}&regularPrice={price}&uitpasNumber={number}"))["available"]
        assert [(one["type"], one["price"], one["remaining"]) for one in offered] == [("SOCIALTARIFF", reduced, 1)]
    ticket = {"eventId": event, "tariff": {"id": offered[0]["id"]}, "regularPrice": 8, "uitpasNumber": number}
    (sold,) = good(desk.post("ticket-sales", json=[ticket]))
    assert sold["tariff"]["price"] == 1.6
    nothing_left = good(desk.get(f"tariffs?eventId={event}&regularPrice=8&uitpasNumber={number}"))
    assert nothing_left["available"] == []
    assert nothing_left["endUserMessage"]["nl"]


def test_an_identity_card_and_a_card_nobody_knows(desk: httpx.Client) -> None:
    assert good(desk.get("passholders?inszNumber=90051700255"))["member"][0]["firstName"] == "Amina"
    unknown = desk.get("passholders?uitpasNumber=0900000095902")
    assert good(unknown)["member"] == []


def test_a_group(desk: httpx.Client, cast: Cast) -> None:
    number, event = cast.chloe_number, "cast-concert"
    assert good(desk.get(f"passholders?uitpasNumber={number}")) == {"totalItems": 0, "member": []}
    (group,) = good(desk.get(f"grouppasses?uitpasNumber={number}"))["member"]
    assert (group["socialTariff"]["status"], group["socialTariff"]["availableTickets"]) == ("ACTIVE", 20)
    (offered,) = good(desk.get(f"tariffs?eventId={event}&regularPrice=11&uitpasNumber={number}"))["available"]
    assert offered["remaining"] == 20
    ticket = {"eventId": event, "tariff": {"id": offered["id"]}, "regularPrice": 11, "uitpasNumber": number}
    sold = good(desk.post("ticket-sales", json=[ticket] * 3))
    assert ([one["tariff"]["price"] for one in sold], len(sold)) == ([2.2] * 3, 3)


def test_exchanging_points(desk: httpx.Client, cast: Cast) -> None:
    grant_welcome_rewards(cast.amina.pk, cast.gent.pk)
    (amina,) = good(desk.get(f"passholders?uitpasNumber={cast.amina_number}"))["member"]
    asked = f"organizerId=cast-theatre&isRedeemableByPassholderId={amina['id']}&type=ANY&limit=10"
    first = good(desk.get(f"rewards?{asked}"))
    assert {(one["title"], one["points"], one["online"]) for one in first["member"]} == {
        ("Gratis drankje aan de bar", 5, False),
        ("Welkom: één gratis inkom", 0, False),
    }
    assert good(desk.get(f"rewards?{asked}&start=10"))["member"] == []
    (drink,) = good(desk.get(f"rewards?{asked}&text=drankje"))["member"]
    redeemed = desk.post("rewards/redeemed", json={"uitpasNumber": cast.amina_number, "rewardId": drink["id"]})
    good(redeemed, 201)
    assert good(desk.get(f"passholders?uitpasNumber={cast.amina_number}"))["member"][0]["points"] == 7
    Reward.objects.filter(pk=cast.drink.pk).update(points=500)
    refused = desk.post("rewards/redeemed", json={"uitpasNumber": cast.amina_number, "rewardId": drink["id"]})
    assert (refused.status_code, bool(refused.json()["endUserMessage"]["nl"])) == (400, True)


def test_a_desk_of_another_region_sees_nothing_of_it(live_server: Any, cast: Cast) -> None:
    for eva in _calling(f"{live_server.url}/api/v4/", issue_user_token(_user(cast.eva), _client(cast.stranger_client))):
        asked = {"uitpasNumber": cast.amina_number, "eventId": "cast-concert"}
        assert eva.post("checkins", json=asked).status_code == 403
        assert eva.get("tariffs", params={**asked, "regularPrice": "11"}).status_code == 403


def test_the_passholder_app_shows_where_a_desk_is(search: httpx.Client) -> None:
    answer = good(search.get("organizers/cast-theatre?clientId=cast-desk"))
    assert answer["name"]["nl"] == "Theater De Vlieger"
    assert answer["address"]["nl"] == {
        "streetAddress": "Kaaistraat 12",
        "postalCode": "9000",
        "addressLocality": "Gent",
        "addressCountry": "BE",
    }


def test_the_event_database_reads_and_writes_card_systems(back_end: httpx.Client, cast: Cast) -> None:
    cast.theatre.card_systems.add(cast.dender)
    split = cast.standard_key.split
    key = DistributionKey.objects.create(
        card_system=cast.gent, name="3 euro per dag", kind=DistributionKey.Kind.MANUAL, split=split, is_global=True
    )
    path = "events/cast-concert/card-systems"
    systems = good(back_end.get(path))
    assert systems == [
        {"id": 1, "name": "UiTPAS Dender", "enabled": True},
        {
            "id": 5,
            "name": "UiTPAS Regio Gent",
            "enabled": True,
            "manualDistributionKeys": [{"id": key.pk, "name": "3 euro per dag", "enabled": False}],
        },
    ]
    answer = back_end.put(path, json=systems)
    assert (answer.status_code, answer.content) == (204, b"")
    assert good(back_end.get(path)) == systems
    without_dender = [{**systems[0], "enabled": False}, {"id": 5, "enabled": True}]
    assert back_end.put(path, json=without_dender).status_code == 204
    assert [system["enabled"] for system in good(back_end.get(path))] == [False, True]
    assert back_end.get("events/5e1f3c1e-0000-4000-8000-000000000000/card-systems").status_code == 404


def test_the_event_database_asks_whether_tickets_were_sold(
    back_end: httpx.Client, desk: httpx.Client, cast: Cast
) -> None:
    asked = "ticket-sales?eventId=cast-concert&limit=0"
    assert good(back_end.get(asked)) == {"totalItems": 0, "member": []}
    ticket = {"eventId": "cast-concert", "tariff": {"id": "SOCIALTARIFF"}, "regularPrice": 11}
    good(desk.post("ticket-sales", json=[{**ticket, "uitpasNumber": cast.amina_number}]))
    assert good(back_end.get(asked)) == {"totalItems": 1, "member": []}
    frozen = back_end.put("events/cast-concert/card-systems", json=[])
    assert frozen.json()["type"] == "https://api.publiq.be/probs/uitpas/event-already-has-ticketsales"


def test_another_installation_can_import_from_this_one(live_server: Any, cast: Cast) -> None:
    """What we serve is what we import: the words are UiTdatabank's in both directions."""
    with UitdatabankSearch(f"{live_server.url}/search", "cast-desk") as catalogue:
        page = catalogue.events_of("CAST-theatre", clock.now(), 0)
        document = catalogue.event("cast-concert")
    assert (page.total, len(page.documents)) == (2, 2)
    read = IdentifiedDocument.model_validate(document)
    assert (read.public_id, read.title, read.status_of_all()) == ("cast-concert", cast.concert.title, "Available")
    assert read.as_calendar() == Calendar.from_json(cast.concert.calendar)
    assert [(line.title, line.price) for line in read.prices()] == [("Basistarief", 1100), ("Onder 26 jaar", 800)]


def test_an_event_from_its_entry_to_the_first_point(
    live_server: Any, desk: httpx.Client, search: httpx.Client, cast: Cast
) -> None:
    """The organizer's program enters an event, the desk finds it a moment later and saves a point at it."""
    grant(cast.desk_client, [Permission.EVENTS_UPDATE], cast.theatre)
    begin = clock.now() + timedelta(minutes=30)
    body = {
        "mainLanguage": "nl",
        "name": {"nl": "Buurtfeest"},
        "calendarType": "single",
        "subEvent": [{"startDate": begin.isoformat(), "endDate": (begin + timedelta(hours=3)).isoformat()}],
        "organizer": {"@id": "https://io.uitdatabank.be/organizers/cast-theatre"},
        "location": {"@id": "https://io.uitdatabank.be/place/square", "name": {"nl": "Plein"}},
        "priceInfo": [{"category": "base", "name": {"nl": "Basistarief"}, "price": 0, "priceCurrency": "EUR"}],
    }
    for entry in _calling(f"{live_server.url}/entry/", issue_client_token(_client(cast.desk_client))):
        url = good(entry.post("events", json=body), 201)["url"]
    event_id = event_id_in(url)
    found = good(search.get(f"events?{ALWAYS}&{period(30)}&organizerId=cast-theatre&limit=50&start=0&q=buurtfeest"))
    assert [event_id_in(one["@id"]) for one in found["member"]] == [event_id]
    assert good(search.get(f"events?{ALWAYS}&{period(30)}&id={event_id}"))["totalItems"] == 1
    good(desk.post("checkins", json={"uitpasNumber": cast.bart_number, "eventId": event_id}), 201)
