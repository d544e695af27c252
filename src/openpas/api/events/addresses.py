"""The addresses by which the event database names things: absolute, the id last, no slash behind it."""

from typing import Final
from urllib.parse import quote

from django.conf import settings

from openpas.events.models import Event
from openpas.organizers.models import Location, Organizer

_EVENTS: Final = "entry/events"
_ORGANIZERS: Final = "search/organizers"
_PLACES: Final = "entry/places"


def address_of_event(event: Event) -> str:
    return _address(_EVENTS, event.public_id)


def address_of_organizer(organizer: Organizer) -> str:
    return _address(_ORGANIZERS, organizer.public_id)


def address_of_place(location: Location) -> str:
    return _address(_PLACES, location.public_id)


def _address(collection: str, public_id: str) -> str:
    return f"{settings.OPENPAS_ISSUER}/{collection}/{quote(public_id, safe='')}"
