"""Card systems: operations 79 to 83. Public: naming a client is enough."""

from enum import StrEnum
from typing import Annotated

from ninja import Query
from pydantic import Field

from openpas.api.v4.core.authentication import TOKEN_OR_CLIENT_ID
from openpas.api.v4.core.paging import Collection, Page, paged
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, EuroOut
from openpas.api.v4.core.sorting import sort_keys
from openpas.api.v4.references import CardSystemId
from openpas.card_systems import queries
from openpas.card_systems.models import CardSystem, MembershipPriceRule
from openpas.card_systems.refusals import PostalCodeRequired
from openpas.foundation.refusal import addressed_by_path

router = Router(tags=["Card systems"])

_PERMANENT_BY_DEFAULT = True


class CardType(StrEnum):
    DIGITAL = "DIGITAL"
    NFC_CARD = "NFC_CARD"


class CardlessRegistrationType(StrEnum):
    ALL = "ALL"
    REGULAR = "REGULAR"
    SOCIALTARIFF = "SOCIALTARIFF"
    NONE = "NONE"


class CitySchema(ContractSchema):
    postal_code: str
    name: str


class Branding(ContractSchema):
    logo: str | None = None
    primary_color: str | None = None
    secondary_color: str | None = None


class Links(ContractSchema):
    website: str | None = None


class CardSystemSchema(ContractSchema):
    id: int
    name: str | None = None
    branding: Branding | None = None
    links: Links | None = None
    cities: list[CitySchema] | None = None
    permanent: bool | None = None
    allows_cardless_registration: bool | None = None
    cardless_registration_type: CardlessRegistrationType | None = None
    social_tariff_info: str | None = None

    @classmethod
    def of(cls, system: CardSystem) -> "CardSystemSchema":
        branding = Branding(
            logo=system.logo_url or None,
            primary_color=system.primary_color or None,
            secondary_color=system.secondary_color or None,
        )
        cardless = CardlessRegistrationType(system.cardless_registration_type)
        return cls(
            id=system.pk,
            name=system.name,
            branding=branding if branding != Branding() else None,
            links=Links(website=system.website) if system.website else None,
            cities=[CitySchema(postal_code=city.postal_code, name=city.name) for city in system.cities.all()],
            permanent=system.permanent,
            allows_cardless_registration=cardless is not CardlessRegistrationType.NONE,
            cardless_registration_type=cardless,
            social_tariff_info=system.social_tariff_info or None,
        )


class CardSystemSearch(Page):
    permanent: Annotated[bool, Field(description="Permanent card systems, or those of a festival.")] = (
        _PERMANENT_BY_DEFAULT
    )
    city: Annotated[list[str], Field(description="Card systems with one of these cities.")] = []
    postal_code: Annotated[list[str], Field(description="Card systems with one of these postal codes.")] = []
    sort: Annotated[
        str | None, Field(description="`name` or `postalCode` (nearest to `postalCodeSort` first), `-` to reverse.")
    ] = None
    postal_code_sort: Annotated[str | None, Field(description="From where `sort=postalCode` measures.")] = None


class PostalCodes(ContractSchema):
    postal_code: Annotated[list[str], Field(description="Only the cities with these postal codes.")] = []


class SocialTariffSettings(ContractSchema):
    postal_code: str
    allows_cardless_registration: bool


class CitySettings(ContractSchema):
    city: str
    allows_cardless_registration: bool
    contact_email: str


class MembershipPrice(ContractSchema):
    price: EuroOut
    label: str
    description: str

    @classmethod
    def of(cls, rule: MembershipPriceRule) -> "MembershipPrice":
        return cls(price=rule.price_cents, label=rule.label, description=rule.description)


@router.get(
    "/card-systems",
    auth=TOKEN_OR_CLIENT_ID,
    response=Collection[CardSystemSchema],
    operation_id="get-card-systems",
    summary="Search card systems",
)
def search_card_systems(request: ApiRequest, search: Query[CardSystemSearch]) -> Collection[CardSystemSchema]:
    """Card systems by city or postal code. No permission is needed."""
    asked = queries.CardSystemFilter(search.permanent, search.city, search.postal_code)
    return paged(_sorted(queries.card_systems(asked), request, search), search, CardSystemSchema.of)


@router.get(
    "/card-systems/{cardSystemId}",
    auth=TOKEN_OR_CLIENT_ID,
    response=CardSystemSchema,
    operation_id="get-cardsystems-cardsystemid",
    summary="Retrieve a card system",
)
def get_card_system(request: ApiRequest, card_system_id: CardSystemId) -> CardSystemSchema:
    """One card system with its cities. No permission is needed."""
    with addressed_by_path():
        return CardSystemSchema.of(queries.card_system(card_system_id))


@router.get(
    "/card-systems/{cardSystemId}/social-tariff-settings",
    auth=TOKEN_OR_CLIENT_ID,
    response=SocialTariffSettings,
    deprecated=True,
    operation_id="get-cardsystems-cardsystemid-social-tariff-settings",
    summary="Retrieve social tariff settings of a card system",
)
def get_social_tariff_settings(
    request: ApiRequest, card_system_id: CardSystemId, postal_code: Annotated[str, Query(alias="postalCode")]
) -> SocialTariffSettings:
    """Whether a resident of this postal code can register without a card. Use the city settings instead."""
    with addressed_by_path():
        settings = queries.city_settings(queries.card_system(card_system_id), [postal_code])
    return SocialTariffSettings(
        postal_code=postal_code, allows_cardless_registration=settings[0].allows_cardless_registration
    )


@router.get(
    "/card-systems/{cardSystemId}/city-settings",
    auth=TOKEN_OR_CLIENT_ID,
    response=list[CitySettings],
    operation_id="get-cardsystems-cardsystemid-city-settings",
    summary="Retrieve city settings of a card system",
)
def get_city_settings(
    request: ApiRequest, card_system_id: CardSystemId, asked: Query[PostalCodes]
) -> list[CitySettings]:
    """What the municipalities of a card system decided. No permission is needed."""
    with addressed_by_path():
        found = queries.city_settings(queries.card_system(card_system_id), asked.postal_code)
    return [
        CitySettings(
            city=one.name.upper(),
            allows_cardless_registration=one.allows_cardless_registration,
            contact_email=one.contact_email,
        )
        for one in found
    ]


@router.get(
    "/card-systems/{cardSystemId}/membership-prices",
    auth=TOKEN_OR_CLIENT_ID,
    response=list[MembershipPrice],
    operation_id="get-card-systems-cardsystemid-membership-prices",
    summary="Retrieve the membership prices of a card system",
)
def get_membership_prices(
    request: ApiRequest, card_system_id: CardSystemId, card_type: Annotated[CardType, Query(alias="cardType")]
) -> list[MembershipPrice]:
    """Every price for a kind of card, to show to somebody who is no passholder yet. No permission is needed."""
    with addressed_by_path():
        return [MembershipPrice.of(rule) for rule in queries.membership_prices(card_system_id, card_type)]


def _sorted(found: list[CardSystem], request: ApiRequest, search: CardSystemSearch) -> list[CardSystem]:
    """The last key first, since Python's sort keeps the order of equals."""
    for key in reversed(sort_keys(request.GET, "name", "postalCode")):
        if key.field == "name":
            found = sorted(found, key=lambda system: system.name.casefold())
        elif search.postal_code_sort is None:
            raise PostalCodeRequired
        else:
            found = queries.nearest_first(found, search.postal_code_sort)
        if key.descending:
            found = found[::-1]
    return found
