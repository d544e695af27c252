"""Moving house in one action: first what follows from it, then one button (BR-PH-08, BR-PH-09)."""

from functools import partial
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.enrolment.details import HomeAddress
from openpas.enrolment.moves import Move, move_of
from openpas.enrolment.places import places_of
from openpas.enrolment.prices import AskedPrice
from openpas.enrolment.refusals import InvalidCity, SameAddress
from openpas.enrolment.service.moving_house import MoveAsked, StatusTaken, move_house
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.files import File, file_of
from openpas.web.desk.memberships import attest_form, card_form, receipts
from openpas.web.desk.memberships.card_form import Price
from openpas.web.desk.memberships.following import Following, following_of
from openpas.web.desk.memberships.form_words import tell
from openpas.web.desk.memberships.kept_card import kept_card
from openpas.web.desk.people.changing import find_city
from openpas.web.desk.people.days import today
from openpas.web.desk.people.forms import Typed

FIELDS: Final = ("street", "postal_code", "city", "voucher", "status", *attest_form.FIELDS)
ALONG: Final = "along"
LATER: Final = "later"


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def move(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponseBase:
    """The new address; then what follows; then it is done. Also for who moves into a region of this desk."""
    file = file_of(clerk, token)
    clerk.actor.require_somewhere(Permission.PASSHOLDERS_WRITE)
    if request.method != "POST":
        return _page(request, file, Typed({**dict.fromkeys(FIELDS, ""), **attest_form.defaults(), "status": ALONG}))
    typed, step = Typed.in_form(request, FIELDS), request.POST.get("step")
    address = _address(typed)
    if address is None or step == "address":
        return _page(request, file, typed)
    if step == "do" and (done := _move(request, file, typed, address)):
        return done
    found = _found(typed, file, address)
    if found is None:
        return _page(request, file, typed)
    if step == "look":
        _begin_following(typed, found)
    return _page(request, file, typed, found)


def _move(request: HttpRequest, file: File, typed: Typed, address: HomeAddress) -> HttpResponseBase | None:
    """To the receipt, or to the file where nothing was paid; None when it was refused."""
    grant = attest_form.grant_in(typed) if typed["status"] == ALONG else None
    if typed.problems:
        return None
    asked = MoveAsked(
        address=address,
        status=StatusTaken(ends_on=grant.ends_on, attest=grant.attest) if grant else None,
        leaves_status=typed["status"] == LATER,
        voucher=typed["voucher"],
    )
    told = _("De verhuis is bewaard. Dezelfde pas en dezelfde punten.")
    return card_form.done_once(request, file, typed, partial(_moved, file, typed, asked), told)


def _moved(file: File, typed: Typed, asked: MoveAsked) -> str:
    clerk = file.clerk
    found = move_of(clerk.actor, clerk.desk, file.person, asked.address)
    joined = found.plan.joined
    price = card_form.price_now(file, _asked_price(typed, file, found, joined)) if joined else Price(None)
    move_house(clerk.actor, clerk.desk, file.person, asked)
    if joined is None:
        return file.url
    return receipts.receipt_url(file, receipts.JOINED, joined, price.cents, kept_card(file.person))


def _found(typed: Typed, file: File, address: HomeAddress) -> Move | None:
    """What follows from the address; None with a problem in `typed` when it is not right or cannot be."""
    try:
        found = move_of(file.clerk.actor, file.clerk.desk, file.person, address)
    except (InvalidCity, SameAddress) as refusal:
        tell(typed, refusal, file.clerk)
        return None
    if not file.is_whole and found.plan.joined is None:
        typed.problems["city"] = _("Deze gemeente ligt niet in een UiTPAS-regio van deze balie.")
        return None
    return found


def _address(typed: Typed) -> HomeAddress | None:
    typed.demand("street", "postal_code")
    find_city(typed)
    return None if typed.problems else HomeAddress(typed["postal_code"], typed["city"], typed["street"])


def _begin_following(typed: Typed, found: Move) -> None:
    """A status goes along until the day that was given for it, when that is still to come."""
    typed.values.update(attest_form.defaults(), status=ALONG if found.plan.goes_to else "")
    if found.plan.status_ends_on is not None and found.plan.status_ends_on > today():
        typed.values["ends_on"] = found.plan.status_ends_on.isoformat()


def _asked_price(typed: Typed, file: File, found: Move, joined: int) -> AskedPrice:
    """The pass that is there goes on: what one of its kind costs in the new region."""
    kept = kept_card(file.person)
    return AskedPrice(
        card_system_id=joined,
        card_type=kept.kind if kept else Card.Kind.DIGITAL,
        has_social_tariff=found.plan.goes_to is not None and typed["status"] == ALONG,
        voucher=typed["voucher"],
        municipality_nis=found.residence.nis,
    )


def _price(typed: Typed, file: File, found: Move | None) -> Price | None:
    """None where nobody pays: who stays in the region."""
    if found is None or found.plan.joined is None:
        return None
    return card_form.price_of(typed, file, _asked_price(typed, file, found, found.plan.joined))


def _page(request: HttpRequest, file: File, typed: Typed, found: Move | None = None) -> HttpResponseBase:
    price = _price(typed, file, found)
    following: Following | None = following_of(file, found) if found else None
    words = {
        "clerk": file.clerk,
        "file": file,
        "who": file.who,
        "known": file.shown.person if file.is_whole else None,
        "typed": typed,
        "places": places_of(typed["postal_code"]),
        "following": following,
        "price": price,
        "step": request.POST.get("step", ""),
        "attest": attest_form.AttestForm.for_today(),
    }
    template = "desk/memberships/move_follows.html" if found else "desk/memberships/move.html"
    return render(request, template, words, status=422 if typed.problems and not card_form.only_asks(request) else 200)
