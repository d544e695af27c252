"""Tariffs: operations 1 and 2."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from openpas.api.v4.core.authentication import authenticated
from openpas.api.v4.core.plain import query_as
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, EuroIn, EuroOut, Id, Message
from openpas.api.v4.core.wire import json_response
from openpas.foundation.money import euro
from openpas.tariffs import queries
from openpas.tariffs.rules.quoting import OfferedTariff, Quote, TariffType, WantedType

router = Router(tags=["Ticket sales"])

RegularPrice = Annotated[EuroIn, Field(description="What the passholder would pay without UiTPAS, in euro.")]


class StaticQuestion(ContractSchema):
    regular_price: RegularPrice
    event_id: Annotated[Id, Field(description="The event for which the ticket is sold.")]


class TariffQuestion(StaticQuestion):
    uitpas_number: Annotated[Id, Field(description="The UiTPAS number of the passholder or the group.")]
    type: Annotated[WantedType, Field(description="Only tariffs of this type.")] = WantedType.ANY


class TariffAvailability(ContractSchema):
    id: str
    name: str
    price: EuroOut
    type: TariffType
    remaining: Annotated[int, Field(description="How many tickets can be sold at this price at once.")]

    @classmethod
    def of(cls, offered: OfferedTariff) -> "TariffAvailability":
        return cls(
            id=offered.id,
            name=offered.name,
            price=offered.price_cents,
            type=offered.type,
            remaining=offered.remaining,
        )


class TariffsResponse(ContractSchema):
    available: list[TariffAvailability]
    end_user_message: Message | None = None

    @classmethod
    def of(cls, quoted: Quote) -> "TariffsResponse":
        return cls(
            available=[TariffAvailability.of(offered) for offered in quoted.available],
            end_user_message=Message(**quoted.message.as_dict()) if quoted.message else None,
        )


def tariffs(request: HttpRequest) -> HttpResponse:
    """O1. Hot: parsed and answered without ninja, and with one query."""
    actor = authenticated(request)
    asked = query_as(TariffQuestion, request)
    quoted = queries.quote(actor, asked.event_id, asked.uitpas_number, asked.regular_price, asked.type)
    return json_response(_told(quoted))


@router.get("/tariffs", response=TariffsResponse, operation_id="get-tariffs", summary="Get tariffs")
def describe_tariffs(request: ApiRequest, question: Query[TariffQuestion]) -> TariffsResponse:
    """The UiTPAS prices of one pass for a ticket, at this moment. Needs TARIFFS_READ for the organizer of the event.

    An empty list with `endUserMessage` means that this pass gets no discount here; a 400 that the pass cannot be used.
    """
    raise NotImplementedError("tariffs answers; this stands for the document")


@router.get(
    "/tariffs/static",
    response=TariffsResponse,
    operation_id="get-tariffs-static",
    summary="Get static tariffs without passholder",
)
def static_tariffs(request: ApiRequest, question: Query[StaticQuestion]) -> TariffsResponse:
    """What a passholder with the social tariff from the organizer's region would pay; for information only."""
    return TariffsResponse.of(queries.static_quote(request.actor, question.event_id, question.regular_price))


def _told(quoted: Quote) -> dict[str, Any]:
    available = [
        {
            "id": offered.id,
            "name": offered.name,
            "price": euro(offered.price_cents),
            "type": offered.type,
            "remaining": offered.remaining,
        }
        for offered in quoted.available
    ]
    if quoted.message is None:
        return {"available": available}
    return {"available": available, "endUserMessage": quoted.message.as_dict()}
