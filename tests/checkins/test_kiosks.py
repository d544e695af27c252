"""The life of a kiosk: made, set up once, fixed and released, revoked, blocked."""

import threading
from uuid import UUID, uuid4

import pytest
from django.db import connection

from openpas.checkins.kiosks import devices, queries, service
from openpas.checkins.kiosks.credentials import new_configuration_code, shown_device_id
from openpas.checkins.kiosks.refusals import (
    ConfigurationCodeWrong,
    DeviceUnknown,
    EventNotAcceptable,
    KioskAlreadyConfigured,
    KioskDeviceAlreadyInUse,
    KioskNameTaken,
    KioskNotFound,
    KioskUnknown,
)
from openpas.checkins.kiosks.service import NewKiosk
from openpas.checkins.models import Kiosk
from openpas.demo.cast import Cast, create_cast
from openpas.events.refusals import EventNotFound
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.records.models import AuditLine, OutboxMessage
from openpas.runtime import clock
from tests.checkins.conftest import actor_for

pytestmark = pytest.mark.django_db
DEVICE = UUID("ebee0a27-2dba-4231-aaae-15077884fa75")


def owner_of(cast: Cast) -> Actor:
    return actor_for(cast.theatre.pk, rights=(Permission.KIOSKS_WRITE, Permission.KIOSKS_READ))


def theatre_kiosk(cast: Cast, name: str = "VLIEGER-1") -> tuple[Kiosk, str]:
    return service.create_kiosk(owner_of(cast), NewKiosk(name, cast.gent, [cast.theatre]))


def facts() -> list[str]:
    return list(OutboxMessage.objects.order_by("pk").values_list("kind", flat=True))


def test_a_code_can_be_read_aloud() -> None:
    codes = {new_configuration_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 14 and not set(code) & set("IO01") for code in codes)


def test_making_one(cast: Cast) -> None:
    kiosk, code = theatre_kiosk(cast)
    assert (kiosk.name, list(kiosk.organizers.all()), kiosk.release_track) == ("VLIEGER-1", [cast.theatre], "stable")
    assert kiosk.configuration_code_hash is not None
    assert code.encode() not in bytes(kiosk.configuration_code_hash)
    assert (facts(), AuditLine.objects.get().action) == (["KioskCreated"], "kiosk.create")


def test_who_may_not_make_one(cast: Cast) -> None:
    for actor in (actor_for(cast.theatre.pk), actor_for(cast.aalst.pk, rights=(Permission.KIOSKS_WRITE,))):
        with pytest.raises(PermissionMissing):
            service.create_kiosk(actor, NewKiosk("VLIEGER-1", cast.gent, [cast.theatre]))
    with pytest.raises(PermissionMissing):
        service.create_kiosk(owner_of(cast), NewKiosk("VLIEGER-1", cast.gent, [cast.theatre, cast.club]))
    theatre_kiosk(cast)
    with pytest.raises(KioskNameTaken):
        theatre_kiosk(cast, "vlieger-1")
    assert Kiosk.objects.count() == 1


def test_setting_up_once(cast: Cast) -> None:
    _, code = theatre_kiosk(cast)
    kiosk = service.set_up("vlieger-1", code.lower().replace("-", " "), DEVICE)
    assert (kiosk.configuration_code_hash, kiosk.configured_at is not None) == (None, True)
    assert devices.actor_of_device(str(DEVICE).upper()).id == f"kiosk:{kiosk.pk}"
    assert str(DEVICE) not in {shown_device_id(kiosk), bytes(kiosk.device_hash or b"").hex()}
    with pytest.raises(KioskAlreadyConfigured):
        service.set_up("VLIEGER-1", code, uuid4())
    assert facts() == ["KioskCreated", "KioskSetUp"]


@pytest.mark.parametrize(
    ("name", "code", "refusal"),
    [("ELSEWHERE", "", KioskNotFound), ("VLIEGER-1", "", ConfigurationCodeWrong)],
)
def test_setting_up_with_something_wrong(cast: Cast, name: str, code: str, refusal: type[Refusal]) -> None:
    theatre_kiosk(cast)
    with pytest.raises(refusal):
        service.set_up(name, code, DEVICE)
    assert not Kiosk.objects.exclude(device_hash=None).exists()


def test_the_code_of_another_kiosk(cast: Cast) -> None:
    theatre_kiosk(cast)
    _, other_code = theatre_kiosk(cast, "VLIEGER-2")
    with pytest.raises(ConfigurationCodeWrong):
        service.set_up("VLIEGER-1", other_code, DEVICE)


