"""What is told beside the fields of these forms."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
_NOT_TO_GIVE: Final[Mapping[object, str | Promise]] = {
    "ACTIVE": _("Deze kaart is al van iemand. Neem een andere kaart."),
    "BLOCKED": _("Deze kaart is geblokkeerd. Neem een andere kaart."),
    "DELETED": _("Deze kaart mag niet meer gebruikt worden. Neem een andere kaart."),
    "PROVISIONED": _("Deze kaart ligt nog niet in de voorraad van deze balie. Meld eerst dat ze is aangekomen."),
}


def tell(typed: Typed, refusal: Refusal, clerk: Clerk) -> None:
    """Put the refusal beside its field. A card that cannot be given is told as such: it is not the pass of anybody."""
    is_of_card = isinstance(refusal, InvalidCardStatus)
    words = _NOT_TO_GIVE.get(refusal.extensions.get("cardStatus"), "") if is_of_card else ""
    typed.refused(refusal, ABOUT, clerk.desk.pk, words)
