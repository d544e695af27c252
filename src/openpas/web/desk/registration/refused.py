"""Where a refusal is shown: the step that asks for it, and the field beside which it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from openpas.card_systems.refusals import CardSystemNotFound, PostalCodeInvalid
from openpas.enrolment import refusals as enrolment
from openpas.entitlement import refusals as entitlement
from openpas.foundation.actor import PermissionMissing
from openpas.foundation.refusal import Refusal
from openpas.passholders import refusals as passholders
from openpas.records.refusals import NoMobileNumber
from openpas.web.desk.words import words_of, words_of_new_card


@dataclass(frozen=True, slots=True)
class Place:
    """A step, and one of its fields; without a field it stands on top."""

    step: str
    field: str = ""


_CARD: Final = Place("card", "uitpas_number")
_INSZ: Final = Place("identity", "insz")
_END: Final = Place("status", "social_ends_on")

PLACES: Final[Mapping[type[Refusal], Place]] = {
    CardSystemNotFound: Place("card", "card_system_id"),
    enrolment.OrganizerOutsideCardSystem: Place("card", "card_system_id"),
    enrolment.CardSystemUnclear: Place("card", "card_system_id"),
    enrolment.CardNumberMissing: _CARD,
    enrolment.CardUnknown: _CARD,
    enrolment.CardOfAnotherDesk: _CARD,
    passholders.InvalidUitpasNumber: _CARD,
    passholders.InvalidCardStatus: _CARD,
    passholders.CardDoesNotFit: _CARD,
    passholders.CardNumbersExhausted: Place("card", "card_kind"),
    passholders.InvalidInszNumber: _INSZ,
    passholders.InszAlreadyUsed: _INSZ,
    enrolment.InszRequired: _INSZ,
    enrolment.BirthDateInFuture: Place("person", "born_on"),
    PostalCodeInvalid: Place("person", "postal_code"),
    enrolment.InvalidCity: Place("person", "city"),
    passholders.SchoolNotFound: Place("person", "school_id"),
    NoMobileNumber: Place("contact", "phone_number"),
    enrolment.LegalTermsMissing: Place("consent", "terms_on_paper"),
    enrolment.ParentalConsentMissing: Place("consent", "parental_consent"),
    enrolment.OptInsOfChild: Place("consent", "wants_mails"),
    enrolment.CityOutsideRegion: _END,
    passholders.InvalidSocialTariffEnd: _END,
    entitlement.AttestSeenInFuture: Place("status", "attest_seen_on"),
    entitlement.AttestSeenLongAgo: Place("status", "attest_seen_on"),
    entitlement.AttestNoteMissing: Place("status", "attest_note"),
    enrolment.InvalidVoucherCode: Place("price", "voucher"),
    enrolment.PriceChanged: Place("price"),
    enrolment.MembershipPriceUnknown: Place("price"),
    enrolment.DetailsIncomplete: Place("price"),
    PermissionMissing: Place("price"),
}
"""Every refusal that registering somebody at a desk can meet."""


def place_of(refusal: Refusal) -> Place:
    """The place of its class, or of the nearest class above it; the last step where none is named."""
    return next((PLACES[kind] for kind in type(refusal).__mro__ if kind in PLACES), Place("price"))


def told(refusal: Refusal, desk_id: int) -> str:
    """The refusal in the reader's language, for a clerk who registers somebody."""
    return words_of_new_card(refusal) or words_of(refusal, desk_id)
