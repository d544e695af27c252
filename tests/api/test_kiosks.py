"""Operations 89 to 100: kiosks as their organizers see them, and as they see themselves."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.http import HttpResponse
from pytest_django import DjangoAssertNumQueries

from openpas.checkins.codes import event_of_code
from openpas.checkins.kiosks import service
from openpas.checkins.kiosks.service import NewKiosk
from openpas.checkins.models import Checkin, CheckinCode, Kiosk
from openpas.demo.cast import AMINA, BART, Cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.identity.memory import forget_everything
from openpas.passholders.models import Card
from openpas.records.models import AccessLine, IdempotencyAnswer
from openpas.runtime import clock
from tests.api.conftest import Caller, Person
from tests.desk_rights import let_desk_only

pytestmark = pytest.mark.django_db
PROBS = "https://api.publiq.be/probs/"
DEVICE = "ebee0a27-2dba-4231-aaae-15077884fa75"
SYSTEM = Actor("system:test", ActorKind.SYSTEM, everywhere=frozenset({Permission.KIOSKS_WRITE}))


class Device:
    """Calls as a device does: with its id, or another text, in x-custom-token."""

    def __init__(self, token: str = DEVICE) -> None:
        self.token = token
        self.caller = Caller()

    def get(self, path: str) -> HttpResponse:
        return self.caller.get(f"/kiosk-devices{path}", x_custom_token=self.token)

    def send(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        return self.caller.send(method, f"/kiosk-devices{path}", body, x_custom_token=self.token, **headers)


def told(response: HttpResponse) -> Any:
    return json.loads(response.content)


def refused(response: HttpResponse, status: int, kind: str) -> Any:
    assert (response.status_code, told(response)["type"]) == (status, PROBS + kind)
    return told(response)


@pytest.fixture
def made(cast: Cast) -> tuple[Kiosk, str]:
    return service.create_kiosk(SYSTEM, NewKiosk("VLIEGER-1", cast.gent, [cast.theatre]))


@pytest.fixture
def kiosk(made: tuple[Kiosk, str]) -> Kiosk:
    return service.set_up(made[0].name, made[1], UUID(DEVICE))


@pytest.fixture
def device(kiosk: Kiosk) -> Device:
    return Device()


@pytest.fixture
def reader(cast: Cast) -> Caller:
    grant(cast.desk_client, [Permission.KIOSKS_READ, Permission.KIOSKS_WRITE], cast.theatre)
    return Caller(cast.desk_client)


def fixed(kiosk: Kiosk) -> str:
    return f"/kiosks/{kiosk.public_id}/fixed-event"


def test_who_sees_kiosks(cast: Cast, kiosk: Kiosk, anonymous: Caller, stranger: Caller, desk: Caller) -> None:
    refused(anonymous.get("/kiosks"), 401, "auth/unauthorized")
    refused(stranger.get("/kiosks", {"organizerId": "cast-theatre"}), 403, "auth/forbidden")
    refused(desk.get("/kiosks"), 403, "auth/forbidden")
    grant(cast.stranger_client, [Permission.KIOSKS_READ], cast.aalst)
    forget_everything()
    assert told(Caller(cast.stranger_client).get("/kiosks")) == {"totalItems": 0, "member": []}


def test_who_works_for_the_organizer(cast: Cast, kiosk: Kiosk, person: Person) -> None:
    for desk in (cast.theatre, cast.aalst):
        let_desk_only(desk)
    dirk, eva, amina = person(cast.dirk), person(cast.eva), person(cast.amina)
    assert told(dirk.get("/kiosks", {"organizerId": "cast-theatre"}))["totalItems"] == 1
    assert dirk.send("PUT", fixed(kiosk), {"id": "cast-concert"}).status_code == 204
    assert told(dirk.get(fixed(kiosk)))["event"]["id"] == "cast-concert"
    refused(dirk.get("/kiosks"), 403, "auth/forbidden")
    for stranger in (eva, amina):
        refused(stranger.get("/kiosks", {"organizerId": "cast-theatre"}), 403, "auth/forbidden")
        for method, body in (("GET", None), ("PUT", {"id": "cast-open-house"}), ("DELETE", None)):
            refused(stranger.send(method, fixed(kiosk), body), 403, "auth/forbidden")
    assert dirk.send("DELETE", fixed(kiosk)).status_code == 204


def test_the_list(cast: Cast, kiosk: Kiosk, reader: Caller, admin: Caller) -> None:
    service.create_kiosk(SYSTEM, NewKiosk("NOT YET SET UP", cast.gent, [cast.theatre]))
    (shown,) = told(reader.get("/kiosks/", {"organizerId": "CAST-THEATRE"}))["member"]
    assert (shown["id"], shown["name"], shown["releaseTrack"]) == (str(kiosk.public_id), "VLIEGER-1", "stable")
    assert shown["organizers"] == [{"id": "cast-theatre", "name": "Theater De Vlieger"}]
    assert (shown["locations"], shown["cardSystem"]["id"]) == ([], cast.gent.pk)
    assert shown["deviceId"] != DEVICE
    assert Device(shown["deviceId"]).get("").status_code == 401, "what is shown opens nothing"
    assert told(admin.get("/kiosks"))["totalItems"] == 1
    assert told(admin.get("/kiosks", {"organizerId": "cast-aalst"})) == {"totalItems": 0, "member": []}
    assert told(admin.get("/kiosks", {"limit": "0"})) == {"totalItems": 1, "member": []}
    refused(admin.get("/kiosks", {"limit": "501"}), 400, "url/query-limit-exceeded")


def test_a_fixed_event(cast: Cast, kiosk: Kiosk, reader: Caller, desk: Caller, stranger: Caller) -> None:
    for method, body in (("GET", None), ("PUT", {"id": "cast-concert"}), ("DELETE", None)):
        refused(stranger.send(method, fixed(kiosk), body), 403, "auth/forbidden")
    refused(reader.get(fixed(kiosk)), 404, "uitpas/event-not-found")
    assert reader.send("PUT", fixed(kiosk), {"id": "CAST-CONCERT"}).status_code == 204
    shown = told(reader.get(fixed(kiosk)))
    assert shown == {
        "checkinPoints": 1,
        "event": {"id": "cast-concert", "title": cast.concert.title},
        "checkinCode": CheckinCode.objects.get().code,
    }
    assert event_of_code(shown["checkinCode"]) == cast.concert
    response = reader.send("DELETE", fixed(kiosk))
    assert (response.status_code, response.content) == (204, b"")
    refused(reader.send("DELETE", fixed(kiosk)), 404, "uitpas/event-not-found")


@pytest.mark.parametrize("unknown", ["0190aaaa-0000-4000-8000-000000000000", "7", "db385941"])
def test_a_kiosk_that_is_not_there(cast: Cast, admin: Caller, unknown: str) -> None:
    refused(admin.get(f"/kiosks/{unknown}/fixed-event"), 404, "url/not-found")
    refused(admin.send("PUT", f"/kiosks/{unknown}/fixed-event", {"id": "cast-concert"}), 404, "url/not-found")
    refused(admin.send("DELETE", f"/kiosks/{unknown}/fixed-event"), 404, "url/not-found")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (None, "body/missing"),
        (b"{", "body/invalid-syntax"),
        ({}, "body/invalid-data"),
        ({"id": "nowhere"}, "uitpas/event-not-found"),
        ({"id": "cast-training"}, "uitpas/event-not-acceptable"),
    ],
)
def test_what_cannot_be_fixed(kiosk: Kiosk, reader: Caller, device: Device, body: object, kind: str) -> None:
    refused(reader.send("PUT", fixed(kiosk), body), 400, kind)
    refused(device.send("PUT", "/events", body), 400, kind)
    kiosk.refresh_from_db()
    assert kiosk.fixed_event is None


def test_setting_up(cast: Cast, made: tuple[Kiosk, str]) -> None:
    kiosk, code = made
    answer = Device(code).send("PUT", "/setup", {"name": "vlieger-1", "deviceId": DEVICE})
    assert answer.status_code == 200
    assert (told(answer)["id"], told(answer)["deviceId"]) == (str(kiosk.public_id), DEVICE)
    assert told(Device().get("")) == told(answer)
    again = Device(code).send("PUT", "/setup", {"name": "VLIEGER-1", "deviceId": str(uuid4())})
    assert refused(again, 400, "uitpas/kiosk-already-configured")["endUserMessage"]["nl"]


def test_a_setup_that_is_sent_again(cast: Cast, made: tuple[Kiosk, str]) -> None:
    body = {"name": "VLIEGER-1", "deviceId": DEVICE}
    first = Device(made[1]).send("PUT", "/setup", body, Idempotency_Key="s-1")
    again = Device(made[1]).send("PUT", "/setup", body, Idempotency_Key="s-1")
    assert (first.status_code, again.status_code, again.content) == (200, 200, first.content)
    assert not IdempotencyAnswer.objects.exists(), "the answer holds a password"
    thief = {"name": "VLIEGER-1", "deviceId": str(uuid4())}
    stolen = Device(made[1]).send("PUT", "/setup", thief, Idempotency_Key="s-1")
    refused(stolen, 400, "uitpas/kiosk-already-configured")


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (None, 400, "body/missing"),
        ({"name": "VLIEGER-1"}, 400, "body/invalid-data"),
        ({"name": "VLIEGER-1", "deviceId": "kassa"}, 400, "body/invalid-data"),
        ({"name": "ELSEWHERE", "deviceId": DEVICE}, 400, "uitpas/kiosk-not-found"),
        ({"name": "VLIEGER-1", "deviceId": DEVICE}, 401, "auth/unauthorized"),
    ],
)
def test_a_setup_that_fails(cast: Cast, made: tuple[Kiosk, str], body: object, status: int, kind: str) -> None:
    refused(Device("AAAA-BBBB-CCCC").send("PUT", "/setup", body), status, kind)
    refused(Caller().send("PUT", "/kiosk-devices/setup", {"name": "VLIEGER-1"}), 401, "auth/unauthorized")
    assert not Kiosk.objects.exclude(device_hash=None).exists()


def test_a_device_that_is_another_kiosk(cast: Cast, kiosk: Kiosk) -> None:
    _, code = service.create_kiosk(SYSTEM, NewKiosk("VLIEGER-2", cast.gent, [cast.theatre]))
    answer = Device(code).send("PUT", "/setup", {"name": "VLIEGER-2", "deviceId": DEVICE})
    refused(answer, 400, "uitpas/kiosk-device-already-in-use")


def test_codes_cannot_be_tried_for_long(cast: Cast, made: tuple[Kiosk, str]) -> None:
    body = {"name": "VLIEGER-1", "deviceId": DEVICE}
    with time_machine.travel("2026-06-01T12:00:00Z", tick=False):
        for attempt in range(10):
            wrong = Device(f"WRONG-{attempt}").send("PUT", "/setup", body, idempotency_key=f"k-{attempt}")
            assert wrong.status_code == 401
        response = Device(made[1]).send("PUT", "/setup", body)
    refused(response, 429, "uitpas/rate-limited")
    assert response["Retry-After"] == "601"
    assert not Kiosk.objects.exclude(device_hash=None).exists()


def test_only_its_own_token_opens_a_kiosk(cast: Cast, kiosk: Kiosk, admin: Caller, anonymous: Caller) -> None:
    for path in ("", "/events", "/checkins", f"/chip-numbers/{BART.chip}"):
        for response in (
            anonymous.get(f"/kiosk-devices{path}"),
            admin.get(f"/kiosk-devices{path}"),
            Device(str(uuid4())).get(path),
            Device("VLIEGER-1").get(path),
        ):
            refused(response, 401, "auth/unauthorized")
    refused(Device("x").send("POST", "/checkins", {"chipNumber": BART.chip}), 401, "auth/unauthorized")
    assert not Checkin.objects.exists()
    assert Device().get("").status_code == 200


def test_a_revoked_device(cast: Cast, kiosk: Kiosk, device: Device) -> None:
    service.revoke_device(SYSTEM, kiosk.public_id)
    refused(device.get(""), 401, "auth/unauthorized")


def test_the_configured_event(cast: Cast, device: Device) -> None:
    refused(device.get("/events"), 404, "uitpas/event-not-found")
    assert device.send("DELETE", "/events").status_code == 204, "whether there was one or not"
    assert device.send("PUT", "/events", {"id": "cast-concert"}).status_code == 204
    assert told(device.get("/events"))["event"]["id"] == "cast-concert"
    assert told(device.get("/checkins"))["event"]["id"] == "cast-concert"
    assert device.send("DELETE", "/events").status_code == 204
    refused(device.get("/events"), 404, "uitpas/event-not-found")
    assert told(device.get("/checkins"))["event"]["id"] == "cast-open-house"


def test_when_the_configured_event_is_over(cast: Cast, device: Device) -> None:
    device.send("PUT", "/events", {"id": "cast-concert"})
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert told(device.get("/events"))["event"]["id"] == "cast-concert"
        assert told(device.get("/checkins"))["event"]["id"] == "cast-open-house"


def test_checking_in(cast: Cast, device: Device, kiosk: Kiosk) -> None:
    answer = device.send("POST", "/checkins", {"chipNumber": "04:b0:00:00:00:00:0b"})
    assert (answer.status_code, told(answer)) == (200, {"newPoints": 1, "totalPoints": 4})
    checkin = Checkin.objects.get()
    assert (checkin.channel, checkin.actor, checkin.event_id) == ("KIOSK", f"kiosk:{kiosk.pk}", cast.open_house.pk)
    again = refused(device.send("POST", "/checkins", {"chipNumber": BART.chip}), 400, "uitpas/maximum-reached")
    assert again["endUserMessage"]["nl"].startswith("Je hebt hier al een punt gespaard.")
    assert Checkin.objects.count() == 1


def test_a_scan_that_is_sent_again_counts_once(cast: Cast, device: Device) -> None:
    body = {"chipNumber": BART.chip}
    first = device.send("POST", "/checkins", body, Idempotency_Key="scan-1")
    again = device.send("POST", "/checkins", body, Idempotency_Key="scan-1")
    assert (first.status_code, again.status_code, again.content) == (200, 200, first.content)
    assert Checkin.objects.count() == 1


def test_checking_in_for_a_guest_at_the_place(cast: Cast, kiosk: Kiosk, device: Device) -> None:
    kiosk.organizers.clear()
    assert cast.theatre.linked_location is not None
    kiosk.locations.add(cast.theatre.linked_location)
    cast.training.location = cast.theatre.linked_location
    cast.training.save()
    device.send("PUT", "/events", {"id": "cast-training"})
    assert device.send("POST", "/checkins", {"chipNumber": BART.chip}).status_code == 200
    assert Checkin.objects.get().organizer_id == cast.club.pk


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (None, "body/missing"),
        ({}, "body/invalid-data"),
        ({"chipNumber": "0400000000FFFF"}, "uitpas/passholder-not-found"),
        ({"chipNumber": "zzz"}, "uitpas/passholder-not-found"),
    ],
)
def test_what_cannot_be_checked_in(cast: Cast, device: Device, body: object, kind: str) -> None:
    refused(device.send("POST", "/checkins", body), 400, kind)
    assert not Checkin.objects.exists()


def test_a_blocked_card_or_person(cast: Cast, device: Device) -> None:
    Card.objects.filter(uitpas_number=cast.bart_number).update(status="BLOCKED")
    cast.amina.is_blocked = True
    cast.amina.save()
    for chip in (BART.chip, AMINA.chip):
        refused(device.send("POST", "/checkins", {"chipNumber": chip}), 400, "uitpas/card-blocked")
        refused(device.get(f"/chip-numbers/{chip}"), 400, "uitpas/card-blocked")
    assert not Checkin.objects.exists()


def test_without_an_event(cast: Cast, kiosk: Kiosk, device: Device) -> None:
    kiosk.organizers.clear()
    refused(device.get("/checkins"), 404, "uitpas/event-not-found")
    refused(device.send("POST", "/checkins", {"chipNumber": BART.chip}), 400, "uitpas/event-not-found")


def test_points_by_chip(cast: Cast, device: Device) -> None:
    Card.objects.filter(uitpas_number=cast.chloe_number).update(chip_number="04C0000000000C")
    assert told(device.get(f"/chip-numbers/{AMINA.chip.lower()}")) == {"totalPoints": 12}
    line = AccessLine.objects.get()
    assert (line.passholder_id, line.purpose) == (cast.amina.pk, "kiosks.points")
    for unknown in ("0400000000FFFF", "04C0000000000C"):
        refused(device.get(f"/chip-numbers/{unknown}"), 404, "uitpas/pass-not-found")


def test_a_scan_takes_a_fixed_number_of_queries(
    cast: Cast, device: Device, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    savepoint = 2  # the transaction of a test makes the check-in take one
    with django_assert_num_queries(9 + savepoint):
        device.send("POST", "/checkins", {"chipNumber": BART.chip})
