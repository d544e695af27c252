"""A small API on the core of the real one, with one operation for each thing that the core does."""

from decimal import Decimal
from threading import Event
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from ninja import Path, Query
from pydantic import Field, TypeAdapter

from openpas.api.v4.core.authentication import TOKEN_OR_CLIENT_ID, authenticated
from openpas.api.v4.core.endpoint import unknown_path
from openpas.api.v4.core.paging import Collection, Page, paged
from openpas.api.v4.core.plain import body_as, idempotency_key, keeps_answers, query_as
from openpas.api.v4.core.refusals import RateLimited
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import ContractApi, Router, endpoints
from openpas.api.v4.core.schema import ContractSchema, EuroIn, EuroOut
from openpas.api.v4.core.sorting import sort_keys
from openpas.api.v4.core.wire import json_response
from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text
from openpas.identity.models import ApiClient
from openpas.records.models import OutboxMessage
from openpas.records.service import publish

router = Router(tags=["Echo"])

gate = Event()
"""Lets a slow write end."""

entered = Event()
"""Tells that a slow write has begun."""


class TariffIn(ContractSchema):
    id: str


class OrderIn(ContractSchema):
    uitpas_number: Annotated[str, Field(min_length=1)]
    regular_price: EuroIn
    tariff: TariffIn | None = None
    label: str = "none"


class OrderOut(ContractSchema):
    uitpas_number: str
    regular_price: EuroOut
    label: str
    note: str | None = None


class Number(ContractSchema):
    number: int


class Filters(Page):
    street: Annotated[str | None, Field(alias="address.street")] = None
    organizer_id: list[str] = []  # noqa: RUF012  pydantic copies it
    sort: str | None = None


class NoMore(Refusal):
    """There is nothing left."""

    type = "uitpas/maximum-reached"
    title = "Maximum reached"
    text = Text(nl="Het is op.", fr="Il n'y en a plus.")


@router.get("/numbers", auth=TOKEN_OR_CLIENT_ID, response=Collection[Number])
def numbers(request: ApiRequest, page: Query[Page]) -> Collection[Number]:
    return paged(list(range(1000)), page, lambda number: Number(number=number))


@router.get("/clients", response=Collection[Number])
def clients(request: ApiRequest, page: Query[Page]) -> Collection[Number]:
    return paged(ApiClient.objects.order_by("pk"), page, lambda client: Number(number=client.pk))


@router.get("/filters", response=dict[str, Any])
def filters(request: ApiRequest, asked: Query[Filters]) -> dict[str, Any]:
    keys = sort_keys(request.GET, "name", "creationDate")
    return {
        "street": asked.street,
        "organizers": asked.organizer_id,
        "limit": asked.limit,
        "sort": [[key.field, key.descending] for key in keys],
    }


@router.post("/orders", response={201: OrderOut})
def create_order(request: ApiRequest, order: OrderIn) -> OrderOut:
    publish("Ordered", {"by": request.actor.id})
    return OrderOut(uitpas_number=order.uitpas_number, regular_price=order.regular_price, label=order.label)


@router.post("/orders/all", response=list[OrderOut])
def create_orders(request: ApiRequest, orders: list[OrderIn]) -> list[OrderOut]:
    return [create_order(request, order) for order in orders]


@router.delete("/orders/{orderId}", response={204: None})
def delete_order(request: ApiRequest, order_id: Annotated[int, Path(alias="orderId")]) -> None:
    publish("Cancelled", {"order": order_id})


@router.post("/refused", response={204: None})
def refused(request: ApiRequest) -> None:
    publish("Tried", {})
    raise NoMore("None left.", extensions={"jsonPointer": "/1", "cardStatus": "BLOCKED"})


@router.post("/limited", response={204: None})
def limited(request: ApiRequest) -> None:
    raise RateLimited(7)


@router.post("/open", auth=None, response={201: OrderOut})
def open_to_all(request: ApiRequest, order: OrderIn) -> OrderOut:
    publish("Ordered", {"by": "anybody"})
    return OrderOut(uitpas_number=order.uitpas_number, regular_price=order.regular_price, label=order.label)


@router.post("/broken", response={204: None})
def broken(request: ApiRequest) -> None:
    publish("Tried", {})
    raise RuntimeError("the secret inside")


@router.post("/slow", response={200: Number})
def slow(request: ApiRequest) -> Number:
    publish("Slow", {})
    entered.set()
    gate.wait(5)
    return Number(number=OutboxMessage.objects.count())


@keeps_answers
def plain_write(request: HttpRequest) -> HttpResponse:
    order = body_as(_ORDER, request)
    return json_response(
        {
            "by": authenticated(request).id,
            "key": idempotency_key(request),
            "price": Decimal(order.regular_price).scaleb(-2),
        },
        201,
    )


def plain_read(request: HttpRequest) -> HttpResponse:
    authenticated(request)
    return json_response({"number": query_as(Number, request).number})


_ORDER = TypeAdapter(OrderIn)

api = ContractApi([router], title="Echo", version="1", description="", urls_namespace="echo")

urlpatterns: list[URLPattern] = [
    *(
        path(f"api/v4/{pattern.pattern}", pattern.callback)
        for pattern in endpoints(api, {("POST", "plain"): plain_write, ("GET", "plain"): plain_read})
    ),
    re_path(r"^api/v4/", unknown_path),
]
