"""A lost or broken card gives way to a new one: points, rewards and rights stay (D-21)."""

from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from openpas.enrolment.prices import AskedPrice
from openpas.enrolment.rules.memberships import PriceReason
from openpas.enrolment.service.replacing import REASONS, ReplacementAsked, last_card
from openpas.enrolment.service.replacing import replace_card as replace
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, CardSystemMembership
from openpas.web.desk.files import File, file_page, with_file
from openpas.web.desk.memberships import card_form, receipts
from openpas.web.desk.memberships.card_form import CardChoice, Price
from openpas.web.desk.memberships.regions import memberships_with, number_of
from openpas.web.desk.people.forms import Typed

FIELDS: Final = ("region", "replaced", "reason", *card_form.FIELDS)
KINDS: Final = (Card.Kind.NFC_CARD, Card.Kind.DIGITAL)
WHY: Final[tuple[tuple[str, str | Promise], ...]] = (
    (PriceReason.LOSS_THEFT, gettext_lazy("Verloren of gestolen")),
    (PriceReason.DEFECT, gettext_lazy("Stuk of onleesbaar")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@with_file
def replace_card(request: HttpRequest, file: File) -> HttpResponseBase:
    """Which card, why, and what comes instead; the price stands there before anything is done."""
    file.clerk.actor.require_somewhere(Permission.PASSHOLDERS_WRITE)
    held = _replaceable(file)
    wanted = number_of(request.POST.get("region") or request.GET.get("region", ""))
    row = next((one for one in held if one.card_system_id == wanted), held[0] if held else None)
    old = last_card(row)
    if row is None or old is None:
        return render(request, "desk/memberships/nothing_to_replace.html", {"clerk": file.clerk, "file": file})
    if request.method != "POST":
        typed = _begin(request, row, old)
    else:
        typed = Typed.in_form(request, FIELDS)
        chosen = card_form.card_in(typed, KINDS)
        if card_form.only_asks(request):
            card_form.check_card(typed, file, row.card_system, chosen, is_social=_is_social(row))
        elif _is_complete(typed) and (done := _replace(request, file, row, typed, chosen)):
            return done
    price = _price(typed, file, row)
    return _page(request, file, typed, {"held": held, "row": row, "old": old, "price": price})


def _replaceable(file: File) -> list[CardSystemMembership]:
    return [row for row in memberships_with(file, Permission.PASSHOLDERS_WRITE) if last_card(row) is not None]


def _begin(request: HttpRequest, row: CardSystemMembership, old: Card) -> Typed:
    reason = request.GET.get("reason", "")
    return Typed(
        {
            **dict.fromkeys(FIELDS, ""),
            "region": str(row.card_system_id),
            "replaced": str(old.pk),
            "card": Card.Kind.NFC_CARD,
            "reason": reason if reason in REASONS else PriceReason.LOSS_THEFT,
        }
    )


def _is_complete(typed: Typed) -> bool:
    if typed["reason"] not in REASONS:
        typed.problems["reason"] = _("Kies een van de mogelijkheden.")
    return not typed.problems


def _price(typed: Typed, file: File, row: CardSystemMembership) -> Price:
    is_known = typed["reason"] in REASONS and typed["card"] in KINDS
    return card_form.price_of(typed, file, _asked_price(typed, row)) if is_known else Price(None)


def _asked_price(typed: Typed, row: CardSystemMembership) -> AskedPrice:
    return AskedPrice(
        card_system_id=row.card_system_id,
        card_type=typed["card"],
        has_social_tariff=_is_social(row),
        voucher=typed["voucher"],
        reason=PriceReason(typed["reason"]),
    )


def _is_social(row: CardSystemMembership) -> bool:
    """Whether the card is one for the social tariff: a new one is of the same kind."""
    return row.social_tariff_ends_on is not None


def _replace(
    request: HttpRequest, file: File, row: CardSystemMembership, typed: Typed, chosen: CardChoice
) -> HttpResponseBase | None:
    """To the receipt; None when it was refused."""
    asked = ReplacementAsked(
        organizer_id=file.clerk.desk.public_id,
        replaced_id=number_of(typed["replaced"]),
        reason=next(one for one in REASONS if one == typed["reason"]),
        uitpas_number=chosen.number,
        voucher=typed["voucher"],
    )

    def work() -> str:
        price = card_form.price_now(file, _asked_price(typed, row))
        card = replace(file.clerk.actor, file.person, row.card_system, asked)
        return receipts.receipt_url(file, receipts.NEW_PASS, row.card_system_id, price.cents, card)

    told = _("De nieuwe pas werkt. De oude is geblokkeerd.")
    return card_form.done_once(request, file, typed, work, told)


def _page(request: HttpRequest, file: File, typed: Typed, words: dict[str, object]) -> HttpResponseBase:
    every = {
        "typed": typed,
        "kinds": card_form.options(*KINDS),
        "reasons": WHY,
        "step": request.POST.get("step", ""),
        **words,
    }
    is_refused = card_form.is_refused(request, typed)
    return file_page(request, file, "desk/memberships/replace.html", every, is_refused=is_refused)
