"""Check-ins: operations 5 to 8."""

from typing import Annotated, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query
from pydantic import Field, TypeAdapter

from openpas.api.v4.core.answered_once import REPLAYED, digest_of
from openpas.api.v4.core.authentication import authenticated
from openpas.api.v4.core.paging import Collection, Page
from openpas.api.v4.core.plain import body_as, idempotency_key, keeps_answers
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Id, Message, Moment, moment_text
from openpas.api.v4.core.wire import json_response
from openpas.api.v4.passholders import PassholderSchema
from openpas.checkins import queries, service
from openpas.checkins.checked_in import CheckedIn
from openpas.checkins.models import Checkin
from openpas.checkins.refusals import CheckinNotFound
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import addressed_by_path
from openpas.passholders.persons import shown_by_id

router = Router(tags=["Checkins"])

CheckinId = Annotated[str, Path(alias="checkinId", description="Id of the check-in")]


class CheckinRequest(ContractSchema):
    uitpas_number: Annotated[Id, Field(description="The UiTPAS number of the passholder.")]
    event_id: Annotated[Id, Field(description="The event at which the passholder takes part.")]


class CheckinSchema(ContractSchema):
    id: str
    creation_date: Moment
    event_id: str
    event_title: str
    uitpas_number: str
    points: int
    passholder: PassholderSchema | None = None

    @classmethod
    def of(cls, checkin: queries.RegisteredCheckin) -> "CheckinSchema":
        return cls(
            id=str(checkin.id),
            creation_date=checkin.created_at,
            event_id=checkin.event_id,
            event_title=checkin.event_title,
            uitpas_number=checkin.uitpas_number,
            points=checkin.points,
        )


class CheckinSearch(Page):
    passholder_id: Annotated[Id, Field(description="Check-ins of this passholder.")]
    organizer_id: Annotated[list[str], Field(min_length=1, description="Organizers of the events.")]
    event_title: Annotated[str, Field(description="A part of the title of the event.")] = ""


class CheckinQuestion(ContractSchema):
    uitpas_number: Id
    event_id: Id


class CheckinStatus(ContractSchema):
    allowed: bool
    end_user_message: Message | None = None


_REQUEST: Final = TypeAdapter(CheckinRequest)


@keeps_answers
def register_checkin(request: HttpRequest) -> HttpResponse:
    """O5. The hottest operation: parsed and answered without ninja, its answer kept in its own statement."""
    actor = authenticated(request)
    wanted = body_as(_REQUEST, request)
    fact = service.check_in(
        actor,
        wanted.uitpas_number,
        wanted.event_id,
        channel=Checkin.Channel.API,
        key=idempotency_key(request),
        digest=digest_of(request),
    )
    response = json_response(_told(actor, fact), 201)
    if fact.is_repeated:
        response[REPLAYED] = "true"
    return response


@router.post("/checkins", response={201: CheckinSchema}, operation_id="post-checkins", summary="Check in passholder")
def describe_checkin(request: ApiRequest, body: CheckinRequest) -> None:
    """Save a point for a passholder at an event, during its opening hours and some hours around.

    Needs CHECKINS_WRITE for the organizer of the event. A refusal carries `endUserMessage`.
    """
    raise NotImplementedError("register_checkin answers; this stands for the document")


@router.get("/checkins", response=Collection[CheckinSchema], operation_id="get-checkins", summary="Search check-ins")
def search_checkins(request: ApiRequest, search: Query[CheckinSearch]) -> Collection[CheckinSchema]:
    """Check-ins of a passholder at events of these organizers, newest first. Needs CHECKINS_READ."""
    total, found = queries.checkins_of(
        request.actor,
        search.passholder_id,
        search.organizer_id,
        event_title=search.event_title,
        start=search.start,
        limit=search.limit,
    )
    return Collection(total_items=total, member=[CheckinSchema.of(checkin) for checkin in found])


@router.delete(
    "/checkins/{checkinId}",
    response={204: None},
    operation_id="delete-checkins-checkinId",
    summary="Delete a check-in",
)
def delete_checkin(request: ApiRequest, checkin_id: CheckinId) -> None:
    """Take a check-in back; its points go back too. Needs CHECKINS_WRITE for the organizer of the event."""
    service.cancel_checkin(request.actor, _checkin_id(checkin_id))


@router.get("/checkin-status", response=CheckinStatus, operation_id="get-checkin-status", summary="Get checkin status")
def checkin_status(request: ApiRequest, question: Query[CheckinQuestion]) -> CheckinStatus:
    """Whether a check-in would be accepted now, and if not, why. Needs CHECKINS_WRITE for the organizer."""
    with addressed_by_path():
        refusal = service.refusal_to_check_in(request.actor, question.uitpas_number, question.event_id)
    words = refusal.end_user_message if refusal else None
    return CheckinStatus(allowed=refusal is None, end_user_message=Message(**words.as_dict()) if words else None)


def _told(actor: Actor, fact: CheckedIn) -> dict[str, object]:
    told: dict[str, object] = {
        "id": str(fact.id),
        "creationDate": moment_text(fact.created_at),
        "eventId": fact.event_id,
        "eventTitle": fact.event_title,
        "uitpasNumber": fact.uitpas_number,
        "points": fact.points,
    }
    if actor.may_somewhere(Permission.PASSHOLDERS_SEARCH):
        (person,) = shown_by_id(actor, [fact.passholder_id], "checkins").values()
        told["passholder"] = PassholderSchema.of(person).model_dump(by_alias=True, exclude_none=True)
    return told


def _checkin_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise CheckinNotFound from None
