"""Somebody becomes a member of a region of this desk, with the pass that is there or a new one (D-22)."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.card_systems.models import CardSystem
from openpas.enrolment.preview import lives_in
from openpas.enrolment.prices import AskedPrice
from openpas.enrolment.service.memberships import MembershipAsked, give_membership
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.files import File, file_of
from openpas.web.desk.memberships import attest_form, card_form, receipts
from openpas.web.desk.memberships.attest_form import Grant
from openpas.web.desk.memberships.card_form import CardChoice, Price
from openpas.web.desk.memberships.kept_card import kept_card
from openpas.web.desk.memberships.regions import number_of, regions_with
from openpas.web.desk.people.forms import Typed

FIELDS: Final = ("region", "status", *card_form.FIELDS, *attest_form.FIELDS)
WITH: Final = "yes"


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def join_region(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponseBase:
    """One page: with or without the status, which pass, and what it costs.

    Of who is of another region this desk sees who it is, and nothing else.
    """
    file = file_of(clerk, token)
    clerk.actor.require_somewhere(Permission.PASSHOLDERS_WRITE)
    wanted = number_of(request.POST.get("region") or request.GET.get("region", ""))
    if request.method == "POST":
        return _posted(request, file, wanted)
    regions = _joinable(file)
    region = next((one for one in regions if one.pk == wanted), regions[0] if regions else None)
    if region is None:
        return render(request, "desk/memberships/nothing_to_join.html", {"clerk": clerk, "file": file, "who": file.who})
    begin = {**dict.fromkeys(FIELDS, ""), **attest_form.defaults()}
    return _page(request, file, region, Typed({**begin, "region": str(region.pk), "card": _kinds(file)[0]}))


def _posted(request: HttpRequest, file: File, wanted: int) -> HttpResponseBase:
    """A form that arrives twice is of somebody who is a member by then."""
    regions = regions_with(file.clerk, Permission.PASSHOLDERS_WRITE)
    region = next((one for one in regions if one.pk == wanted), None)
    if region is None:
        raise Http404
    typed = Typed.in_form(request, FIELDS)
    chosen = card_form.card_in(typed, _kinds(file))
    if card_form.only_asks(request):
        card_form.check_card(typed, file, region, chosen, is_social=_with_status(typed))
        return _page(request, file, region, typed)
    if _with_status(typed) and typed["card"] == card_form.KEEP:
        typed.problems["card"] = _("Met het statuut hoort een nieuwe pas van deze regio. Kies een kaart of digitaal.")
    grant = attest_form.grant_in(typed) if _with_status(typed) else None
    done = None if typed.problems else _join(request, file, region, typed, _asked(file, typed, chosen, grant))
    return done or _page(request, file, region, typed)


def _joinable(file: File) -> list[CardSystem]:
    """The regions in which this desk registers people and the person is no member."""
    held = set(file.person.memberships.values_list("card_system_id", flat=True))
    return [one for one in regions_with(file.clerk, Permission.PASSHOLDERS_WRITE) if one.pk not in held]


def _kinds(file: File) -> list[str]:
    """The pass that is there comes first, for who has one that works."""
    new = [Card.Kind.NFC_CARD, Card.Kind.DIGITAL]
    return [card_form.KEEP, *new] if kept_card(file.person) else [*new]


def _with_status(typed: Typed) -> bool:
    return typed["status"] == WITH


def _asked_price(typed: Typed, file: File, region: CardSystem) -> AskedPrice:
    """Who keeps the pass pays what a pass of that kind costs here."""
    kept = kept_card(file.person)
    same_kind = kept.kind if kept else Card.Kind.DIGITAL
    return AskedPrice(
        card_system_id=region.pk,
        card_type=same_kind if typed["card"] == card_form.KEEP else typed["card"],
        has_social_tariff=_with_status(typed),
        voucher=typed["voucher"],
    )


def _asked(file: File, typed: Typed, chosen: CardChoice, grant: Grant | None) -> MembershipAsked:
    return MembershipAsked(
        organizer_id=file.clerk.desk.public_id,
        card_kind=chosen.kind,
        uitpas_number=chosen.number,
        with_social_tariff=grant is not None,
        social_tariff_ends_on=grant.ends_on if grant else None,
        attest=grant.attest if grant else None,
        voucher=typed["voucher"],
    )


def _join(
    request: HttpRequest, file: File, region: CardSystem, typed: Typed, asked: MembershipAsked
) -> HttpResponseBase | None:
    """To the receipt; None when it was refused."""

    def work() -> str:
        price = card_form.price_now(file, _asked_price(typed, file, region))
        give_membership(file.clerk.actor, file.person, region, asked)
        given = Card.objects.filter(membership__passholder=file.person, card_system=region, status=Card.Status.ACTIVE)
        return receipts.receipt_url(
            file, receipts.JOINED, region.pk, price.cents, given.first() or kept_card(file.person)
        )

    told = _("Lid van %(region)s. De punten blijven dezelfde.") % {"region": region.name}
    return card_form.done_once(request, file, typed, work, told)


def _page(request: HttpRequest, file: File, region: CardSystem, typed: Typed) -> HttpResponseBase:
    is_known = typed["card"] in _kinds(file)
    price = card_form.price_of(typed, file, _asked_price(typed, file, region)) if is_known else Price(None)
    desk_id = file.clerk.desk.pk
    words = {
        "clerk": file.clerk,
        "file": file,
        "who": file.who,
        "regions": _joinable(file),
        "region": region,
        "typed": typed,
        "price": price,
        "step": request.POST.get("step", ""),
        "kinds": card_form.options(*_kinds(file)),
        "may_grant": file.clerk.actor.may(Permission.PASSHOLDERS_WRITE_SOCIALTARIFF, [desk_id], region.pk),
        "lives_here": lives_in(file.person, region),
        "attest": attest_form.AttestForm.for_today(),
    }
    status = 422 if card_form.is_refused(request, typed) else 200
    return render(request, "desk/memberships/join.html", words, status=status)
