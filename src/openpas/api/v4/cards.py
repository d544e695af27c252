"""Cards: operation 87."""

from enum import StrEnum
from typing import Annotated

from ninja import Query
from pydantic import Field

from openpas.api.v4.card_systems import CardSystemSchema, CardType
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema
from openpas.passholders.cards import find_card
from openpas.passholders.models import Card

router = Router(tags=["Cards"])


class CardStatus(StrEnum):
    PROVISIONED = "PROVISIONED"
    LOCAL_STOCK = "LOCAL_STOCK"
    ACTIVE = "ACTIVE"
    BLOCKED = "BLOCKED"
    DELETED = "DELETED"


class CardSchema(ContractSchema):
    uitpas_number: str
    card_system: CardSystemSchema
    card_type: CardType
    status: CardStatus
    social_tariff: Annotated[bool, Field(description="Whether the card was made for the social tariff; no right.")]

    @classmethod
    def of(cls, card: Card) -> "CardSchema":
        return cls(
            uitpas_number=card.uitpas_number,
            card_system=CardSystemSchema.of(card.card_system),
            card_type=CardType(card.kind),
            status=CardStatus(card.status),
            social_tariff=card.is_social,
        )


class CardSearch(ContractSchema):
    uitpas_number: Annotated[str, Field(description="The number of the card.")] = ""
    chip_number: Annotated[str, Field(description="The number of its chip, hexadecimal.")] = ""


@router.get("/cards", response=CardSchema, operation_id="get-cards", summary="Retrieve card status")
def get_card(request: ApiRequest, search: Query[CardSearch]) -> CardSchema:
    """One card, also when nobody holds it yet, by exactly one of its two numbers. Needs `CARDS_READ`."""
    return CardSchema.of(find_card(request.actor, search.uitpas_number, search.chip_number))
