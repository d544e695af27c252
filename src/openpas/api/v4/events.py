"""Events: operations 11, 12, 15 and 16."""

from typing import Annotated

from pydantic import Field

from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Id
from openpas.api.v4.references import EventId
from openpas.events.models import Event
from openpas.events.queries import event_settings
from openpas.events.refusals import EventIdMismatch
from openpas.events.rules import CardSystemChoice, EventSettings
from openpas.events.service import change_settings
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.foundation.refusal import addressed_by_path
from openpas.tariffs.event_keys import CardSystemOfEvent, card_systems_of_event, replace_card_systems

router = Router(tags=["Events"])

_MOST_POINTS = 1000
_LARGEST_VOLUME = 1_000_000
_LARGEST_ID = 2**31 - 1

RowId = Annotated[int, Field(ge=0, le=_LARGEST_ID)]


class ManualKeySchema(ContractSchema):
    id: RowId
    name: str | None = None
    enabled: bool


class EventCardSystemSchema(ContractSchema):
    id: RowId
    name: Annotated[str | None, Field(description="Ignored in requests.")] = None
    enabled: bool
    manual_distribution_keys: list[ManualKeySchema] | None = None

    @classmethod
    def of(cls, found: CardSystemOfEvent) -> "EventCardSystemSchema":
        keys = [ManualKeySchema(id=one.key.pk, name=one.key.name, enabled=one.is_enabled) for one in found.keys]
        return cls(
            id=found.card_system.pk,
            name=found.card_system.name,
            enabled=found.is_enabled,
            manual_distribution_keys=keys or None,
        )

    def as_choice(self) -> CardSystemChoice:
        return CardSystemChoice(
            self.id, self.enabled, {key.id: key.enabled for key in self.manual_distribution_keys or ()}
        )


class PeriodLimit(ContractSchema):
    volume: Annotated[int, Field(ge=1, le=_LARGEST_VOLUME)]
    period_type: Period

    @classmethod
    def of(cls, limit: Limit | None) -> "PeriodLimit | None":
        return None if limit is None else cls(volume=limit.volume, period_type=limit.period)

    def as_limit(self) -> Limit:
        return Limit(self.volume, self.period_type)


class EventSettingsSchema(ContractSchema):
    id: Id
    passholder_ticket_limit: Annotated[PeriodLimit | None, Field(description="Absent: no limit.")] = None
    checkin_limit: Annotated[PeriodLimit | None, Field(description="Absent: no limit.")] = None
    checkin_points: Annotated[int, Field(ge=0, le=_MOST_POINTS)]

    @classmethod
    def of(cls, event: Event, settings: EventSettings) -> "EventSettingsSchema":
        return cls(
            id=event.public_id,
            passholder_ticket_limit=PeriodLimit.of(settings.ticket_limit),
            checkin_limit=PeriodLimit.of(settings.checkin_limit),
            checkin_points=settings.checkin_points,
        )

    def as_settings_of(self, event_id: str) -> EventSettings:
        """The settings for the event that the path names. Raises EventIdMismatch."""
        if self.id.lower() != event_id.lower():
            raise EventIdMismatch("The id in the body is not that in the path.")
        return EventSettings(
            checkin_points=self.checkin_points,
            checkin_limit=self.checkin_limit.as_limit() if self.checkin_limit else None,
            ticket_limit=self.passholder_ticket_limit.as_limit() if self.passholder_ticket_limit else None,
        )


@router.put(
    "/events/{eventId}/card-systems",
    response={204: None},
    operation_id="put-events-card-systems",
    summary="Update event card systems",
)
def put_card_systems(request: ApiRequest, event_id: EventId, payload: list[EventCardSystemSchema]) -> None:
    """Replace the card systems in which the event counts; one that is missing is disabled, `[]` disables all.

    Needs `EVENTS_UPDATE` for the organizer, or `EVENTS_UPDATE_ALL`, with which it also works before the event is known.
    Not possible once tickets were sold.
    """
    replace_card_systems(request.actor, event_id, [choice.as_choice() for choice in payload])


@router.get(
    "/events/{eventId}/card-systems",
    response=list[EventCardSystemSchema],
    operation_id="get-events-card-systems",
    summary="Get event card systems",
)
def get_card_systems(request: ApiRequest, event_id: EventId) -> list[EventCardSystemSchema]:
    """All card systems in which the event could count, enabled or not. No permission is needed."""
    with addressed_by_path():
        return [EventCardSystemSchema.of(found) for found in card_systems_of_event(event_id)]


@router.put(
    "/events/{eventId}/settings",
    response={204: None},
    operation_id="put-events-settings",
    summary="Update event settings",
)
def put_settings(request: ApiRequest, event_id: EventId, payload: EventSettingsSchema) -> None:
    """Replace all settings; a limit that is absent is no limit. Not possible once the event is over.

    Needs `EVENT_SETTINGS_UPDATE` for the organizer, or `EVENT_SETTINGS_UPDATE_ALL`.
    """
    with addressed_by_path():
        change_settings(request.actor, event_id, payload.as_settings_of(event_id))


@router.get(
    "/events/{eventId}/settings",
    response=EventSettingsSchema,
    operation_id="get-events-settings",
    summary="Get event settings",
)
def get_settings(request: ApiRequest, event_id: EventId) -> EventSettingsSchema:
    """Points and limits. Needs `EVENT_SETTINGS_READ` for the organizer, or `EVENT_SETTINGS_READ_ALL`."""
    with addressed_by_path():
        return EventSettingsSchema.of(*event_settings(request.actor, event_id))
