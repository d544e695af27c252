"""The social tariff is shown, given and extended, by desks that may do so: for a proof that was seen (D-18)."""

from functools import partial
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.enrolment.prices import AskedPrice
from openpas.enrolment.service.granting import ExtensionAsked, extend_social_tariff
from openpas.enrolment.service.memberships import MembershipAsked, give_membership
from openpas.enrolment.service.replacing import last_card
from openpas.entitlement.attests import last_attests
from openpas.foundation.permissions import Permission
from openpas.passholders.households import others_at_address
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.records.service import note_access
from openpas.web.desk.files import File, file_page, open_file, seen_whole, with_file
from openpas.web.desk.memberships import attest_form, card_form, receipts
from openpas.web.desk.memberships.attest_form import Grant
from openpas.web.desk.memberships.card_form import CardChoice, Price
from openpas.web.desk.memberships.form_words import tell
from openpas.web.desk.memberships.regions import number_of
from openpas.web.desk.memberships.status_lines import Next, StatusLine, status_lines
from openpas.web.desk.once_per_form import refusal_of
from openpas.web.desk.people.forms import Typed

FIELDS: Final = ("do", *attest_form.FIELDS, *card_form.FIELDS)
KINDS: Final = (Card.Kind.NFC_CARD, Card.Kind.DIGITAL)


@require_http_methods(["GET", "HEAD", "POST"])
@with_file
def social_status(request: HttpRequest, file: File) -> HttpResponseBase:
    """The status in each region of this desk, and for the chosen one the form that goes on from there."""
    file.clerk.actor.require_somewhere(Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
    lines = status_lines(file)
    line = _chosen(request, lines)
    if request.method != "POST" or line is None:
        values = {**dict.fromkeys(FIELDS, ""), **attest_form.defaults(), "card": Card.Kind.NFC_CARD}
        return _page(request, file, lines, line, Typed(values))
    typed = Typed.in_form(request, FIELDS)
    done = _give(request, file, line, typed) if typed["do"] == Next.GRANT else _extend(request, file, line, typed)
    return done or _page(request, file, lines, line, typed)


def _chosen(request: HttpRequest, lines: list[StatusLine]) -> StatusLine | None:
    """The region that was asked for; else the one in which something can be done at once, else the first."""
    wanted = number_of(request.POST.get("region") or request.GET.get("region", ""))
    named = next((one for one in lines if one.region.pk == wanted), None)
    at_once = next((one for one in lines if one.next in (Next.EXTEND, Next.GRANT)), None)
    return named or at_once or (lines[0] if lines else None)


def _extend(request: HttpRequest, file: File, line: StatusLine, typed: Typed) -> HttpResponseBase | None:
    """Back to the status as it is now; None when it was refused."""
    grant = attest_form.grant_in(typed)
    if grant is None:
        return None
    asked = ExtensionAsked(organizer_id=file.clerk.desk.public_id, ends_on=grant.ends_on, attest=grant.attest)
    work = partial(extend_social_tariff, file.clerk.actor, file.person, line.region, asked)
    refusal = refusal_of(request, file.clerk, work)
    if refusal is not None:
        tell(typed, refusal, file.clerk)
        return None
    messages.success(request, _("Het statuut is verlengd. Dezelfde pas blijft werken."))
    return redirect(f"{reverse('social_status', args=[file.token])}?region={line.region.pk}")


def _give(request: HttpRequest, file: File, line: StatusLine, typed: Typed) -> HttpResponseBase | None:
    """Who never had it here gets it with a pass for it (docs/decisions/0009, 20 to 22): to the receipt.

    None when it was refused, or only the price was asked.
    """
    chosen = card_form.card_in(typed, KINDS)
    if card_form.only_asks(request):
        card_form.check_card(typed, file, line.region, chosen, is_social=True)
        return None
    grant = attest_form.grant_in(typed)
    if grant is None:
        return None
    asked = _asked(file, typed, chosen, grant)

    def work() -> str:
        price = card_form.price_now(file, _asked_price(typed, line))
        give_membership(file.clerk.actor, file.person, line.region, asked)
        row = CardSystemMembership.objects.get(passholder=file.person, card_system=line.region)
        return receipts.receipt_url(file, receipts.NEW_PASS, line.region.pk, price.cents, last_card(row))

    told = _("Het statuut is toegekend en de nieuwe pas werkt.")
    return card_form.done_once(request, file, typed, work, told)


def _asked(file: File, typed: Typed, chosen: CardChoice, grant: Grant) -> MembershipAsked:
    return MembershipAsked(
        organizer_id=file.clerk.desk.public_id,
        card_kind=chosen.kind,
        uitpas_number=chosen.number,
        with_social_tariff=True,
        social_tariff_ends_on=grant.ends_on,
        attest=grant.attest,
        voucher=typed["voucher"],
    )


def _price(typed: Typed, file: File, line: StatusLine | None) -> Price:
    if line is None or line.next is not Next.GRANT or typed["card"] not in KINDS:
        return Price(None)
    return card_form.price_of(typed, file, _asked_price(typed, line))


def _asked_price(typed: Typed, line: StatusLine) -> AskedPrice:
    return AskedPrice(
        card_system_id=line.region.pk, card_type=typed["card"], has_social_tariff=True, voucher=typed["voucher"]
    )


def _page(
    request: HttpRequest, file: File, lines: list[StatusLine], line: StatusLine | None, typed: Typed
) -> HttpResponseBase:
    price = _price(typed, file, line)
    seen = last_attests(file.clerk.actor, file.person, [line.region.pk]).get(line.region.pk) if line else None
    others = others_at_address(seen_whole(file.clerk), file.person)
    words = {
        "lines": lines,
        "line": line,
        "last_attest": seen,
        "last_kind": attest_form.words_of_kind(seen) if seen else "",
        "typed": typed,
        "price": price,
        "step": request.POST.get("step", ""),
        "attest": attest_form.AttestForm.for_today(),
        "kinds": card_form.options(*KINDS),
        "household_count": others.count(),
        "household": _household(file, list(others)) if "household" in request.GET else [],
    }
    is_refused = card_form.is_refused(request, typed)
    return file_page(request, file, "desk/memberships/status.html", words, is_refused=is_refused)


def _household(file: File, people: list[Passholder]) -> list[tuple[Passholder, str]]:
    """Who else lives there, for who asks; each with a line of access, and the address of the same page about them."""
    note_access(file.clerk.actor, [one.pk for one in people], "desk.household")
    return [(one, reverse("social_status", args=[open_file(file.clerk, one.pk).token])) for one in people]
