"""The event database's search: what clients send, and what they read of the answer."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from openpas.demo.cast import Cast
from openpas.events.models import Audience, Event, EventCardSystem
from openpas.events.rules import Calendar, OpeningHours, Span
from openpas.events.service import NewEvent, create_event
from openpas.foundation.actor import Actor, ActorKind
from openpas.organizers.models import Location
from openpas.runtime import clock
from tests.api.answers import problem, told
from tests.api.event_database import ISSUER, DatabaseCaller

pytestmark = pytest.mark.django_db

SYSTEM = Actor("system:test", ActorKind.SYSTEM)
ALL = {"availableFrom": "*", "availableTo": "*", "audienceType": "*"}
DESK_LIST = {"embed": "true", "uitpas": "true", **ALL, "sort[availableTo]": "asc"}


@pytest.fixture
def known(cast: Cast) -> DatabaseCaller:
    return DatabaseCaller(cast.desk_client)


def ids(caller: DatabaseCaller, **query: Any) -> list[str]:
    """The ids of what is found, as clients take them out of the addresses."""
    answer = told(caller.get("/search/events", {**ALL, **query}))
    assert answer["totalItems"] == len(answer["member"])
    return [one["@id"].rpartition("/")[2] for one in answer["member"]]


def at(*moments: tuple[datetime, datetime], kind: str = "MULTIPLE") -> Calendar:
    return Calendar(kind, moments=tuple(Span(begin, end) for begin, end in moments))


def test_who_may_search(cast: Cast, known: DatabaseCaller) -> None:
    anonymous = DatabaseCaller()
    for path in ("/search/events", "/search/organizers/cast-theatre"):
        assert problem(anonymous.get(path)) == (401, "auth/unauthorized")
        assert problem(anonymous.get(path, {"clientId": "nobody"})) == (401, "auth/unauthorized")
        assert anonymous.get(path, {"clientId": "cast-stranger"}).status_code == 200
        assert anonymous.get(path, x_client_id="cast-stranger").status_code == 200
        assert known.get(f"{path}/").status_code == 200


def test_an_event_as_a_desk_reads_it(cast: Cast, known: DatabaseCaller) -> None:
    cast.concert.keywords = ["muziek"]
    cast.concert.save()
    answer = told(known.get("/search/events", {**DESK_LIST, "id": "CAST-concert"}))
    begin, end = (moment.isoformat() for moment in (cast.concert.starts_at, cast.concert.ends_at) if moment)
    assert {name: answer[name] for name in ("@type", "totalItems", "itemsPerPage")} == {
        "@type": "PagedCollection",
        "totalItems": 1,
        "itemsPerPage": 30,
    }
    created = answer["member"][0].pop("created")
    assert answer["member"][0].pop("availableFrom") == created
    assert answer["member"] == [
        {
            "@id": f"{ISSUER}/entry/events/cast-concert",
            "@type": "Event",
            "mainLanguage": "nl",
            "name": {"nl": "Concert: De Nachtuilen"},
            "calendarType": "single",
            "startDate": begin,
            "endDate": end,
            "subEvent": [
                {"@type": "Event", "startDate": begin, "endDate": end, "status": {"type": "Available"}},
            ],
            "status": {"type": "Available"},
            "organizer": {
                "@id": f"{ISSUER}/search/organizers/cast-theatre",
                "@type": "Organizer",
                "name": {"nl": "Theater De Vlieger"},
            },
            "location": {
                "@id": f"{ISSUER}/entry/places/cast-theatre-place",
                "@type": "Place",
                "name": {"nl": "Theater De Vlieger"},
                "address": {
                    "nl": {
                        "addressCountry": "BE",
                        "addressLocality": "Gent",
                        "postalCode": "9000",
                        "streetAddress": "",
                    }
                },
            },
            "priceInfo": [
                {"category": "base", "name": {"nl": "Basistarief"}, "price": 11.0, "priceCurrency": "EUR"},
                {"category": "tariff", "name": {"nl": "Onder 26 jaar"}, "price": 8.0, "priceCurrency": "EUR"},
            ],
            "typicalAgeRange": "12-",
            "labels": ["muziek"],
            "hiddenLabels": ["UiTPAS Regio Gent"],
            "audience": {"audienceType": "everyone"},
            "workflowStatus": "APPROVED",
            "availableTo": end,
        }
    ]


def test_without_embed_there_are_addresses_only(cast: Cast, known: DatabaseCaller) -> None:
    answer = told(known.get("/search/events", {**ALL, "id": "cast-concert"}))
    assert answer["member"] == [{"@id": f"{ISSUER}/entry/events/cast-concert", "@type": "Event"}]


def test_pages_and_what_a_client_may_send_too_much(cast: Cast, known: DatabaseCaller) -> None:
    raw = (
        "/search/events?embed=true&audienceType=*&uitpas=true&availableFrom=*&availableTo=*&sort%5BavailableTo%5D=asc"
        "&dateFrom=1926-01-01T00%3A00%3A00%2B00%3A00&dateTo=2126-01-01T00:00:00+00:00&limit=&foo=bar&foo=2&start="
    )
    answer = told(known.get(raw))
    assert (answer["totalItems"], answer["itemsPerPage"]) == (4, 30)
    found = [one["@id"].rpartition("/")[2] for one in answer["member"]]
    assert found[0] == "cast-concert"
    second = told(known.get(raw.replace("limit=&", "limit=2&").replace("start=", "start=1")))
    assert [one["@id"].rpartition("/")[2] for one in second["member"]] == found[1:3]
    assert told(known.get("/search/events", {**ALL, "limit": 0})) == {
        "@context": "http://www.w3.org/ns/hydra/context.jsonld",
        "@type": "PagedCollection",
        "itemsPerPage": 0,
        "totalItems": 4,
        "member": [],
    }


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 2001},
        {"limit": -1},
        {"start": 10001},
        {"start": "x"},
        {"dateFrom": "tomorrow"},
        {"embed": "perhaps"},
        {"sort[availableTo]": "up"},
    ],
)
def test_parameters_that_cannot_be_read(known: DatabaseCaller, query: dict[str, Any]) -> None:
    assert problem(known.get("/search/events", query)) == (404, "url/not-found")


def test_by_id_and_organizer(cast: Cast, known: DatabaseCaller) -> None:
    assert ids(known, id="-") == []
    assert ids(known, id=["cast-concert", "cast-training"], organizerId="CAST-Club") == ["cast-training"]
    assert ids(known, organizerId=["cast-club", "cast-aalst"]) == ["cast-training", "cast-aalst-fair"]
    assert ids(known, organizerId="nobody") == []


def test_only_what_counts_in_a_card_system(cast: Cast, known: DatabaseCaller) -> None:
    EventCardSystem.objects.create(event=cast.concert, card_system=cast.gent, is_enabled=False)
    assert "cast-concert" not in ids(known, uitpas="true")
    assert ids(known, uitpas="false") == ["cast-concert"]
    assert "cast-concert" in ids(known)
    cast.theatre.card_systems.add(cast.dender)
    assert "cast-concert" in ids(known, uitpas="true")


def test_by_the_time_at_which_it_takes_place(cast: Cast, known: DatabaseCaller) -> None:
    january, march = datetime(2099, 1, 10, 18, tzinfo=UTC), datetime(2099, 3, 10, 18, tzinfo=UTC)
    evening = timedelta(hours=2)
    calendar = at((january, january + evening), (march, march + evening))
    create_event(SYSTEM, NewEvent(public_id="twice", title="Twee keer", organizer=cast.club, calendar=calendar))
    inside = {"id": "twice", "dateFrom": "2099-03-10T20:00:00+00:00", "dateTo": "2099-03-11T00:00:00+00:00"}
    between = {"id": "twice", "dateFrom": "2099-02-01T00:00:00+00:00", "dateTo": "2099-02-28T00:00:00+00:00"}
    after = {"id": "twice", "dateFrom": "2099-03-10T20:00:01+00:00"}
    assert (ids(known, **inside), ids(known, **between), ids(known, **after)) == (["twice"], [], [])
    assert ids(known, id="twice", dateTo="2099-01-10T17:59:59+00:00") == []
    assert ids(known, id="twice", dateTo="2099-01-10T19:00:00 01:00") == ["twice"]
    assert "cast-training" in ids(known, dateFrom="2150-01-01T00:00:00Z")


def test_without_asterisks_only_what_calendars_should_show_now(cast: Cast, known: DatabaseCaller) -> None:
    now = clock.now()
    Event.objects.filter(pk=cast.concert.pk).update(starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    Event.objects.filter(pk=cast.training.pk).update(audience=Audience.MEMBERS)
    Event.objects.filter(pk=cast.open_house.pk).update(is_published=False)
    usual = told(known.get("/search/events"))
    assert [one["@id"].rpartition("/")[2] for one in usual["member"]] == ["cast-aalst-fair"]
    assert set(ids(known)) == {"cast-concert", "cast-training", "cast-aalst-fair"}
    assert told(known.get("/search/events", {"disableDefaultFilters": "true"}))["totalItems"] == 3
    assert ids(known, audienceType="members") == ["cast-training"]
    assert ids(known, availableFrom=now.isoformat()) == ["cast-training", "cast-aalst-fair"]
    assert ids(known, availableTo="2000-01-01T00:00:00+00:00") == []


def test_the_end_decides_the_order(cast: Cast, known: DatabaseCaller) -> None:
    assert ids(known)[0] == "cast-concert"
    assert ids(known, **{"sort[availableTo]": "DESC"})[-1] == "cast-concert"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nachtuilen", {"cast-concert"}),
        ("NACHT* concert", {"cast-concert"}),
        ("nachtuilen dender", set()),
        ("nachtuilen OR dender", {"cast-concert", "cast-aalst-fair"}),
        ('"aan de dender"', {"cast-aalst-fair"}),
        ("name.nl:nachtuilen AND location.id:*", {"cast-concert"}),
        ("dateRange:[* TO 2020-01-01T00\\:00\\:00]", None),
        ("-nachtuilen zaalvoetbal", {"cast-training"}),
        ("SK Muide", {"cast-training"}),
        ('((( "', None),
        ("   ", None),
        ("100%", set()),
    ],
)
def test_raw_text(known: DatabaseCaller, text: str, found: set[str] | None) -> None:
    everything = {"cast-concert", "cast-open-house", "cast-training", "cast-aalst-fair"}
    assert set(ids(known, q=text)) == (everything if found is None else found)


def test_the_other_calendars(cast: Cast, known: DatabaseCaller) -> None:
    hours = OpeningHours(frozenset({0, 6}), datetime(1, 1, 1, 9).time(), datetime(1, 1, 1, 17, 30).time())  # noqa: DTZ001
    first = datetime(2099, 7, 1, tzinfo=UTC).date()
    calendar = Calendar("PERIODIC", first_day=first, last_day=first + timedelta(days=30), opening_hours=(hours,))
    create_event(SYSTEM, NewEvent(public_id="summer", title="Zomer", organizer=cast.club, calendar=calendar))
    (summer,) = told(known.get("/search/events", {**DESK_LIST, "id": "summer"}))["member"]
    assert (summer["calendarType"], summer["startDate"], summer["endDate"]) == (
        "periodic",
        "2099-06-30T22:00:00+00:00",
        "2099-07-31T21:59:59+00:00",
    )
    assert summer["openingHours"] == [{"opens": "09:00", "closes": "17:30", "dayOfWeek": ["monday", "sunday"]}]
    (permanent,) = told(known.get("/search/events", {**DESK_LIST, "id": "cast-training"}))["member"]
    assert permanent["availableTo"] == "2100-01-01T00:00:00+00:00"
    assert {"startDate", "endDate", "subEvent", "openingHours"}.isdisjoint(permanent)


def test_the_number_of_queries_is_fixed(
    cast: Cast, known: DatabaseCaller, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    known.get("/search/events", DESK_LIST)
    with django_assert_num_queries(5):
        assert told(known.get("/search/events", DESK_LIST))["totalItems"] == 4


def test_an_organizer(cast: Cast) -> None:
    caller = DatabaseCaller()
    answer = told(caller.get("/search/organizers/CAST-theatre", {"clientId": "cast-desk"}))
    assert answer == {
        "@id": f"{ISSUER}/search/organizers/cast-theatre",
        "@type": "Organizer",
        "name": {"nl": "Theater De Vlieger"},
        "address": {
            "nl": {
                "addressCountry": "BE",
                "addressLocality": "Gent",
                "postalCode": "9000",
                "streetAddress": "Kaaistraat 12",
            }
        },
        "labels": [],
        "hiddenLabels": ["UiTPAS Regio Gent"],
    }
    unknown = caller.get("/search/organizers/nobody", {"clientId": "cast-desk"})
    assert problem(unknown) == (404, "uitpas/organizer-not-found")


def test_ids_are_the_last_segment_of_an_address(cast: Cast, known: DatabaseCaller) -> None:
    Location.objects.create(public_id="a b/c", name="Vreemd")
    answer = json.loads(known.get("/entry/places/a%20b").content)
    assert answer["status"] == 404
    assert told(DatabaseCaller().get("/entry/places/CAST-theatre-place"))["name"] == {"nl": "Theater De Vlieger"}


def test_paths_that_are_none(known: DatabaseCaller) -> None:
    for path in ("/search", "/search/places", "/entry/", "/entry/events/a/b"):
        assert problem(known.get(path)) == (404, "url/not-found")
    assert problem(known.send("DELETE", "/entry/events/cast-concert", {})) == (405, "method/not-allowed")
    assert known.send("OPTIONS", "/search/events").status_code == 204


ODD = ["*", "%", "\x00", "'\";--", "-1", "1e400", "9" * 30, "é\U0001f600", "2026-02-31", "x" * 3000, " ", "[", "\\"]


@pytest.mark.parametrize(
    "name",
    ["q", "id", "organizerId", "uitpas", "audienceType", "availableFrom", "dateFrom", "dateTo", "limit", "start"],
)
def test_no_odd_value_makes_us_fail(known: DatabaseCaller, name: str) -> None:
    for odd in ODD:
        assert known.get("/search/events", {name: odd}).status_code in (200, 404)
