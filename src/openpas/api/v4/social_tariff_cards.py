"""The export of cards with the social tariff: operation 88."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import Annotated, Final

from django.http import StreamingHttpResponse
from ninja import Path
from pydantic import Field

from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema
from openpas.api.v4.core.wire import JSON, written
from openpas.foundation.refusal import addressed_by_path
from openpas.tariffs.queries.social_tariff_cards import SocialTariffCard, social_tariff_cards

router = Router(tags=["Cards"])

_CARDS_AT_ONCE: Final = 500


class SocialTariffCardType(StrEnum):
    REGULAR = "REGULAR"
    GROUP = "GROUP"


class SocialTariffCardSchema(ContractSchema):
    uitpas_number: str
    card_type: SocialTariffCardType
    available_tickets: Annotated[
        int | None, Field(description="Tickets that are left this year; for a `GROUP` with a number of them.")
    ] = None


@router.get(
    "/cards/social-tariff/{cardSystemId}/active",
    response=list[SocialTariffCardSchema],
    operation_id="get-cards-social-tariff-cardSystemId-active",
    summary="Retrieve all valid social tariff cards",
)
def get_social_tariff_cards(
    request: ApiRequest, card_system_id: Annotated[str, Path(alias="cardSystemId")]
) -> StreamingHttpResponse:
    """Every card that gives the social tariff in a card system now. Needs `SOCIALTARIFF_EXPORT` there.

    The answer is one array, sent while it is read.
    """
    with addressed_by_path():
        cards = social_tariff_cards(request.actor, card_system_id)
    return StreamingHttpResponse(_array(map(_told, cards)), content_type=JSON)


def _told(card: SocialTariffCard) -> dict[str, object]:
    """SocialTariffCardSchema without the cost of one object per card."""
    told: dict[str, object] = {"uitpasNumber": card.uitpas_number, "cardType": "GROUP" if card.is_group else "REGULAR"}
    if card.available_tickets is not None:
        told["availableTickets"] = card.available_tickets
    return told


def _array(elements: Iterable[object]) -> Iterator[bytes]:
    """A JSON array in pieces of some hundred elements."""
    remaining = iter(elements)
    separator = b"["
    while some := list(islice(remaining, _CARDS_AT_ONCE)):
        yield separator + written(some)[1:-1]
        separator = b","
    yield b"[]" if separator == b"[" else b"]"
