"""Operations 11, 12, 15 and 16."""

from datetime import UTC, datetime, timedelta

import pytest

from openpas.demo.cast import STANDARD_SPLIT, Cast
from openpas.events.models import Event, EventCardSystem, PendingCardSystems
from openpas.events.queries import event_facts
from openpas.events.rules import Calendar, Span
from openpas.events.service import NewEvent, create_event
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.records.models import AuditLine, OutboxMessage
from openpas.tariffs.models import DistributionKey, EventKey
from tests.api.answers import problem, told
from tests.api.conftest import Caller
from tests.api.sold import cancel, sold

SYSTEMS = "/events/cast-concert/card-systems"
SETTINGS = "/events/cast-concert/settings"
FULL = {
    "id": "cast-concert",
    "checkinPoints": 2,
    "passholderTicketLimit": {"volume": 4, "periodType": "YEAR"},
    "checkinLimit": {"volume": 1, "periodType": "MONTH"},
}


@pytest.fixture
def manual_key(cast: Cast) -> DistributionKey:
    key = DistributionKey.objects.create(
        card_system=cast.gent, name="3 euro per dag", kind=DistributionKey.Kind.MANUAL, split=STANDARD_SPLIT
    )
    key.organizers.add(cast.theatre)
    return key


@pytest.fixture
def editor(cast: Cast) -> Caller:
    """May change events and settings of the theatre."""
    rights = [Permission.EVENTS_UPDATE, Permission.EVENT_SETTINGS_UPDATE]
    grant(cast.desk_client, rights, cast.theatre)
    return Caller(cast.desk_client)


def nothing_written() -> bool:
    tables = (EventCardSystem, EventKey, PendingCardSystems, OutboxMessage, AuditLine)
    return not any(table._default_manager.exists() for table in tables)


@pytest.mark.parametrize(("method", "path"), [("GET", SYSTEMS), ("PUT", SYSTEMS), ("GET", SETTINGS), ("PUT", SETTINGS)])
def test_anonymous(cast: Cast, anonymous: Caller, method: str, path: str) -> None:
    assert problem(anonymous.send(method, path, [])) == (401, "auth/unauthorized")
    assert nothing_written()


def test_a_stranger(cast: Cast, stranger: Caller) -> None:
    rights = [Permission.EVENTS_UPDATE, Permission.EVENT_SETTINGS_UPDATE]
    for _ in range(2):
        assert problem(stranger.send("PUT", SYSTEMS, [])) == (403, "auth/forbidden")
        assert problem(stranger.get(SETTINGS)) == (403, "auth/forbidden")
        assert problem(stranger.send("PUT", SETTINGS, FULL)) == (403, "auth/forbidden")
        grant(cast.stranger_client, rights, cast.aalst)
    assert nothing_written()
    assert stranger.get(SYSTEMS).status_code == 200


def test_the_card_systems_of_an_event(cast: Cast, stranger: Caller, manual_key: DistributionKey) -> None:
    cast.theatre.card_systems.add(cast.dender)
    EventCardSystem.objects.create(event=cast.concert, card_system=cast.dender, is_enabled=False)
    DistributionKey.objects.create(
        card_system=cast.gent, name="Van een ander", kind=DistributionKey.Kind.MANUAL, split=STANDARD_SPLIT
    )
    assert told(stranger.get("/events/CAST-concert/card-systems/")) == [
        {"id": 1, "name": "UiTPAS Dender", "enabled": False},
        {
            "id": 5,
            "name": "UiTPAS Regio Gent",
            "enabled": True,
            "manualDistributionKeys": [{"id": manual_key.pk, "name": "3 euro per dag", "enabled": False}],
        },
    ]


