"""Passes: operation 67, and 68 to 70 which it replaces."""

from enum import StrEnum
from typing import Annotated

from ninja import Path, Query
from pydantic import Field

from openpas.api.v4.card_systems import CardSystemSchema
from openpas.api.v4.core.refusals import NotFound
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Moment
from openpas.foundation.calendar import end_of_day
from openpas.foundation.identifiers import IdentifierKind
from openpas.passholders.passes import FoundPass, MessageLevel
from openpas.passholders.queries import find_pass, find_pass_by
from openpas.passholders.rules import SocialTariffStatus

router = Router(tags=["Passholders"])


class PassType(StrEnum):
    INDIVIDUAL = "INDIVIDUAL"
    GROUP = "GROUP"


class PassSocialTariffStatus(StrEnum):
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    NONE = "NONE"


SHOWN_AS = {SocialTariffStatus.SUSPENDED: PassSocialTariffStatus.NONE}
"""A pass has no SUSPENDED; a message says until when it is (contract/rules.md 8-18)."""


class PassSocialTariff(ContractSchema):
    status: PassSocialTariffStatus
    end_date: Moment | None = None

    @classmethod
    def of(cls, found: FoundPass) -> "PassSocialTariff":
        status = SHOWN_AS.get(found.social_tariff_status) or PassSocialTariffStatus(found.social_tariff_status)
        if status is PassSocialTariffStatus.NONE or found.social_tariff_ends_on is None:
            return cls(status=status)
        return cls(status=status, end_date=end_of_day(found.social_tariff_ends_on))


class PassMessageSchema(ContractSchema):
    level: MessageLevel
    text: str


class PassSchema(ContractSchema):
    passholder_id: str
    pass_type: PassType
    uitpas_number: str
    first_name: str
    points: int
    postal_code: str
    card_system: CardSystemSchema
    social_tariff: PassSocialTariff
    messages: Annotated[list[PassMessageSchema] | None, Field(description="Must be shown to the person.")] = None

    @classmethod
    def of(cls, found: FoundPass) -> "PassSchema":
        messages = [PassMessageSchema(level=message.level, text=message.text.nl) for message in found.messages]
        return cls(
            passholder_id=str(found.public_id),
            pass_type=PassType.GROUP if found.is_group else PassType.INDIVIDUAL,
            uitpas_number=found.holder.uitpas_number,
            first_name=found.first_name,
            points=found.points,
            postal_code=found.postal_code,
            card_system=CardSystemSchema.of(found.card_system),
            social_tariff=PassSocialTariff.of(found),
            messages=messages or None,
        )


class PassSearch(ContractSchema):
    identifier: Annotated[str, Field(description="Card number, INSZ, barcode of an identity card, or chip.")] = ""
    identification: Annotated[str, Field(description="The same: the name that older notes give it.")] = ""


@router.get("/passes", response=PassSchema, operation_id="get-passes", summary="Retrieve pass by identifier")
def get_pass(request: ApiRequest, search: Query[PassSearch]) -> PassSchema:
    """The pass that somebody holds up. Needs `PASSES_READ`. `messages` must be shown.

    A card that is not ACTIVE is refused with `cardStatus`, `passType`, and for a card that was held `passholderId`.
    """
    identifier = search.identifier or search.identification
    if not identifier:
        raise NotFound("The parameter identifier is required.")
    return PassSchema.of(find_pass(request.actor, identifier))


@router.get(
    "/passes/{uitpasNumber}",
    response=PassSchema,
    deprecated=True,
    operation_id="get-passes-uitpasNumber",
    summary="Retrieve pass by UiTPAS number",
)
def get_pass_by_number(request: ApiRequest, uitpas_number: Annotated[str, Path(alias="uitpasNumber")]) -> PassSchema:
    """Needs `PASSES_READ`. Use `GET /passes` instead."""
    return PassSchema.of(find_pass_by(request.actor, IdentifierKind.UITPAS_NUMBER, uitpas_number))


@router.get(
    "/insz-numbers/{inszNumber}",
    response=PassSchema,
    deprecated=True,
    operation_id="get-insz-numbers-inszNumber",
    summary="Retrieve pass by INSZ number",
)
def get_pass_by_insz(request: ApiRequest, insz_number: Annotated[str, Path(alias="inszNumber")]) -> PassSchema:
    """Needs `PASSES_INSZNUMBERS_READ`. Use `GET /passes` instead."""
    return PassSchema.of(find_pass_by(request.actor, IdentifierKind.INSZ, insz_number))


@router.get(
    "/chip-numbers/{chipNumber}",
    response=PassSchema,
    deprecated=True,
    operation_id="get-chip-numbers-chipNumber",
    summary="Retrieve pass by chip number",
)
def get_pass_by_chip(request: ApiRequest, chip_number: Annotated[str, Path(alias="chipNumber")]) -> PassSchema:
    """Needs `PASSES_CHIPNUMBERS_READ`. Use `GET /passes` instead."""
    return PassSchema.of(find_pass_by(request.actor, IdentifierKind.CHIP, chip_number))
