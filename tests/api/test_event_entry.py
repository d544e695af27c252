"""The event database's entry: reading, making and changing events."""

import json
from typing import Any

import pytest

from openpas.demo.cast import Cast
from openpas.events.models import Event, PriceClass
from openpas.events.queries import event_facts
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.organizers.models import Location
from openpas.records.models import AuditLine, OutboxMessage
from tests.api.answers import problem, told
from tests.api.event_database import BASE_PRICE, ISSUER, PLAY, DatabaseCaller

pytestmark = pytest.mark.django_db

WEEKEND = {"opens": "10:00", "closes": "24:00", "dayOfWeek": ["saturday", "Sunday"]}


@pytest.fixture
def editor(cast: Cast) -> DatabaseCaller:
    """May change events of the theatre."""
    grant(cast.desk_client, [Permission.EVENTS_UPDATE], cast.theatre)
    return DatabaseCaller(cast.desk_client)


def written(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    return dict(json.loads(answer.content))


def nothing_written() -> bool:
    return not OutboxMessage.objects.exists() and not AuditLine.objects.exists() and Event.objects.count() == 4


def test_reading_needs_nobody(cast: Cast) -> None:
    event = told(DatabaseCaller().get("/entry/events/CAST-CONCERT/"))
    assert event["@id"] == f"{ISSUER}/entry/events/cast-concert"
    assert [(line["category"], line["name"]["nl"], line["price"]) for line in event["priceInfo"]] == [
        ("base", "Basistarief", 11.0),
        ("tariff", "Onder 26 jaar", 8.0),
    ]
    assert problem(DatabaseCaller().get("/entry/events/not-there")) == (404, "uitpas/event-not-found")
    Event.objects.filter(pk=cast.concert.pk).update(is_published=False)
    assert problem(DatabaseCaller().get("/entry/events/cast-concert")) == (404, "uitpas/event-not-found")


@pytest.mark.parametrize(("method", "path"), [("POST", "/entry/events"), ("PUT", "/entry/events/cast-concert")])
def test_who_may_not_write(cast: Cast, method: str, path: str) -> None:
    assert problem(DatabaseCaller().send(method, path, PLAY)) == (401, "auth/unauthorized")
    assert problem(DatabaseCaller().send(method, path, PLAY, x_client_id="cast-desk")) == (401, "auth/unauthorized")
    stranger = DatabaseCaller(cast.stranger_client)
    assert problem(stranger.send(method, path, PLAY)) == (403, "auth/forbidden")
    grant(cast.stranger_client, [Permission.EVENTS_UPDATE], cast.aalst)
    assert problem(stranger.send(method, path, PLAY)) == (403, "auth/forbidden")
    assert nothing_written()


def test_a_new_event(cast: Cast, editor: DatabaseCaller) -> None:
    answer = written(editor.send("POST", "/entry/events/", PLAY), 201)
    assert answer == {
        "id": answer["id"],
        "eventId": answer["id"],
        "url": f"{ISSUER}/entry/events/{answer['id']}",
    }
    facts = event_facts(answer["id"])
    assert (facts.title, facts.base_price_cents, facts.card_system_ids) == ("Toneel", 1250, frozenset({cast.gent.pk}))
    assert (facts.checkin_limit, facts.ticket_limit) == (Limit(1, Period.DAY), Limit(1, Period.ABSOLUTE))
    assert OutboxMessage.objects.get().kind == "EventCreated"
    shown = told(editor.get(f"/entry/events/{answer['id']}"))
    assert shown["name"] == {"nl": "Toneel"}
    assert shown["subEvent"][0]["startDate"] == "2099-05-01T18:00:00+00:00"
    assert [line["price"] for line in shown["priceInfo"]] == [12.5, 0.0]
    assert shown["labels"] == ["toneel"]
    assert shown["location"]["@id"] == f"{ISSUER}/entry/places/cast-theatre-place"


def test_what_was_read_can_be_sent_back(cast: Cast, editor: DatabaseCaller) -> None:
    shown = told(editor.get("/entry/events/cast-concert"))
    answer = written(editor.send("PUT", "/entry/events/cast-concert", shown), 200)
    assert answer["id"] == "cast-concert"
    assert told(editor.get("/entry/events/cast-concert")) == shown
    assert nothing_written()
    written(editor.send("PUT", "/entry/events/CAST-concert", {**shown, "name": {"nl": "Uitverkocht"}}), 200)
    assert told(editor.get("/entry/events/cast-concert")) == {**shown, "name": {"nl": "Uitverkocht"}}
    assert (OutboxMessage.objects.get().kind, AuditLine.objects.get().action) == ("EventChanged", "event.change")


@pytest.mark.parametrize(
    ("written_as", "ages", "shown_as"),
    [
        ("6-12", (6, 12), "6-12"),
        ("18-", (18, None), "18-"),
        ("-12", (0, 12), "0-12"),
        ("0-", (0, None), "-"),
        ("-", (0, None), "-"),
        (None, (None, None), None),
    ],
)
def test_for_which_age(
    cast: Cast,
    editor: DatabaseCaller,
    written_as: str | None,
    ages: tuple[int | None, int | None],
    shown_as: str | None,
) -> None:
    answer = written(editor.send("POST", "/entry/events", {**PLAY, "typicalAgeRange": written_as}), 201)
    event = Event.objects.get(public_id=answer["id"])
    assert (event.age_from, event.age_to) == ages
    assert told(editor.get(f"/entry/events/{answer['id']}")).get("typicalAgeRange") == shown_as
    written(editor.send("PUT", f"/entry/events/{answer['id']}", {**PLAY, "typicalAgeRange": "3-5"}), 200)
    event.refresh_from_db()
    assert (event.age_from, event.age_to) == (3, 5)


def test_a_bad_age_range_says_how_it_is_written(cast: Cast, editor: DatabaseCaller) -> None:
    answers = [editor.send("POST", "/entry/events", {**PLAY, "typicalAgeRange": bad}) for bad in ("6 tot 12", "12-6")]
    assert [json.loads(answer.content)["schemaErrors"] for answer in answers] == [
        [{"jsonPointer": "/typicalAgeRange", "error": "An age range is written like 6-12, 18- or -"}],
        [{"jsonPointer": "/typicalAgeRange", "error": "An age range begins with the lowest age"}],
    ]
    assert nothing_written()


def test_a_write_with_a_key_is_carried_out_once(cast: Cast, editor: DatabaseCaller) -> None:
    first, again = (editor.send("POST", "/entry/events", PLAY, idempotency_key="play") for _ in range(2))
    assert first.content == again.content
    assert Event.objects.count() == 5


def test_an_event_with_an_id_of_elsewhere(cast: Cast, editor: DatabaseCaller) -> None:
    answer = written(editor.send("PUT", "/entry/events/D04BE067-FBE7-6633-2351893716796CB5", PLAY), 201)
    assert answer["id"] == "D04BE067-FBE7-6633-2351893716796CB5"
    assert written(editor.send("PUT", "/entry/events/d04be067-fbe7-6633-2351893716796cb5", PLAY), 200) == answer


@pytest.mark.parametrize(
    ("calendar", "kind", "shown"),
    [
        (
            {
                "calendarType": "single",
                "subEvent": [
                    {"startDate": "2099-05-02T20:00:00+02:00", "endDate": "2099-05-02T22:00:00+02:00"},
                    {"startDate": "2099-05-01T20:00:00+02:00", "endDate": "2099-05-01T22:00:00+02:00"},
                ],
            },
            "MULTIPLE",
            {"startDate": "2099-05-01T18:00:00+00:00", "endDate": "2099-05-02T20:00:00+00:00"},
        ),
        (
            {
                "calendarType": "multiple",
                "startDate": "2099-05-01T20:00:00+02:00",
                "endDate": "2099-05-01T22:00:00+02:00",
                "subEvent": [],
            },
            "SINGLE",
            {"startDate": "2099-05-01T18:00:00+00:00", "endDate": "2099-05-01T20:00:00+00:00"},
        ),
        (
            {
                "calendarType": "periodic",
                "startDate": "2099-06-01T00:00:00+02:00",
                "endDate": "2099-06-30T23:59:59+02:00",
                "openingHours": [WEEKEND],
                "subEvent": [],
            },
            "PERIODIC",
            {
                "startDate": "2099-05-31T22:00:00+00:00",
                "endDate": "2099-06-30T21:59:59+00:00",
                "openingHours": [{"opens": "10:00", "closes": "00:00", "dayOfWeek": ["saturday", "sunday"]}],
            },
        ),
        (
            {"calendarType": "permanent", "openingHours": [WEEKEND], "subEvent": []},
            "PERMANENT",
            {"openingHours": [{"opens": "10:00", "closes": "00:00", "dayOfWeek": ["saturday", "sunday"]}]},
        ),
    ],
)
def test_the_four_calendars(
    cast: Cast, editor: DatabaseCaller, calendar: dict[str, Any], kind: str, shown: dict[str, Any]
) -> None:
    public_id = written(editor.send("POST", "/entry/events", {**PLAY, **calendar}), 201)["id"]
    assert Event.objects.get(public_id=public_id).calendar_type == kind
    event = told(editor.get(f"/entry/events/{public_id}"))
    assert event["calendarType"] == kind.lower()
    assert {name: event[name] for name in ("startDate", "endDate", "openingHours") if name in event} == shown
    assert written(editor.send("PUT", f"/entry/events/{public_id}", event), 200)["id"] == public_id
    assert told(editor.get(f"/entry/events/{public_id}")) == event


def test_an_event_that_was_called_off(cast: Cast, editor: DatabaseCaller) -> None:
    evenings = [
        {"startDate": f"2099-05-0{day}T20:00:00Z", "endDate": f"2099-05-0{day}T22:00:00Z", "status": {"type": status}}
        for day, status in ((1, "Unavailable"), (2, "Available"), (3, "TemporarilyUnavailable"))
    ]
    body = {**PLAY, "calendarType": "multiple", "subEvent": evenings, "status": {"type": "Unavailable"}}
    path = written(editor.send("POST", "/entry/events", body), 201)["url"].removeprefix(ISSUER)
    event = told(editor.get(path))
    assert event["status"] == {"type": "Available"}
    assert [one["startDate"] for one in event["subEvent"]] == ["2099-05-02T20:00:00+00:00"]
    written(editor.send("PUT", path, {**body, "subEvent": [evenings[0], evenings[2]]}), 200)
    postponed = told(editor.get(path))
    assert postponed["status"] == {"type": "TemporarilyUnavailable"}
    assert len(postponed["subEvent"]) == 2


def test_prices_of_uitpas_itself_are_passed_over(cast: Cast, editor: DatabaseCaller) -> None:
    lines = [
        {"category": "tariff", "name": {"fr": "Jeunes"}, "price": "6.00"},
        {"category": "uitpas", "name": {"nl": "Kansentarief"}, "price": 2.2},
        {"category": "base", "price": 0},
    ]
    public_id = written(editor.send("POST", "/entry/events", {**PLAY, "priceInfo": lines}), 201)["id"]
    prices = PriceClass.objects.filter(event__public_id=public_id)
    assert [(price.name, price.price_cents, price.is_base) for price in prices] == [
        ("Basistarief", 0, True),
        ("Jeunes", 600, False),
    ]


def test_places(cast: Cast, editor: DatabaseCaller) -> None:
    address = {"nl": {"streetAddress": "Plein 1", "postalCode": "9000", "addressLocality": "Gent"}}
    barn = {"@id": "https://io.uitdatabank.be/place/barn", "name": {"nl": "Schuur"}, "address": address}
    written(editor.send("POST", "/entry/events", {**PLAY, "location": barn}), 201)
    saved = Location.objects.get(public_id="barn")
    assert (saved.name, saved.postal_code, saved.city) == ("Schuur", "9000", "Gent")
    renamed = {"@id": "BARN", "name": "Iets anders"}
    written(editor.send("POST", "/entry/events", {**PLAY, "location": renamed}), 201)
    saved.refresh_from_db()
    assert (saved.name, Location.objects.filter(public_id__iexact="barn").count()) == ("Schuur", 1)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"name": None}, "/"),
        ({"name": {}}, "/name"),
        ({"name": {"nl": " "}}, "/"),
        ({"organizer": None}, "/"),
        ({"location": None}, "/"),
        ({"location": {"@id": "unknown"}}, "/location"),
        ({"location": {"name": "Zonder id"}}, "/location"),
        ({"location": {"@id": "//", "name": "Lege id"}}, "/location"),
        ({"calendarType": "sometimes"}, "/calendarType"),
        ({"calendarType": "periodic", "subEvent": None}, "/"),
        ({"subEvent": []}, "/"),
        ({"subEvent": [{"startDate": "2099-05-02T20:00:00Z", "endDate": "2099-05-01T20:00:00Z"}]}, "/"),
        (
            {"subEvent": [{"startDate": "2099-05-02T20:00:00", "endDate": "2099-05-03T20:00:00Z"}]},
            "/subEvent/0/startDate",
        ),
        (
            {"subEvent": [{"startDate": "0001-01-01T00:00:00+05:00", "endDate": "9999-12-31T23:59:59-05:00"}]},
            "/subEvent/0",
        ),
        ({"openingHours": [{"opens": "9h", "closes": "10:00", "dayOfWeek": ["monday"]}]}, "/openingHours/0/opens"),
        ({"openingHours": [{"opens": "09:00", "closes": "10:00", "dayOfWeek": []}]}, "/openingHours/0/dayOfWeek"),
        ({"priceInfo": [{**BASE_PRICE, "price": -1}]}, "/priceInfo/0/price"),
        ({"priceInfo": [{**BASE_PRICE, "price": 1.005}]}, "/priceInfo/0/price"),
        ({"priceInfo": [{"category": "base"}]}, "/priceInfo/0"),
        ({"audience": {"audienceType": "nobody"}}, "/audience/audienceType"),
        ({"labels": [1]}, "/labels/0"),
        ({"typicalAgeRange": 6}, "/typicalAgeRange"),
        ({"typicalAgeRange": ""}, "/typicalAgeRange"),
        ({"typicalAgeRange": "12-6"}, "/typicalAgeRange"),
        ({"typicalAgeRange": "vanaf 6"}, "/typicalAgeRange"),
        ({"typicalAgeRange": "6-1200"}, "/typicalAgeRange"),
    ],
)
def test_what_cannot_be_an_event(cast: Cast, editor: DatabaseCaller, changes: dict[str, Any], pointer: str) -> None:
    for method, path in (("POST", "/entry/events"), ("PUT", "/entry/events/cast-concert")):
        answer = editor.send(method, path, {**PLAY, **changes})
        assert problem(answer) == (400, "body/invalid-data")
        assert any(one["jsonPointer"].startswith(pointer) for one in json.loads(answer.content)["schemaErrors"])
    assert nothing_written()