def test_what_was_read_can_be_sent_back(cast: Cast, editor: Caller, manual_key: DistributionKey) -> None:
    systems = told(editor.get(SYSTEMS))
    systems[0]["manualDistributionKeys"][0]["enabled"] = True
    response = editor.send("PUT", SYSTEMS, systems)
    assert (response.status_code, response.content) == (204, b"")
    assert told(editor.get(SYSTEMS)) == systems
    assert EventKey.objects.get().is_enabled
    assert OutboxMessage.objects.get().kind == "EventCardSystemsChosen"
    editor.send("PUT", SYSTEMS, [{"id": 5, "enabled": True}])
    assert told(editor.get(SYSTEMS))[0]["manualDistributionKeys"][0]["enabled"] is False


def test_an_empty_list_disables_all(cast: Cast, editor: Caller) -> None:
    assert editor.send("PUT", SYSTEMS, []).status_code == 204
    assert told(editor.get(SYSTEMS)) == [{"id": 5, "name": "UiTPAS Regio Gent", "enabled": False}]
    assert event_facts("cast-concert").card_system_ids == set()


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ([{"id": 1, "enabled": True}], "uitpas/invalid-card-system"),
        ([{"id": 999, "enabled": True}], "uitpas/cardsystem-not-found"),
        (
            [{"id": 5, "enabled": True, "manualDistributionKeys": [{"id": 999999, "enabled": True}]}],
            "uitpas/distributionkey-not-found",
        ),
        ({"id": 5, "enabled": True}, "body/invalid-data"),
        ([{"id": 5}], "body/invalid-data"),
        ([{"enabled": True}], "body/invalid-data"),
        ([{"id": "x", "enabled": True}], "body/invalid-data"),
        ([{"id": 2**40, "enabled": True}], "body/invalid-data"),
        (b"[", "body/invalid-syntax"),
        (b"", "body/missing"),
    ],
)
def test_refused_card_systems(cast: Cast, editor: Caller, body: object, refusal: str) -> None:
    assert problem(editor.send("PUT", SYSTEMS, body)) == (400, refusal)
    assert nothing_written()


@pytest.mark.parametrize("kind", ["AUTOMATIC", "MANUAL"])
def test_a_key_that_cannot_be_used(cast: Cast, editor: Caller, kind: str) -> None:
    key = DistributionKey.objects.create(card_system=cast.gent, name="K", kind=kind, split=STANDARD_SPLIT)
    body = [{"id": 5, "enabled": True, "manualDistributionKeys": [{"id": key.pk, "enabled": True}]}]
    assert problem(editor.send("PUT", SYSTEMS, body)) == (400, "uitpas/invalid-distributionkey")
    assert nothing_written()


def test_a_key_under_another_card_system(cast: Cast, editor: Caller, manual_key: DistributionKey) -> None:
    cast.theatre.card_systems.add(cast.dender)
    body = [{"id": 1, "enabled": True, "manualDistributionKeys": [{"id": manual_key.pk, "enabled": True}]}]
    assert problem(editor.send("PUT", SYSTEMS, body)) == (400, "uitpas/invalid-distributionkey")
    assert nothing_written()


def test_frozen_once_tickets_are_sold(cast: Cast, editor: Caller) -> None:
    sale = sold(cast, cast.amina)
    assert problem(editor.send("PUT", SYSTEMS, [])) == (400, "uitpas/event-already-has-ticketsales")
    assert nothing_written()
    cancel(sale)
    assert editor.send("PUT", SYSTEMS, []).status_code == 204


def test_an_unknown_event(cast: Cast, editor: Caller, desk: Caller) -> None:
    assert problem(editor.get("/events/not-yet/card-systems")) == (404, "uitpas/event-not-found")
    assert problem(editor.send("PUT", "/events/not-yet/card-systems", [])) == (404, "uitpas/event-not-found")
    assert problem(editor.get("/events/not-yet/settings")) == (404, "uitpas/event-not-found")
    body = {"id": "not-yet", "checkinPoints": 1}
    assert problem(editor.send("PUT", "/events/not-yet/settings", body)) == (404, "uitpas/event-not-found")
    assert nothing_written()


