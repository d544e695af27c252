"""What a clerk filled in so far, valid or not, as it was typed."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

import msgspec

from openpas.enrolment.details import BELGIUM, ConsentGiven, HomeAddress, PersonDetails
from openpas.enrolment.service.registering import Registration
from openpas.foundation.belgium import ABROAD_POSTAL_CODE
from openpas.foundation.identifiers import without_separators
from openpas.passholders.models import Card
from openpas.passholders.service.registration import OptIns
from openpas.records.encryption import decrypt, encrypt


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """One registration. Days are written as `2026-04-30`; what was not filled in is empty.

    `done` are the steps that were filled in as they should be. `wants_mails` stands for the three kinds of mail (7.3).
    The attest is what was seen for the social tariff, `remarks` what colleagues must know. `is_somebody_else` says that
    the clerk looked at people with the same name and birth date, `has_no_email` that the person has none, or wants to
    give none.
    """

    card_system_id: int = 0
    card_kind: str = ""
    uitpas_number: str = ""
    insz: str = ""
    is_abroad: bool = False
    has_social_card: bool = False
    wants_status: bool = False
    first_name: str = ""
    name: str = ""
    born_on: str = ""
    gender: str = ""
    nationality: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = BELGIUM
    school_id: str = ""
    is_somebody_else: bool = False
    email: str = ""
    has_no_email: bool = False
    phone_number: str = ""
    terms_on_paper: bool = False
    terms_by_mail: bool = False
    parental_consent: bool = False
    wants_mails: bool = False
    wants_sms: bool = False
    wants_post: bool = False
    social_ends_on: str = ""
    attest_kind: str = ""
    attest_note: str = ""
    attest_seen_on: str = ""
    remarks: str = ""
    voucher: str = ""
    done: tuple[str, ...] = ()

    @property
    def is_digital(self) -> bool:
        return self.card_kind == Card.Kind.DIGITAL

    @property
    def is_social(self) -> bool:
        """With the social tariff: the card was made for it, or the clerk was asked for it."""
        return self.has_social_card or self.wants_status

    @property
    def birth_date(self) -> date | None:
        """None while it was not filled in, or is no day."""
        return day(self.born_on)

    @property
    def address(self) -> HomeAddress:
        if self.is_abroad:
            return HomeAddress(ABROAD_POSTAL_CODE, self.city, "", self.country)
        return HomeAddress(self.postal_code, self.city, self.street)

    def details(self, born: date) -> PersonDetails:
        """The person, for the service that registers."""
        return PersonDetails(
            name=self.name,
            first_name=self.first_name,
            date_of_birth=born,
            address=self.address,
            insz=without_separators(self.insz),
            gender=self.gender,
            nationality=self.nationality,
            email=self.email,
            phone_number=self.phone_number,
            opt_ins=self.opt_ins,
            consent=ConsentGiven(
                parental_consent=self.parental_consent,
                legal_terms_paper=self.terms_on_paper,
                legal_terms_digital=self.terms_by_mail,
            ),
        )

    @property
    def opt_ins(self) -> OptIns:
        return OptIns(
            service_mails=self.wants_mails,
            milestone_mails=self.wants_mails,
            info_mails=self.wants_mails,
            sms=self.wants_sms,
            post=self.wants_post,
        )

    def registration(self, organizer_id: str, born: date) -> Registration:
        """The whole registration at the desk with this public id."""
        return Registration(
            person=self.details(born),
            organizer_id=organizer_id,
            card_kind=Card.Kind(self.card_kind),
            card_system_id=self.card_system_id,
            uitpas_number="" if self.is_digital else self.uitpas_number,
            social_tariff_ends_on=day(self.social_ends_on) if self.is_social else None,
            voucher=self.voucher,
            note=self.remarks if self.is_social else "",
        )


NOTHING: Final = Answers()


def day(written: str) -> date | None:
    """The day that was written as `2026-04-30`; None for anything else."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def sealed(answers: Answers) -> bytes:
    """Encrypted, to be stored."""
    return encrypt(msgspec.json.encode(asdict(answers)).decode())


def unsealed(stored: bytes | memoryview) -> Answers:
    """The inverse of `sealed`. What a later version does not know any more is left out."""
    return msgspec.json.decode(decrypt(stored), type=Answers)
