"""Bodies in which people are registered and changed (contract: Passholder as it is written)."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from openpas.api.v4.card_systems import CardType
from openpas.api.v4.core.schema import ContractSchema, Id
from openpas.api.v4.passholders import Gender, OptInPreferences
from openpas.enrolment.details import BELGIUM, ConsentGiven, HomeAddress, PersonDetails
from openpas.enrolment.pictures import from_base64
from openpas.enrolment.service.registering import Registration
from openpas.enrolment.service.self_registration import SelfRegistration
from openpas.passholders.models import Card
from openpas.passholders.service.registration import NO_OPT_INS, OptIns

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
MaybeWords = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class OrganizerNamed(ContractSchema):
    id: Id


class AddressIn(ContractSchema):
    street: MaybeWords = ""
    postal_code: Annotated[str, Field(min_length=1, max_length=12)]
    city: Words
    country: Annotated[str, Field(min_length=2, max_length=2, description="ISO 3166-1 alpha-2.")] = BELGIUM

    def as_address(self) -> HomeAddress:
        return HomeAddress(self.postal_code.strip(), self.city, self.street, self.country.upper())


class PersonIn(ContractSchema):
    """What is written about a person, at a desk and in an order."""

    name: Words
    first_name: Words
    date_of_birth: date
    address: AddressIn
    insz_number: str = ""
    email: Annotated[str, Field(max_length=254)] = ""
    gender: Gender | None = None
    phone_number: Annotated[str, Field(max_length=50)] = ""
    opt_in_preferences: OptInPreferences | None = None
    nationality: MaybeWords = ""
    parental_consent: bool | None = None
    legal_terms_paper: bool | None = None
    legal_terms_digital: bool | None = None

    def as_details(self) -> PersonDetails:
        return PersonDetails(
            name=self.name,
            first_name=self.first_name,
            date_of_birth=self.date_of_birth,
            address=self.address.as_address(),
            insz=self.insz_number,
            gender=self.gender or "",
            nationality=self.nationality,
            email=self.email.strip(),
            phone_number=self.phone_number.strip(),
            opt_ins=OptIns(**self.opt_in_preferences.model_dump()) if self.opt_in_preferences else NO_OPT_INS,
            consent=ConsentGiven(
                parental_consent=self.parental_consent,
                legal_terms_paper=self.legal_terms_paper,
                legal_terms_digital=self.legal_terms_digital,
            ),
        )


class PassholderIn(PersonIn):
    """The properties of a passholder that may be written at any time."""

    registration_social_tariff_end_date: date | None = None


class RegistrationIn(PassholderIn):
    registration_organizer: OrganizerNamed
    registration_card_type: CardType
    registration_card_system_id: int | None = None
    registration_uitpas_number: str = ""
    registration_voucher: str = ""
    registration_picture: Annotated[str, Field(description="A picture in base64.")] = ""
    registration_note: Annotated[str, Field(max_length=5000)] = ""

    def as_registration(self) -> Registration:
        return Registration(
            person=self.as_details(),
            organizer_id=self.registration_organizer.id,
            card_kind=Card.Kind(self.registration_card_type),
            card_system_id=self.registration_card_system_id,
            uitpas_number=self.registration_uitpas_number,
            social_tariff_ends_on=self.registration_social_tariff_end_date,
            voucher=self.registration_voucher,
            note=self.registration_note,
            picture=from_base64(self.registration_picture) if self.registration_picture else b"",
        )


class CardSystemNamed(ContractSchema):
    id: int


class SelfRegistrationIn(ContractSchema):
    name: Words
    first_name: Words
    date_of_birth: date
    email: Annotated[str, Field(max_length=254)] = ""
    postal_code: Annotated[str, Field(min_length=1, max_length=12)]
    city: Words
    card_system: CardSystemNamed
    registration_organizer: OrganizerNamed

    def as_registration_of(self, insz: str) -> SelfRegistration:
        person = PersonDetails(
            name=self.name,
            first_name=self.first_name,
            date_of_birth=self.date_of_birth,
            address=HomeAddress(self.postal_code.strip(), self.city),
            insz=insz,
            email=self.email.strip(),
        )
        return SelfRegistration(person, self.registration_organizer.id, self.card_system.id)
