"""Refused where points are saved: at a desk, with a code, or by a kiosk."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from openpas.checkins.codes import make_code
from openpas.checkins.kiosks import service
from openpas.checkins.kiosks.service import NewKiosk
from openpas.checkins.models import CheckinCode
from openpas.demo.cast import AMINA
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, Passholder
from openpas.runtime import clock
from tests.api.refusals.scenario import Ask, World, refused

DEVICE = "ebee0a27-2dba-4231-aaae-15077884fa75"
SYSTEM = Actor("system:test", ActorKind.SYSTEM, everywhere=frozenset({Permission.KIOSKS_WRITE}))


@refused("uitpas/checkin-not-allowed")
def a_second_point_for_an_evening(world: World) -> Ask:
    again = world.check_in(world.cast.amina_number)
    assert again().status_code == 201
    return again


@refused("uitpas/invalid-card")
def points_for_a_group(world: World) -> Ask:
    return world.check_in(world.cast.chloe_number)


@refused("uitpas/checkin-code-invalid")
def a_code_that_nobody_made(world: World) -> Ask:
    return _with_code(world, "abcde123546")


@refused("uitpas/checkin-code-expired")
def the_code_of_last_week(world: World) -> Ask:
    code = make_code("cast-concert").code
    CheckinCode.objects.update(expires_at=clock.now() - timedelta(days=7))
    return _with_code(world, code)


def _with_code(world: World, code: str) -> Ask:
    return partial(world.person(world.cast.amina).send, "POST", "/passholders/me/checkins", {"checkinCode": code})


@refused("uitpas/pass-not-found", 404)
def a_pass_that_nobody_has(world: World) -> Ask:
    return partial(world.desk.get, "/passes", {"identifier": "0900000095902"})


@refused("uitpas/passholder-blocked")
def a_person_who_is_blocked(world: World) -> Ask:
    Passholder.objects.filter(pk=world.cast.amina.pk).update(is_blocked=True)
    return partial(world.desk.get, "/passes", {"identifier": AMINA.card})


@refused("uitpas/card-blocked")
def a_blocked_card_at_a_kiosk(world: World) -> Ask:
    kiosk, code = _kiosk(world, "VLIEGER-1")
    service.set_up(kiosk, code, UUID(DEVICE))
    Card.objects.filter(uitpas_number=AMINA.card).update(status="BLOCKED")
    body = {"chipNumber": AMINA.chip}
    return partial(world.anonymous.send, "POST", "/kiosk-devices/checkins", body, x_custom_token=DEVICE)


@refused("uitpas/event-not-acceptable")
def an_event_of_somebody_else_on_a_kiosk(world: World) -> Ask:
    kiosk, _ = service.create_kiosk(SYSTEM, NewKiosk("VLIEGER-1", world.cast.gent, [world.cast.theatre]))
    return partial(world.admin.send, "PUT", f"/kiosks/{kiosk.public_id}/fixed-event", {"id": "cast-training"})


@refused("uitpas/kiosk-not-found")
def setting_up_what_is_not_there(world: World) -> Ask:
    _, code = _kiosk(world, "VLIEGER-1")
    return _set_up(world, "ELSEWHERE", code)


@refused("uitpas/kiosk-already-configured")
def setting_up_twice(world: World) -> Ask:
    kiosk, code = _kiosk(world, "VLIEGER-1")
    service.set_up(kiosk, code, UUID(int=1))
    return _set_up(world, kiosk, code)


@refused("uitpas/kiosk-device-already-in-use")
def one_device_for_two_kiosks(world: World) -> Ask:
    service.set_up(*_kiosk(world, "VLIEGER-1"), UUID(DEVICE))
    return _set_up(world, *_kiosk(world, "VLIEGER-2"))


def _kiosk(world: World, name: str) -> tuple[str, str]:
    """The name of a new kiosk and its configuration code."""
    kiosk, code = service.create_kiosk(SYSTEM, NewKiosk(name, world.cast.gent, [world.cast.theatre]))
    return kiosk.name, code


def _set_up(world: World, name: str, code: str) -> Ask:
    body = {"name": name, "deviceId": DEVICE}
    return partial(world.anonymous.send, "PUT", "/kiosk-devices/setup", body, x_custom_token=code)
