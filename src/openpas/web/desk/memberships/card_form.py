"""The fields for a card that is handed over, and what is to be paid for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openpas.card_systems.models import CardSystem
from openpas.enrolment.desks import Desk
from openpas.enrolment.prices import AskedPrice, price_for_passholder
from openpas.enrolment.refusals import InvalidVoucherCode, MembershipPriceUnknown
from openpas.enrolment.stock import require_to_hand_over
from openpas.foundation.identifiers import without_separators
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import Card
from openpas.web.desk.files import File
from openpas.web.desk.memberships.form_words import tell
from openpas.web.desk.once_per_form import outcome_of
from openpas.web.desk.people.forms import Typed

FIELDS: Final = ("card", "number", "voucher")
KEEP: Final = "KEEP"
_WORDS: Final[dict[str, tuple[str | Promise, str | Promise]]] = {
    KEEP: (gettext_lazy("De pas die er al is"), gettext_lazy("Die werkt ook hier. Je hoeft niets mee te geven.")),
    Card.Kind.NFC_CARD: (gettext_lazy("Een nieuwe kaart"), gettext_lazy("Uit de voorraad van deze balie.")),
    Card.Kind.DIGITAL: (gettext_lazy("Een digitale pas"), gettext_lazy("Voor op de telefoon of op papier.")),
}


@dataclass(frozen=True, slots=True)
class Price:
    """What is to be paid. `cents` is None where the region has set no price, or the voucher is not good."""

    cents: int | None


@dataclass(frozen=True, slots=True)
class CardChoice:
    """What was chosen: no kind keeps the card; the number is filled for a physical one."""

    kind: Card.Kind | None
    number: str


def only_asks(request: HttpRequest) -> bool:
    """Whether the form asks for the price and nothing more: while it is filled in (live), or with a button."""
    return request.POST.get("step") in ("price", "live")


def is_refused(request: HttpRequest, typed: Typed) -> bool:
    """Whether something is not right in a form that asked for more than the price."""
    return bool(typed.problems) and not only_asks(request)


def options(*kinds: str) -> list[tuple[str, str | Promise, str | Promise]]:
    """The choices, as radio buttons take them."""
    return [(kind, *_WORDS[kind]) for kind in kinds]


def card_in(typed: Typed, offered: Iterable[str]) -> CardChoice:
    """What was chosen, with a problem in `typed` for what is missing."""
    kind = typed["card"]
    if kind not in offered:
        typed.problems["card"] = _("Kies een van de mogelijkheden.")
    if kind != Card.Kind.NFC_CARD:
        return CardChoice(Card.Kind.DIGITAL if kind == Card.Kind.DIGITAL else None, "")
    number = without_separators(typed["number"])
    if not number:
        typed.problems["number"] = _("Scan de nieuwe kaart, of typ de 13 cijfers.")
    return CardChoice(Card.Kind.NFC_CARD, number)


def check_card(typed: Typed, file: File, region: CardSystem, chosen: CardChoice, *, is_social: bool) -> None:
    """Say beside the field when the card in hand cannot be given."""
    if not chosen.number:
        return
    try:
        require_to_hand_over(chosen.number, Desk(file.clerk.desk, region), is_social=is_social)
    except Refusal as refusal:
        tell(typed, refusal, file.clerk)


def price_of(typed: Typed, file: File, asked: AskedPrice) -> Price:
    """The price now, with a problem in `typed` for a voucher that is not good. Raises PermissionMissing."""
    try:
        return price_now(file, asked)
    except InvalidVoucherCode as refusal:
        tell(typed, refusal, file.clerk)
        return Price(None)


def price_now(file: File, asked: AskedPrice) -> Price:
    """The same for what is done in this moment. Raises PermissionMissing and InvalidVoucherCode."""
    try:
        line = price_for_passholder(file.clerk.actor, asked, file.person)
    except MembershipPriceUnknown:
        return Price(None)
    return Price(line.price_cents)


def done_once(
    request: HttpRequest, file: File, typed: Typed, work: Callable[[], str], told: str
) -> HttpResponseBase | None:
    """Do the work of the form once, in a transaction, and go to the address that it gives, where `told` is said.

    None when it was refused, with the reason in `typed`. What the state was before is read inside the work: a form
    that arrives twice is answered twice with the same address.
    """
    outcome = outcome_of(request, file.clerk, work)
    if isinstance(outcome, Refusal):
        tell(typed, outcome, file.clerk)
        return None
    messages.success(request, told)
    return redirect(outcome)