def test_chosen_before_the_event_is_known(cast: Cast, admin: Caller, manual_key: DistributionKey) -> None:
    cast.theatre.card_systems.add(cast.dender)
    body = [{"id": 5, "enabled": True, "manualDistributionKeys": [{"id": manual_key.pk, "enabled": True}]}]
    assert admin.send("PUT", "/events/Not-Yet/card-systems", body).status_code == 204
    assert admin.get("/events/not-yet/card-systems").status_code == 404
    begins_at = datetime(2099, 1, 1, 20, tzinfo=UTC)
    calendar = Calendar("SINGLE", moments=(Span(begins_at, begins_at + timedelta(hours=1)),))
    new = NewEvent(public_id="not-yet", title="Later", organizer=cast.theatre, calendar=calendar)
    create_event(Actor("system:test", ActorKind.SYSTEM), new)
    dender, gent = told(admin.get("/events/not-yet/card-systems"))
    assert (dender["enabled"], gent["enabled"]) == (False, True)
    assert gent["manualDistributionKeys"][0]["enabled"] is True
    wrong = [{"id": 999, "enabled": True}]
    assert problem(admin.send("PUT", "/events/other/card-systems", wrong)) == (400, "uitpas/cardsystem-not-found")


def test_settings(cast: Cast, editor: Caller) -> None:
    assert told(editor.get("/events/CAST-concert/settings")) == {
        "id": "cast-concert",
        "checkinPoints": 1,
        "passholderTicketLimit": {"volume": 1, "periodType": "ABSOLUTE"},
        "checkinLimit": {"volume": 1, "periodType": "DAY"},
    }
    response = editor.send("PUT", SETTINGS, {**FULL, "id": "CAST-CONCERT", "unknown": 1})
    assert (response.status_code, response.content) == (204, b"")
    assert told(editor.get(SETTINGS)) == FULL
    assert (
        editor.send("PUT", SETTINGS, {"id": "cast-concert", "checkinPoints": 1, "checkinLimit": None}).status_code
        == 204
    )
    assert told(editor.get(SETTINGS)) == {"id": "cast-concert", "checkinPoints": 1}


def test_settings_for_all_events(cast: Cast, admin: Caller) -> None:
    assert admin.send("PUT", SETTINGS, FULL).status_code == 204
    assert told(admin.get(SETTINGS)) == FULL


@pytest.mark.parametrize(
    "body",
    [
        {"checkinPoints": 1},
        {"id": "cast-concert"},
        {"id": "cast-open-house", "checkinPoints": 1},
        {"id": "cast-concert", "checkinPoints": -1},
        {"id": "cast-concert", "checkinPoints": "many"},
        {"id": "cast-concert", "checkinPoints": 1, "checkinLimit": {"volume": 1}},
        {"id": "cast-concert", "checkinPoints": 1, "checkinLimit": {"volume": 1, "periodType": "DECADE"}},
        {"id": "cast-concert", "checkinPoints": 1, "checkinLimit": {"volume": 0, "periodType": "DAY"}},
        [],
    ],
)
def test_refused_settings(cast: Cast, editor: Caller, body: object) -> None:
    assert problem(editor.send("PUT", SETTINGS, body)) == (400, "body/invalid-data")
    assert nothing_written()
    cast.concert.refresh_from_db()
    assert (cast.concert.checkin_points, cast.concert.checkin_limit_volume) == (1, 1)


def test_settings_of_an_event_that_is_over(cast: Cast, editor: Caller) -> None:
    past = datetime(2020, 1, 1, tzinfo=UTC)
    Event.objects.filter(pk=cast.concert.pk).update(starts_at=past, ends_at=past)
    assert problem(editor.send("PUT", SETTINGS, FULL)) == (400, "body/invalid-data")
    assert nothing_written()


def test_the_same_key_twice(cast: Cast, editor: Caller) -> None:
    for _ in range(2):
        assert editor.send("PUT", SETTINGS, FULL, idempotency_key="k1").status_code == 204
    assert OutboxMessage.objects.count() == 1
    assert problem(editor.send("PUT", SETTINGS, {**FULL, "checkinPoints": 5}, idempotency_key="k1"))[0] == 400
