"""Commands on kiosks: one transaction each, with outbox and audit line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from openpas.card_systems.models import CardSystem
from openpas.checkins.kiosks.credentials import hash_of_code, hash_of_device, is_code_of, new_configuration_code
from openpas.checkins.kiosks.queries import near, require_kiosk_right
from openpas.checkins.kiosks.refusals import (
    ConfigurationCodeWrong,
    KioskAlreadyConfigured,
    KioskDeviceAlreadyInUse,
    KioskNameTaken,
    KioskNotFound,
    KioskUnknown,
)
from openpas.checkins.kiosks.rules import require_acceptable
from openpas.checkins.models import Kiosk
from openpas.events.queries import event_facts
from openpas.events.refusals import EventNotFound
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Location, Organizer
from openpas.records.service import note, publish
from openpas.runtime import clock


@dataclass(frozen=True, slots=True)
class NewKiosk:
    """A kiosk to be: where it will stand, and for whom."""

    name: str
    card_system: CardSystem
    organizers: Sequence[Organizer]
    locations: Sequence[Location] = ()
    release_track: Kiosk.ReleaseTrack = Kiosk.ReleaseTrack.STABLE


@transaction.atomic
def create_kiosk(actor: Actor, new: NewKiosk) -> tuple[Kiosk, str]:
    """The kiosk, and its configuration code, which is told now and never again.

    Needs KIOSKS_WRITE for every one of its organizers. Raises PermissionMissing and KioskNameTaken.
    """
    for organizer in new.organizers:
        actor.require(Permission.KIOSKS_WRITE, [organizer.pk], new.card_system.pk)
    if not new.organizers:
        actor.require(Permission.KIOSKS_WRITE, [])
    if Kiosk.objects.filter(name__iexact=new.name).exists():
        raise KioskNameTaken
    public_id, code = uuid4(), new_configuration_code()
    kiosk = Kiosk.objects.create(
        public_id=public_id,
        name=new.name,
        card_system=new.card_system,
        release_track=new.release_track,
        configuration_code_hash=hash_of_code(public_id, code),
        created_at=clock.now(),
    )
    kiosk.organizers.set(new.organizers)
    kiosk.locations.set(new.locations)
    _record(actor, kiosk, "KioskCreated", "kiosk.create")
    return kiosk, code


@transaction.atomic
def set_up(name: str, code: str, device_id: UUID, *, is_retry: bool = False) -> Kiosk:
    """Let the device that presents the code be the kiosk of that name, once.

    With `is_retry`, the device that is this kiosk already is told so again: its first answer may have been lost.
    Raises KioskNotFound, KioskAlreadyConfigured, ConfigurationCodeWrong and KioskDeviceAlreadyInUse.
    """
    kiosk = Kiosk.objects.select_for_update(of=("self",)).filter(name__iexact=name, is_blocked=False).first()
    if kiosk is None:
        raise KioskNotFound
    if is_retry and kiosk.device_hash is not None and bytes(kiosk.device_hash) == hash_of_device(device_id):
        return kiosk
    if kiosk.configuration_code_hash is None:
        raise KioskAlreadyConfigured
    if not is_code_of(kiosk, code):
        raise ConfigurationCodeWrong("The configuration code in x-custom-token is not that of this kiosk.")
    kiosk.configuration_code_hash = None
    kiosk.device_hash = hash_of_device(device_id)
    kiosk.configured_at = clock.now()
    try:
        with transaction.atomic():
            kiosk.save(update_fields=["configuration_code_hash", "device_hash", "configured_at"])
    except IntegrityError:
        raise KioskDeviceAlreadyInUse from None
    _record(Actor(f"kiosk:{kiosk.pk}", ActorKind.KIOSK), kiosk, "KioskSetUp", "kiosk.set_up")
    return kiosk


@transaction.atomic
def fix_event(actor: Actor, kiosk_public_id: UUID, event_public_id: str) -> None:
    """Have the kiosk check in at this event whenever that is open (O91, O96).

    Raises KioskUnknown, PermissionMissing, EventNotFound and EventNotAcceptable.
    """
    kiosk = _locked(actor, kiosk_public_id)
    event = event_facts(event_public_id)
    require_acceptable(event, near(kiosk), clock.now())
    kiosk.fixed_event_id = event.id
    kiosk.save(update_fields=["fixed_event"])
    _record(actor, kiosk, "KioskEventFixed", "kiosk.fix_event", event_id=event.id)


@transaction.atomic
def unfix_event(actor: Actor, kiosk_public_id: UUID) -> None:
    """Let the kiosk find its event itself again (O92).

    Raises KioskUnknown, PermissionMissing, and EventNotFound when it did so already.
    """
    kiosk = _locked(actor, kiosk_public_id)
    if kiosk.fixed_event_id is None:
        raise EventNotFound("No event is configured.")
    kiosk.fixed_event = None
    kiosk.save(update_fields=["fixed_event"])
    _record(actor, kiosk, "KioskEventReleased", "kiosk.unfix_event")


@transaction.atomic
def revoke_device(actor: Actor, kiosk_public_id: UUID) -> str:
    """Let no device act as the kiosk any more; the new configuration code is told now and never again.

    Raises KioskUnknown and PermissionMissing.
    """
    kiosk, code = _locked(actor, kiosk_public_id), new_configuration_code()
    kiosk.device_hash = None
    kiosk.configured_at = None
    kiosk.configuration_code_hash = hash_of_code(kiosk.public_id, code)
    kiosk.save(update_fields=["device_hash", "configured_at", "configuration_code_hash"])
    _record(actor, kiosk, "KioskDeviceRevoked", "kiosk.revoke_device")
    return code


@transaction.atomic
def block_kiosk(actor: Actor, kiosk_public_id: UUID, *, is_blocked: bool) -> None:
    """Have the kiosk refuse everybody, or serve again with the device that it had.

    Raises KioskUnknown and PermissionMissing.
    """
    kiosk = _locked(actor, kiosk_public_id)
    kiosk.is_blocked = is_blocked
    kiosk.save(update_fields=["is_blocked"])
    fact, action = ("KioskBlocked", "kiosk.block") if is_blocked else ("KioskUnblocked", "kiosk.unblock")
    _record(actor, kiosk, fact, action)


def _locked(actor: Actor, public_id: UUID) -> Kiosk:
    kiosk = Kiosk.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
    if kiosk is None:
        raise KioskUnknown
    require_kiosk_right(actor, kiosk, Permission.KIOSKS_WRITE)
    return kiosk


def _record(actor: Actor, kiosk: Kiosk, fact: str, action: str, **details: Any) -> None:
    publish(fact, {"kiosk_id": kiosk.pk, **details})
    note(actor, action, f"kiosk:{kiosk.pk}", **details)
