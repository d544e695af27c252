"""A kiosk in each region of the cast, set up already: its device id opens it at once, as a demo should."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from openpas.checkins.kiosks.service import NewKiosk, create_kiosk, set_up
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission


@dataclass(frozen=True, slots=True)
class DemoKiosk:
    """A kiosk whose device everybody knows."""

    name: str
    device_id: UUID


VLIEGER: Final = DemoKiosk("VLIEGER-1", UUID("d0000000-0000-4000-8000-000000000001"))
DENDERKADE: Final = DemoKiosk("DENDERKADE-1", UUID("d0000000-0000-4000-8000-000000000002"))
_MAKER: Final = Actor("system:demo", ActorKind.SYSTEM, everywhere=frozenset({Permission.KIOSKS_WRITE}))


def create_kiosks(cast: Cast) -> None:
    """Save both kiosks, at the theatre and in Aalst."""
    for kiosk, region, organizer in ((VLIEGER, cast.gent, cast.theatre), (DENDERKADE, cast.dender, cast.aalst)):
        places = [organizer.linked_location] if organizer.linked_location else []
        _, code = create_kiosk(_MAKER, NewKiosk(kiosk.name, region, [organizer], places))
        set_up(kiosk.name, code, kiosk.device_id)


def kiosk_notes() -> list[Mapping[str, str]]:
    """What somebody needs to play kiosk: the device id goes into `x-custom-token`."""
    return [{"name": kiosk.name, "device_id": str(kiosk.device_id)} for kiosk in (VLIEGER, DENDERKADE)]
