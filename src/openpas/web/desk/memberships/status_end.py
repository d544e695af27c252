"""Somebody does not have the right any more: an ordinary pass comes in the place of the other one (BR-ST-06)."""

from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.enrolment.prices import AskedPrice
from openpas.enrolment.service.memberships import MembershipAsked, give_membership
from openpas.enrolment.service.replacing import last_card
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, CardSystemMembership
from openpas.web.desk.files import File, file_page, with_file
from openpas.web.desk.memberships import card_form, receipts
from openpas.web.desk.memberships.card_form import CardChoice, Price
from openpas.web.desk.memberships.regions import memberships_with, number_of
from openpas.web.desk.people.forms import Typed

FIELDS: Final = ("region", "sure", *card_form.FIELDS)
KINDS: Final = (Card.Kind.NFC_CARD, Card.Kind.DIGITAL)


@require_http_methods(["GET", "HEAD", "POST"])
@with_file
def end_status(request: HttpRequest, file: File) -> HttpResponseBase:
    """The pass that comes instead, what it costs, and a tick that this is meant."""
    file.clerk.actor.require_somewhere(Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
    wanted = number_of(request.POST.get("region") or request.GET.get("region", ""))
    held = memberships_with(file, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
    row = next((one for one in held if one.card_system_id == wanted), None)
    if row is None or (request.method != "POST" and row.social_tariff_ends_on is None):
        return redirect("social_status", file.token)
    return _answer(request, file, row)


def _answer(request: HttpRequest, file: File, row: CardSystemMembership) -> HttpResponseBase:
    if request.method != "POST":
        begin = {**dict.fromkeys(FIELDS, ""), "region": str(row.card_system_id), "card": Card.Kind.NFC_CARD}
        return _page(request, file, row, Typed(begin))
    typed = Typed.in_form(request, FIELDS)
    chosen = card_form.card_in(typed, KINDS)
    if card_form.only_asks(request):
        card_form.check_card(typed, file, row.card_system, chosen, is_social=False)
        return _page(request, file, row, typed)
    if not typed.is_ticked("sure"):
        typed.problems["sure"] = _("Vink aan dat je het zeker weet.")
    done = None if typed.problems else _end(request, file, row, typed, chosen)
    return done or _page(request, file, row, typed)


def _end(
    request: HttpRequest, file: File, row: CardSystemMembership, typed: Typed, chosen: CardChoice
) -> HttpResponseBase | None:
    """To the receipt; None when it was refused."""
    asked = MembershipAsked(
        organizer_id=file.clerk.desk.public_id,
        card_kind=chosen.kind,
        uitpas_number=chosen.number,
        voucher=typed["voucher"],
    )

    def work() -> str:
        price = card_form.price_now(file, _asked_price(typed, row))
        give_membership(file.clerk.actor, file.person, row.card_system, asked)
        return receipts.receipt_url(file, receipts.NEW_PASS, row.card_system_id, price.cents, last_card(row))

    told = _("Het statuut is stopgezet. De nieuwe pas werkt, de punten zijn gebleven.")
    return card_form.done_once(request, file, typed, work, told)


def _asked_price(typed: Typed, row: CardSystemMembership) -> AskedPrice:
    return AskedPrice(card_system_id=row.card_system_id, card_type=typed["card"], voucher=typed["voucher"])


def _page(request: HttpRequest, file: File, row: CardSystemMembership, typed: Typed) -> HttpResponseBase:
    is_known = typed["card"] in KINDS
    price = card_form.price_of(typed, file, _asked_price(typed, row)) if is_known else Price(None)
    words = {
        "row": row,
        "typed": typed,
        "price": price,
        "step": request.POST.get("step", ""),
        "kinds": card_form.options(*KINDS),
    }
    is_refused = card_form.is_refused(request, typed)
    return file_page(request, file, "desk/memberships/status_end.html", words, is_refused=is_refused)
