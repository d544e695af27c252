"""What is told beside the fields of these forms."""

from collections.abc import Mapping
from typing import Final

from openpas.enrolment.refusals import InvalidCity, InvalidVoucherCode, SameAddress, StatusChoiceMissing
from openpas.entitlement.refusals import AttestNoteMissing, AttestSeenInFuture, AttestSeenLongAgo
from openpas.foundation.refusal import Refusal
from openpas.passholders.refusals import (
    InvalidCard,
    InvalidCardStatus,
    InvalidSocialTariffEnd,
    InvalidUitpasNumber,
)
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.people.forms import Typed
from openpas.web.desk.words import words_of_new_card

ABOUT: Final[Mapping[type[Refusal], str]] = {
    InvalidUitpasNumber: "number",
    InvalidCardStatus: "number",
    InvalidCard: "number",
    InvalidVoucherCode: "voucher",
    InvalidSocialTariffEnd: "ends_on",
    AttestSeenInFuture: "seen_on",
    AttestSeenLongAgo: "seen_on",
    AttestNoteMissing: "note",
    StatusChoiceMissing: "status",
    SameAddress: "street",
    InvalidCity: "city",
}


def tell(typed: Typed, refusal: Refusal, clerk: Clerk) -> None:
    """Put the refusal beside its field. A card that cannot be given is told as such: it is not the pass of anybody."""
    words = words_of_new_card(refusal) if isinstance(refusal, InvalidCardStatus) else ""
    typed.refused(refusal, ABOUT, clerk.desk.pk, words)
