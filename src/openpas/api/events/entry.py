"""UiTdatabank's entry API: reading an event, for everybody; making and changing one, with EVENTS_UPDATE."""

from typing import Annotated

from ninja import Path
from ninja.responses import Status

from openpas.api.events.schemas import EventListing, EventWritten, PlaceListing
from openpas.api.v4.core.refusals import NotFound
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.events.event_database.document import EventDocument
from openpas.events.listings import listed_event, listed_location
from openpas.events.service import enter_event
from openpas.foundation.refusal import addressed_by_path

router = Router(tags=["Entry"])

EventId = Annotated[str, Path(alias="eventId")]


@router.get("/entry/events/{eventId}", auth=None, response=EventListing, operation_id="get-event")
def get_event(request: ApiRequest, event_id: EventId) -> EventListing:
    """An event with its prices and calendar. Nobody has to sign in."""
    with addressed_by_path():
        return EventListing.of(listed_event(event_id))


@router.post("/entry/events", response={201: EventWritten}, operation_id="create-event")
def post_event(request: ApiRequest, payload: EventDocument) -> Status[EventWritten]:
    """Make an event. Needs `EVENTS_UPDATE` for its organizer, or `EVENTS_UPDATE_ALL`."""
    return Status(201, EventWritten.of(enter_event(request.actor, payload).event))


@router.put("/entry/events/{eventId}", response={200: EventWritten, 201: EventWritten}, operation_id="update-event")
def put_event(request: ApiRequest, event_id: EventId, payload: EventDocument) -> Status[EventWritten]:
    """Replace what is told of an event, or make it with this id (201). Points and limits stay as they are.

    Needs `EVENTS_UPDATE` for its organizer, which cannot change, or `EVENTS_UPDATE_ALL`.
    """
    entered = enter_event(request.actor, payload, event_id)
    return Status(201 if entered.is_new else 200, EventWritten.of(entered.event))


@router.get("/entry/places/{placeId}", auth=None, response=PlaceListing, operation_id="get-place")
def get_place(request: ApiRequest, place_id: Annotated[str, Path(alias="placeId")]) -> PlaceListing:
    """Where events happen. Nobody has to sign in."""
    location = listed_location(place_id)
    if location is None:
        raise NotFound
    return PlaceListing.of(location)
