"""Group passes: operations 26 and 27."""

from enum import StrEnum
from typing import Annotated, Literal

from django.conf import settings
from ninja import Query
from pydantic import Field

from openpas.api.v4.card_systems import CardSystemSchema
from openpas.api.v4.cards import CardStatus
from openpas.api.v4.core.authentication import TOKEN_OR_CLIENT_ID
from openpas.api.v4.core.paging import Collection, Page, paged
from openpas.api.v4.core.rates import slow_down
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Moment
from openpas.api.v4.passholders import Address
from openpas.api.v4.references import PassholderId
from openpas.foundation.actor import ActorKind
from openpas.foundation.calendar import end_of_day
from openpas.passholders.group_passes import ShownGroupPass, find_group_pass, group_pass
from openpas.records.rate_limit import Rate
from openpas.tariffs.group_tickets import tickets_left

router = Router(tags=["Grouppasses"])


class GroupSocialTariffStatus(StrEnum):
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"


class GroupSocialTariff(ContractSchema):
    status: GroupSocialTariffStatus
    end_date: Moment
    total_tickets_per_year: int | None = None
    available_tickets: int | None = None

    @classmethod
    def of(cls, found: ShownGroupPass) -> "GroupSocialTariff | None":
        group = found.group
        if group.social_tariff_ends_on is None:
            return None
        return cls(
            status=GroupSocialTariffStatus(found.social_tariff_status),
            end_date=end_of_day(group.social_tariff_ends_on),
            total_tickets_per_year=group.tickets_per_year,
            available_tickets=tickets_left(group),
        )


class GroupPassSchema(ContractSchema):
    id: str
    uitpas_number: str
    card_status: CardStatus
    creation_date: Moment
    social_tariff: GroupSocialTariff | None = None
    card_system: CardSystemSchema
    name: Annotated[str | None, Field(description="With an access token only, as all below.")] = None
    email: str | None = None
    address: Address | None = None
    telephone: str | None = None

    @classmethod
    def of(cls, found: ShownGroupPass) -> "GroupPassSchema":
        group = found.group
        address = Address(street=group.street or None, postal_code=group.postal_code, city=group.city, country="BE")
        private = {
            "name": group.name,
            "email": group.email or None,
            "address": address,
            "telephone": group.phone_number or None,
        }
        return cls.public(found).model_copy(update=private)

    @classmethod
    def public(cls, found: ShownGroupPass) -> "GroupPassSchema":
        """Without what says who the group is: for callers that only name themselves (contract/rules.md 1.5)."""
        return cls(
            id=str(found.group.public_id),
            uitpas_number=found.card.uitpas_number,
            card_status=CardStatus(found.card.status),
            creation_date=found.group.created_at,
            social_tariff=GroupSocialTariff.of(found),
            card_system=CardSystemSchema.of(found.group.card_system),
        )


class GroupPassSearch(Page):
    uitpas_number: Annotated[str, Field(description="The number of the group's card.")] = ""
    chip_number: Annotated[str, Field(description="The number of its chip, hexadecimal. One of the two is needed.")] = (
        ""
    )
    sort: Annotated[str | None, Field(description="`name`; there is one result at most.")] = None
    sort_name: Annotated[Literal["asc", "desc"] | None, Field(alias="sort[name]", deprecated=True)] = None


@router.get(
    "/grouppasses",
    auth=TOKEN_OR_CLIENT_ID,
    response=Collection[GroupPassSchema],
    operation_id="get-grouppasses",
    summary="Search grouppasses",
)
def get_group_passes(request: ApiRequest, search: Query[GroupPassSearch]) -> Collection[GroupPassSchema]:
    """Needs `GROUPPASSES_SEARCH`. Also finds passes whose card is not ACTIVE: look at `cardStatus`.

    Without a token fewer properties are shown, and not too often per minute.
    """
    is_public = request.actor.kind is ActorKind.IDENTIFIED_CLIENT
    if is_public:
        slow_down(request, Rate("grouppasses", requests=settings.OPENPAS_PUBLIC_LOOKUPS, seconds=60))
    found = find_group_pass(request.actor, search.uitpas_number, search.chip_number)
    return paged([found] if found else [], search, GroupPassSchema.public if is_public else GroupPassSchema.of)


@router.get(
    "/grouppasses/{passholderId}",
    response=GroupPassSchema,
    operation_id="get-grouppasses-passholderId",
    summary="Retrieve grouppass by ID",
)
def get_group_pass(request: ApiRequest, passholder_id: PassholderId) -> GroupPassSchema:
    """One group pass by its id. Needs `GROUPPASSES_SEARCH`."""
    return GroupPassSchema.of(group_pass(request.actor, passholder_id))