def test_a_device_is_one_kiosk(cast: Cast) -> None:
    for name in ("VLIEGER-1", "VLIEGER-2"):
        _, code = theatre_kiosk(cast, name)
        if name == "VLIEGER-1":
            service.set_up(name, code, DEVICE)
    with pytest.raises(KioskDeviceAlreadyInUse):
        service.set_up("VLIEGER-2", code, DEVICE)
    assert service.set_up("VLIEGER-2", code, uuid4()).name == "VLIEGER-2", "the code was not used up"


def test_a_revoked_device_is_nobody(cast: Cast) -> None:
    kiosk, code = theatre_kiosk(cast)
    service.set_up(kiosk.name, code, DEVICE)
    new_code = service.revoke_device(owner_of(cast), kiosk.public_id)
    for known in (str(DEVICE), "", "not a uuid"):
        with pytest.raises(DeviceUnknown):
            devices.actor_of_device(known)
    with pytest.raises(ConfigurationCodeWrong):
        service.set_up(kiosk.name, code, DEVICE)
    service.set_up(kiosk.name, new_code, DEVICE)
    service.block_kiosk(owner_of(cast), kiosk.public_id, is_blocked=True)
    with pytest.raises(DeviceUnknown):
        devices.actor_of_device(str(DEVICE))
    service.block_kiosk(owner_of(cast), kiosk.public_id, is_blocked=False)
    assert devices.actor_of_device(str(DEVICE)).kind is ActorKind.KIOSK


def test_fixing_and_releasing(cast: Cast) -> None:
    kiosk, _ = theatre_kiosk(cast)
    service.fix_event(owner_of(cast), kiosk.public_id, "CAST-CONCERT")
    assert queries.fixed_event_of(owner_of(cast), kiosk.public_id).public_id == "cast-concert"
    with pytest.raises(EventNotAcceptable):
        service.fix_event(owner_of(cast), kiosk.public_id, "cast-training")
    with pytest.raises(EventNotFound):
        service.fix_event(owner_of(cast), kiosk.public_id, "nowhere")
    service.unfix_event(owner_of(cast), kiosk.public_id)
    with pytest.raises(EventNotFound):
        service.unfix_event(owner_of(cast), kiosk.public_id)
    with pytest.raises(KioskUnknown):
        service.unfix_event(owner_of(cast), uuid4())
    assert facts() == ["KioskCreated", "KioskEventFixed", "KioskEventReleased"]


def test_who_may_configure(cast: Cast) -> None:
    kiosk, _ = theatre_kiosk(cast)
    of_theatre = Actor(f"user:{cast.dirk.pk}", ActorKind.STAFF)
    service.fix_event(of_theatre, kiosk.public_id, "cast-concert")
    service.unfix_event(Actor(f"kiosk:{kiosk.pk}", ActorKind.KIOSK), kiosk.public_id)
    strangers = (
        Actor(f"user:{cast.eva.pk}", ActorKind.STAFF),
        Actor(f"kiosk:{kiosk.pk + 1}", ActorKind.KIOSK),
        Actor(f"client:{cast.dirk.pk}", ActorKind.CLIENT),
        actor_for(cast.aalst.pk, rights=(Permission.KIOSKS_WRITE,)),
        actor_for(cast.theatre.pk, rights=(Permission.KIOSKS_READ,)),
    )
    for stranger in strangers:
        with pytest.raises(PermissionMissing):
            service.fix_event(stranger, kiosk.public_id, "cast-concert")
    kiosk.refresh_from_db()
    assert kiosk.fixed_event is None


def test_a_kiosk_is_at_events_of_its_organizers_and_places(cast: Cast) -> None:
    kiosk, _ = theatre_kiosk(cast)
    now = clock.now()
    assert queries.current_event_of(kiosk, now).public_id == "cast-open-house"
    kiosk.organizers.set([cast.club])
    assert queries.current_event_of(kiosk, now).public_id == "cast-training"
    kiosk.organizers.clear()
    with pytest.raises(EventNotFound):
        queries.current_event_of(Kiosk.objects.get(), now)
    assert cast.theatre.linked_location is not None
    kiosk.locations.add(cast.theatre.linked_location)
    assert queries.current_event_of(Kiosk.objects.get(), now).public_id == "cast-open-house"
    cast.open_house.is_published = False
    cast.open_house.save()
    assert queries.current_event_of(Kiosk.objects.get(), now).public_id == "cast-concert", "within its margin"


@pytest.mark.django_db(transaction=True)
def test_two_devices_with_one_code() -> None:
    _, code = theatre_kiosk(create_cast())
    outcomes: list[object] = []

    def present() -> None:
        try:
            outcomes.append(service.set_up("VLIEGER-1", code, uuid4()).name)
        except KioskAlreadyConfigured as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=present) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["KioskAlreadyConfigured"] * 3 + ["VLIEGER-1"]
