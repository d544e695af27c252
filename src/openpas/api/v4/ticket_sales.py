"""Ticket sales: operations 3, 4 and 9."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query
from pydantic import Field, TypeAdapter, model_validator

from openpas.api.v4.core.authentication import authenticated
from openpas.api.v4.core.paging import Collection, Page
from openpas.api.v4.core.plain import body_as
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, EuroIn, EuroOut, Id, Moment
from openpas.api.v4.core.wire import json_response
from openpas.api.v4.passholders import PassholderSchema
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.passholders.persons import shown_by_id
from openpas.records.service import note_access
from openpas.tariffs import queries, service
from openpas.tariffs.models import TicketSale
from openpas.tariffs.refusals import TicketSaleNotFound
from openpas.tariffs.rules.quoting import TariffType
from openpas.tariffs.service import TicketOrder

router = Router(tags=["Ticket sales"])

TicketSaleId = Annotated[str, Path(alias="ticketSaleId", description="Id of the registered ticket sale")]
_LONGEST_ID: Final = 18


class ChosenTariff(ContractSchema):
    id: Id


class TicketSaleRequest(ContractSchema):
    """A ticket to register. `tariffId` is the deprecated way to say `tariff.id`."""

    regular_price: EuroIn
    regular_price_label: str = ""
    tariff: ChosenTariff
    tariff_id: Annotated[str | None, Field(json_schema_extra={"deprecated": True})] = None
    event_id: Id
    uitpas_number: Id

    @model_validator(mode="before")
    @classmethod
    def _read_deprecated_tariff_id(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("tariff") is None and data.get("tariffId") is not None:
            return {**data, "tariff": {"id": data["tariffId"]}}
        return data


class Tariff(ContractSchema):
    id: str
    name: str
    price: EuroOut
    type: TariffType


class TicketSaleSchema(ContractSchema):
    id: str
    creation_date: Moment
    regular_price: EuroOut
    regular_price_label: str | None = None
    tariff: Tariff
    event_id: str
    event_title: str
    uitpas_number: str
    passholder: PassholderSchema | None = None

    @classmethod
    def of(cls, sale: TicketSale, passholder: PassholderSchema | None) -> "TicketSaleSchema":
        return cls(
            id=str(sale.pk),
            creation_date=sale.created_at,
            regular_price=sale.regular_price_cents,
            regular_price_label=sale.regular_price_label or None,
            tariff=Tariff(
                id=sale.tariff_id, name=sale.tariff_name, price=sale.price_cents, type=TariffType(sale.tariff_type)
            ),
            event_id=sale.event.public_id,
            event_title=sale.event.title,
            uitpas_number=sale.uitpas_number,
            passholder=passholder,
        )


class TicketSaleSearch(Page):
    event_id: Annotated[str, Field(description="Sales for this event.")] = ""
    passholder_id: Annotated[str, Field(description="Sales to this passholder; needs organizerId too.")] = ""
    organizer_id: Annotated[
        list[str], Field(default_factory=list, description="Events of these organizers, or at their location.")
    ]
    event_title: Annotated[str, Field(description="A part of the title of the event.")] = ""


_REQUEST: Final = TypeAdapter(list[TicketSaleRequest])


def register_ticket_sales(request: HttpRequest) -> HttpResponse:
    """O3. Hot: parsed and answered without ninja."""
    actor = authenticated(request)
    sold = service.sell_tickets(actor, [_order(wanted) for wanted in body_as(_REQUEST, request)])
    return json_response([one.model_dump(by_alias=True, exclude_none=True) for one in _schemas(actor, sold)])


@router.post(
    "/ticket-sales",
    response=list[TicketSaleSchema],
    operation_id="post-ticket-sales",
    summary="Register ticket sale(s)",
)
def describe_ticket_sales(request: ApiRequest, body: list[TicketSaleRequest]) -> list[TicketSaleSchema]:
    """Register tickets that are sold at UiTPAS prices: all of them, or none.

    Needs TICKETSALES_REGISTER for the organizer of each event. A refusal says with `jsonPointer` which one it is about.
    """
    raise NotImplementedError("register_ticket_sales answers; this stands for the document")


@router.get(
    "/ticket-sales",
    response=Collection[TicketSaleSchema],
    operation_id="get-ticket-sales",
    summary="Retrieve existing ticket sales",
)
def search_ticket_sales(request: ApiRequest, search: Query[TicketSaleSearch]) -> Collection[TicketSaleSchema]:
    """Sales that were not cancelled, newest first. Needs TICKETSALES_SEARCH for the organizer of the events.

    The buyer is shown to who may search passholders, and sees in any case that its tickets were looked up.
    """
    found = queries.ticket_sales_of(
        request.actor,
        event_id=search.event_id,
        passholder_id=search.passholder_id,
        organizer_ids=search.organizer_id,
        event_title=search.event_title,
    )
    page = list(found[search.start : search.start + search.limit]) if search.limit else []
    if not request.actor.may_somewhere(Permission.PASSHOLDERS_SEARCH):
        note_access(request.actor, {sale.passholder_id for sale in page if sale.passholder_id}, "ticket_sales")
    return Collection(total_items=found.count(), member=_schemas(request.actor, page))


@router.delete(
    "/ticket-sales/{ticketSaleId}",
    response={204: None},
    operation_id="delete-ticket-sales",
    summary="Cancel a ticket sale registration",
)
def cancel_ticket_sale(request: ApiRequest, ticket_sale_id: TicketSaleId) -> None:
    """Take a sale back: it counts no longer. Needs TICKETSALES_REGISTER for the organizer of the event."""
    service.cancel_ticket_sale(request.actor, _sale_id(ticket_sale_id))


def _order(wanted: TicketSaleRequest) -> TicketOrder:
    return TicketOrder(
        event_id=wanted.event_id,
        uitpas_number=wanted.uitpas_number,
        tariff_id=wanted.tariff.id,
        regular_price_cents=wanted.regular_price,
        label=wanted.regular_price_label,
    )


def _schemas(actor: Actor, sales: Sequence[TicketSale]) -> list[TicketSaleSchema]:
    people = _people(actor, {sale.passholder_id for sale in sales if sale.passholder_id})
    return [TicketSaleSchema.of(sale, people.get(sale.passholder_id or 0)) for sale in sales]


def _people(actor: Actor, passholder_ids: Iterable[int]) -> Mapping[int, PassholderSchema]:
    """Who bought, for callers that may search passholders; nobody for others (contract/rules.md 2.2-5)."""
    if not actor.may_somewhere(Permission.PASSHOLDERS_SEARCH):
        return {}
    found = shown_by_id(actor, passholder_ids, "ticket_sales")
    return {passholder_id: PassholderSchema.of(person) for passholder_id, person in found.items()}


def _sale_id(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID):
        raise TicketSaleNotFound
    return int(text)
