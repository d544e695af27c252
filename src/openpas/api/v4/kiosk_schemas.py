"""How kiosks and their events look from outside (contract: KioskDevice, KioskDeviceEvent)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from openpas.api.v4.card_systems import CardSystemSchema
from openpas.api.v4.core.schema import ContractSchema, Id
from openpas.api.v4.references import OrganizerReference
from openpas.checkins.codes import code_of
from openpas.checkins.kiosks.credentials import shown_device_id
from openpas.checkins.models import Kiosk
from openpas.events.rules import EventFacts
from openpas.organizers.models import Location


class LocationSchema(ContractSchema):
    id: str
    name: str

    @classmethod
    def of(cls, location: Location) -> "LocationSchema":
        return cls(id=location.public_id, name=location.name)


class KioskDeviceSchema(ContractSchema):
    id: str
    name: str
    organizers: list[OrganizerReference] | None = None
    locations: list[LocationSchema] | None = None
    device_id: str
    card_system: CardSystemSchema
    release_track: Kiosk.ReleaseTrack

    @classmethod
    def of(cls, kiosk: Kiosk) -> "KioskDeviceSchema":
        """As people see it: in the place of the device id, which is a password, a sign of the same device."""
        return cls.for_device(kiosk, shown_device_id(kiosk))

    @classmethod
    def for_device(cls, kiosk: Kiosk, device_id: str) -> "KioskDeviceSchema":
        """As the device itself sees it, which told us its id."""
        return cls(
            id=str(kiosk.public_id),
            name=kiosk.name,
            organizers=[OrganizerReference.of(organizer) for organizer in kiosk.organizers.all()],
            locations=[LocationSchema.of(location) for location in kiosk.locations.all()],
            device_id=device_id,
            card_system=CardSystemSchema.of(kiosk.card_system),
            release_track=Kiosk.ReleaseTrack(kiosk.release_track),
        )


class KioskEventReference(ContractSchema):
    id: str
    title: str


class KioskDeviceEventSchema(ContractSchema):
    checkin_points: int
    event: KioskEventReference
    checkin_code: str

    @classmethod
    def of(cls, event: EventFacts) -> "KioskDeviceEventSchema":
        return cls(
            checkin_points=event.checkin_points,
            event=KioskEventReference(id=event.public_id, title=event.title),
            checkin_code=code_of(event).code,
        )


class KioskDeviceEventRequest(ContractSchema):
    id: Annotated[Id, Field(description="The id of the event.")]


class KioskDeviceSetup(ContractSchema):
    name: Annotated[Id, Field(description="The name of the kiosk, whatever its case.")]
    device_id: Annotated[UUID, Field(description="From now on the password of the device: a UUID that it makes up.")]


class KioskDeviceCheckinRequest(ContractSchema):
    chip_number: Annotated[Id, Field(description="The chip number of the card, hexadecimal.")]


class KioskDeviceCheckinResponse(ContractSchema):
    new_points: int
    total_points: int


class KioskPass(ContractSchema):
    total_points: int