def test_an_event_stays_with_its_organizer(cast: Cast, editor: DatabaseCaller) -> None:
    unknown = {**PLAY, "organizer": {"@id": "nobody"}}
    assert problem(editor.send("POST", "/entry/events", unknown)) == (400, "uitpas/organizer-not-found")
    assert problem(editor.send("PUT", "/entry/events/cast-training", PLAY)) == (403, "auth/forbidden")
    admin = DatabaseCaller(cast.admin_client)
    of_another = admin.send("PUT", "/entry/events/cast-training", PLAY)
    assert problem(of_another) == (409, "urn:openpas:problem:event-of-another-organizer")
    assert nothing_written()


def test_a_hidden_event(cast: Cast, editor: DatabaseCaller) -> None:
    shown = told(editor.get("/entry/events/cast-concert"))
    written(editor.send("PUT", "/entry/events/cast-concert", {**shown, "workflowStatus": "DELETED"}), 200)
    assert editor.get("/entry/events/cast-concert").status_code == 404
    written(editor.send("PUT", "/entry/events/cast-concert", {**shown, "workflowStatus": "READY_FOR_VALIDATION"}), 200)
    assert told(editor.get("/entry/events/cast-concert")) == shown


@pytest.mark.parametrize("odd", ["*", 0, -1, None, [], {}, "9" * 400, [None], {"nl": None}, {"@id": "/"}, 1e308, "é"])
@pytest.mark.parametrize("field", ["name", "organizer", "location", "subEvent", "priceInfo", "labels", "status", "@id"])
def test_no_odd_value_makes_us_fail(cast: Cast, editor: DatabaseCaller, field: str, odd: object) -> None:
    assert editor.send("POST", "/entry/events", {**PLAY, field: odd}).status_code in (201, 400)
