"""Passholders: operations 24 and 29, and the schema in which other resources show one."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Final, Literal

from ninja import Query
from pydantic import Field

from openpas.api.v4.card_systems import CardSystemSchema, CardType
from openpas.api.v4.core.paging import Collection, Page
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Moment
from openpas.api.v4.core.sorting import sort_keys
from openpas.api.v4.references import OrganizerReference, PassholderId
from openpas.foundation.calendar import end_of_day
from openpas.foundation.refusal import addressed_by_path
from openpas.passholders.associations.rules import AssociationMembershipStatus
from openpas.passholders.models import Card, Passholder
from openpas.passholders.persons import ShownMembership, ShownPassholder
from openpas.passholders.rules import SocialTariffStatus
from openpas.passholders.search import PassholderFilter, passholder, search_passholders

router = Router(tags=["Passholders"])


class MembershipStatus(StrEnum):
    ACTIVE = "ACTIVE"
    BLOCKED = "BLOCKED"


class CurrentCardStatus(StrEnum):
    ACTIVE = "ACTIVE"
    BLOCKED = "BLOCKED"
    DELETED = "DELETED"


class MembershipSocialTariffStatus(StrEnum):
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    SUSPENDED = "SUSPENDED"


class Gender(StrEnum):
    MALE = "MALE"
    FEMALE = "FEMALE"
    X = "X"


class UitidStatus(StrEnum):
    REGISTERED = "REGISTERED"
    UNREGISTERED = "UNREGISTERED"


class AssociationMembershipFilter(StrEnum):
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    ALL = "ALL"


_MEMBERSHIPS: Final = {
    AssociationMembershipFilter.ACTIVE: AssociationMembershipStatus.ACTIVE,
    AssociationMembershipFilter.EXPIRED: AssociationMembershipStatus.EXPIRED,
    AssociationMembershipFilter.ALL: None,
}


class CurrentCard(ContractSchema):
    uitpas_number: str
    card_type: CardType
    status: CurrentCardStatus

    @classmethod
    def of(cls, card: Card) -> "CurrentCard":
        return cls(
            uitpas_number=card.uitpas_number, card_type=CardType(card.kind), status=CurrentCardStatus(card.status)
        )


class MembershipSocialTariff(ContractSchema):
    status: MembershipSocialTariffStatus
    end_date: Moment
    in_grace_period: bool
    suspended_until_date: Moment | None = None
    expired: Annotated[bool, Field(deprecated=True, description="Use `status`.")]

    @classmethod
    def of(cls, membership: ShownMembership) -> "MembershipSocialTariff | None":
        granted, status = membership.social_tariff, membership.social_tariff_status
        if granted is None or granted.ends_on is None:
            return None
        suspended_until = granted.suspended_until if status is SocialTariffStatus.SUSPENDED else None
        return cls(
            status=MembershipSocialTariffStatus(status),
            end_date=end_of_day(granted.ends_on),
            in_grace_period=membership.in_grace_period,
            suspended_until_date=_end_of(suspended_until),
            expired=status is SocialTariffStatus.EXPIRED,
        )


class MembershipSchema(ContractSchema):
    card_system: CardSystemSchema
    uitpas_number: str | None = None
    current_card: CurrentCard | None = None
    status: MembershipStatus
    social_tariff: MembershipSocialTariff | None = None

    @classmethod
    def of(cls, membership: ShownMembership) -> "MembershipSchema":
        return cls(
            card_system=CardSystemSchema.of(membership.card_system),
            uitpas_number=membership.uitpas_number,
            current_card=CurrentCard.of(membership.card) if membership.card else None,
            status=MembershipStatus.BLOCKED if membership.is_blocked else MembershipStatus.ACTIVE,
            social_tariff=MembershipSocialTariff.of(membership),
        )


class Address(ContractSchema):
    street: Annotated[str | None, Field(description="Street, number and box.")] = None
    postal_code: str
    city: str
    country: str | None = None


class OptInPreferences(ContractSchema):
    service_mails: bool
    milestone_mails: bool
    info_mails: bool
    sms: bool
    post: bool

    @classmethod
    def of(cls, person: Passholder) -> "OptInPreferences":
        return cls(
            service_mails=person.opt_in_service_mails,
            milestone_mails=person.opt_in_milestone_mails,
            info_mails=person.opt_in_info_mails,
            sms=person.opt_in_sms,
            post=person.opt_in_post,
        )


class PassholderSchema(ContractSchema):
    id: str
    name: str
    first_name: str
    insz_number: str | None = None
    uitpas_number: str | None = None
    card_system_memberships: list[MembershipSchema]
    email: str | None = None
    creation_date: Moment
    date_of_birth: date
    gender: Gender | None = None
    registration_organizer: OrganizerReference | None = None
    points: int
    uitid_status: UitidStatus
    address: Address
    postal_code: Annotated[str, Field(deprecated=True, description="Use `address.postalCode`.")]
    city: Annotated[str, Field(deprecated=True, description="Use `address.city`.")]
    phone_number: str | None = None
    opt_in_preferences: OptInPreferences
    nationality: str | None = None

    @classmethod
    def of(cls, found: ShownPassholder) -> "PassholderSchema":
        person = found.person
        return cls(
            id=str(person.public_id),
            name=person.name,
            first_name=person.first_name,
            insz_number=found.insz or None,
            uitpas_number=found.uitpas_number,
            card_system_memberships=[MembershipSchema.of(one) for one in found.memberships],
            email=person.email or None,
            creation_date=person.created_at,
            date_of_birth=person.date_of_birth,
            gender=Gender(person.gender) if person.gender else None,
            registration_organizer=_organizer(person),
            points=found.points,
            uitid_status=UitidStatus.REGISTERED if person.uitid else UitidStatus.UNREGISTERED,
            address=_address(person),
            postal_code=person.postal_code,
            city=person.city,
            phone_number=person.phone_number or None,
            opt_in_preferences=OptInPreferences.of(person),
            nationality=person.nationality or None,
        )


class PassholderSearch(Page):
    insz_number: Annotated[str, Field(description="The national number of one person.")] = ""
    uitpas_number: Annotated[str, Field(description="The number of a card of one person.")] = ""
    chip_number: Annotated[str, Field(description="The chip of a card of one person, hexadecimal.")] = ""
    uitid_id: Annotated[str, Field(description="The UiTiD account of one person.")] = ""
    name: Annotated[str, Field(description="A part of the last name, or a pattern with `*`.")] = ""
    first_name: Annotated[str, Field(description="A part of the first name, or a pattern with `*`.")] = ""
    email: Annotated[str, Field(description="The e-mail address; `*` stands for any text.")] = ""
    street: Annotated[str, Field(alias="address.street", description="`*` stands for any text.")] = ""
    city: Annotated[str, Field(alias="address.city", description="`*` stands for any text.")] = ""
    school_id: Annotated[str, Field(description="The pupils of a school; `*` for any school.")] = ""
    organizer_id: Annotated[str, Field(description="People with a membership of a card system of it.")] = ""
    date_of_birth_from: date | None = None
    date_of_birth_to: date | None = None
    association_id: Annotated[str, Field(description="The members of an association.")] = ""
    association_membership_status: AssociationMembershipFilter = AssociationMembershipFilter.ACTIVE
    sort: Annotated[str | None, Field(description="`name` or `-name`.")] = None
    sort_name: Annotated[Literal["asc", "desc"] | None, Field(alias="sort[name]", deprecated=True)] = None

    def as_filter(self, *, descending: bool) -> PassholderFilter:
        return PassholderFilter(
            uitpas_number=self.uitpas_number,
            chip_number=self.chip_number,
            insz=self.insz_number,
            uitid=self.uitid_id,
            name=self.name,
            first_name=self.first_name,
            email=self.email,
            street=self.street,
            city=self.city,
            school_id=self.school_id,
            association_id=self.association_id,
            association_status=_MEMBERSHIPS[self.association_membership_status],
            organizer_id=self.organizer_id,
            born_from=self.date_of_birth_from,
            born_to=self.date_of_birth_to,
            descending=descending,
        )


@router.get(
    "/passholders",
    response=Collection[PassholderSchema],
    operation_id="get-passholders",
    summary="Search passholders",
)
def get_passholders(request: ApiRequest, search: Query[PassholderSearch]) -> Collection[PassholderSchema]:
    """Sorted by name. The permission `PASSHOLDERS_SEARCH` finds people of your own card systems, and anybody by number,
    chip, INSZ or UiTiD; `PASSHOLDERS_SEARCH_BY_ID` finds by those four only; `PASSHOLDERS_SEARCH_ALL` finds everybody.
    """
    descending = any(key.descending for key in sort_keys(request.GET, "name"))
    found = search_passholders(request.actor, search.as_filter(descending=descending), search.start, search.limit)
    return Collection(total_items=found.total, member=[PassholderSchema.of(one) for one in found.people])


@router.get(
    "/passholders/{passholderId}",
    response=PassholderSchema,
    operation_id="get-passholders-passholderId",
    summary="Retrieve passholder by ID",
)
def get_passholder(request: ApiRequest, passholder_id: PassholderId) -> PassholderSchema:
    """One person. Needs one of the permissions to search passholders."""
    with addressed_by_path():
        return PassholderSchema.of(passholder(request.actor, passholder_id))


def _organizer(person: Passholder) -> OrganizerReference | None:
    organizer = person.registration_organizer
    return OrganizerReference.of(organizer) if organizer else None


def _address(person: Passholder) -> Address:
    return Address(
        street=person.street or None, postal_code=person.postal_code, city=person.city, country=person.country or None
    )


def _end_of(day: date | None) -> datetime | None:
    return None if day is None else end_of_day(day)
