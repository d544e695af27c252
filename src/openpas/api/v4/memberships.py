"""Memberships and what they cost: operations 37, 38, 46 and 47."""

from datetime import date
from typing import Annotated

from ninja import Query
from pydantic import Field

from openpas.api.v4.card_systems import CardType, MembershipPrice
from openpas.api.v4.core.authentication import TOKEN_OR_CLIENT_ID
from openpas.api.v4.core.callers import reach_passholder
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema
from openpas.api.v4.enrolment_schemas import OrganizerNamed, Words
from openpas.api.v4.passholders import MembershipSchema
from openpas.api.v4.references import CardSystemId, PassholderId
from openpas.card_systems.queries import card_system
from openpas.enrolment.details import HomeAddress
from openpas.enrolment.preview import MembershipPreview, preview_membership
from openpas.enrolment.prices import AskedPrice, price_for_newcomer, price_for_passholder
from openpas.enrolment.rules.memberships import MembershipChange
from openpas.enrolment.rules.prices import PriceLine
from openpas.enrolment.service.memberships import MembershipAsked, give_membership
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import addressed_by_path
from openpas.passholders.models import Card

router = Router(tags=["Passholders"])


class PriceQuery(ContractSchema):
    card_type: CardType
    social_tariff: Annotated[bool, Field(description="Whether the person is entitled to the social tariff.")] = False
    voucher: Annotated[str, Field(description="A voucher that may lower the price.")] = ""

    def asked_of(self, card_system_id: int) -> AskedPrice:
        return AskedPrice(
            card_system_id=card_system_id,
            card_type=self.card_type,
            has_social_tariff=self.social_tariff,
            voucher=self.voucher,
        )


class NewcomerPriceQuery(PriceQuery):
    postal_code: Annotated[str, Field(description="Of the residence; `0000` is outside Belgium.")]
    date_of_birth: date


class PreviewQuery(ContractSchema):
    social_tariff: bool
    organizer_id: str


class NewAddress(ContractSchema):
    street: Words
    postal_code: Annotated[str, Field(min_length=1, max_length=12)]
    city: Words


class SocialTariffAsked(ContractSchema):
    social_tariff_end_date: date | None = None


class MembershipRequest(ContractSchema):
    card_type: CardType
    uitpas_number: str = ""
    address: NewAddress | None = None
    social_tariff: Annotated[SocialTariffAsked | None, Field(description="There: with the social tariff.")] = None
    voucher: str = ""
    registration_organizer: OrganizerNamed

    def as_asked(self) -> MembershipAsked:
        address, social = self.address, self.social_tariff
        return MembershipAsked(
            organizer_id=self.registration_organizer.id,
            card_kind=Card.Kind(self.card_type),
            uitpas_number=self.uitpas_number,
            address=HomeAddress(address.postal_code, address.city, address.street) if address else None,
            with_social_tariff=social is not None,
            social_tariff_ends_on=social.social_tariff_end_date if social else None,
            voucher=self.voucher,
        )


class MembershipPreviewSchema(ContractSchema):
    type: MembershipChange
    social_tariff_end_date: date | None = None
    address_change_required: bool
    replaced_membership: MembershipSchema | None = None

    @classmethod
    def of(cls, preview: MembershipPreview) -> "MembershipPreviewSchema":
        return cls(
            type=preview.change,
            social_tariff_end_date=preview.social_tariff_ends_on,
            address_change_required=preview.is_address_change_required,
            replaced_membership=MembershipSchema.of(preview.replaced) if preview.replaced else None,
        )


@router.get(
    "/passholders/membership-prices/{cardSystemId}",
    auth=TOKEN_OR_CLIENT_ID,
    response=MembershipPrice,
    operation_id="get-passholders-membership-prices-cardSystemId",
    summary="Retrieve new membership price",
)
def get_price_for_newcomer(
    request: ApiRequest, card_system_id: CardSystemId, asked: Query[NewcomerPriceQuery]
) -> MembershipPrice:
    """The exact price for somebody new. Needs `MEMBERSHIP_PRICES_READ`."""
    with addressed_by_path():
        return _price(
            price_for_newcomer(request.actor, asked.asked_of(card_system_id), asked.postal_code, asked.date_of_birth)
        )


@router.get(
    "/passholders/{passholderId}/membership-prices/{cardSystemId}",
    response=MembershipPrice,
    operation_id="get-passholders-passholderId-membership-prices-cardSystemId",
    summary="Retrieve upgrade membership price",
)
def get_price_for_passholder(
    request: ApiRequest, passholder_id: PassholderId, card_system_id: CardSystemId, asked: Query[PriceQuery]
) -> MembershipPrice:
    """The exact price for a passholder. Needs `PASSHOLDERS_SEARCH` and `MEMBERSHIP_PRICES_READ`."""
    person = reach_passholder(request.actor, passholder_id, Permission.PASSHOLDERS_SEARCH)
    with addressed_by_path():
        return _price(price_for_passholder(request.actor, asked.asked_of(card_system_id), person))


@router.get(
    "/passholders/{passholderId}/memberships/{cardSystemId}",
    response=MembershipPreviewSchema,
    operation_id="get-passholders-passholderId-memberships-cardSystemId",
    summary="Preview a new membership",
)
def get_membership_preview(
    request: ApiRequest, passholder_id: PassholderId, card_system_id: CardSystemId, asked: Query[PreviewQuery]
) -> MembershipPreviewSchema:
    """What `POST` would do. Needs `PASSHOLDERS_WRITE` for the organizer, with a social tariff also
    `PASSHOLDERS_WRITE_SOCIALTARIFF`.
    """
    person = reach_passholder(request.actor, passholder_id, Permission.PASSHOLDERS_WRITE)
    with addressed_by_path():
        system = card_system(card_system_id)
    return MembershipPreviewSchema.of(
        preview_membership(request.actor, person, system, asked.organizer_id, with_social_tariff=asked.social_tariff)
    )


@router.post(
    "/passholders/{passholderId}/memberships/{cardSystemId}",
    response={201: None},
    operation_id="post-passholders-passholderId-memberships-cardSystemId",
    summary="Create or replace card system membership of passholder",
)
def post_membership(
    request: ApiRequest, passholder_id: PassholderId, card_system_id: CardSystemId, payload: MembershipRequest
) -> None:
    """Join a region, or grant or revoke the social tariff there with another card. Needs `PASSHOLDERS_WRITE` for the
    `registrationOrganizer`; with a social tariff also `PASSHOLDERS_WRITE_SOCIALTARIFF`, for another city than the
    organizer's `PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM`.

    The old card is blocked; points stay. The social tariff is extended through `PUT /passholders/{passholderId}`.
    """
    person = reach_passholder(request.actor, passholder_id, Permission.PASSHOLDERS_WRITE)
    with addressed_by_path():
        system = card_system(card_system_id)
    give_membership(request.actor, person, system, payload.as_asked())


def _price(line: PriceLine) -> MembershipPrice:
    return MembershipPrice(price=line.price_cents, label=line.label, description=line.description)
