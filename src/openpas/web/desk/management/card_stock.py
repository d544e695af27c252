"""The cards of this desk (D-43): how many there are of each kind, where one lies, and a pack that arrived."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from openpas.foundation.identifiers import IdentifierKind, recognise
from openpas.foundation.refusal import Refusal
from openpas.passholders.cards import find_card
from openpas.passholders.models import Card
from openpas.passholders.refusals import CardNotFound, InvalidUitpasNumber
from openpas.passholders.service.arriving import may_receive, receive
from openpas.passholders.stock import LOW_STOCK, stock_of
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.once_per_form import refusal_of
from openpas.web.desk.words import words_of

MOST_AT_ONCE: Final = 200
"""Four packs of fifty."""


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A card that was typed or scanned: where it is, what to do with it, and whether it can be taken into stock.

    Who holds it is not told here: for that a pass is shown at the counter.
    """

    number: str
    region: str
    title: str
    advice: str
    can_arrive: bool = False
    can_be_given: bool = False


@dataclass(frozen=True, slots=True)
class NotArrived:
    """A number of a pack that was not taken into stock, and why."""

    typed: str
    reason: str


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def card_stock(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """The counts; the card that was asked for; or cards that arrived."""
    if request.method != "POST":
        return _page(request, clerk, {})
    if "arrived" in request.POST:
        return _arrived(request, clerk)
    typed = request.POST.get("card", "").strip()
    try:
        found = _card(clerk, typed)
    except (InvalidUitpasNumber, CardNotFound):
        problem = _("We vinden geen kaart met dit nummer. Kijk het na, of typ de 13 cijfers die op de kaart staan.")
        is_number = (read := recognise(typed)) is not None and read[0] is IdentifierKind.UITPAS_NUMBER
        return _page(request, clerk, {"problem": problem, "typed": typed if is_number else ""}, 422)
    return _page(request, clerk, {"found": _told(clerk, found)})


def _page(request: HttpRequest, clerk: Clerk, more: Mapping[str, object], status: int = 200) -> HttpResponseBase:
    lines = stock_of(clerk.actor, clerk.desk)
    words = {
        "clerk": clerk,
        "lines": lines,
        "low": [line for line in lines if line.is_low],
        "enough": LOW_STOCK,
        "several": clerk.desk.card_systems.count() > 1,
        **more,
    }
    return render(request, "desk/management/cards.html", words, status=status)


def _card(clerk: Clerk, typed: str) -> Card:
    """The card with this number or chip. Raises InvalidUitpasNumber and CardNotFound."""
    read = recognise(typed)
    if read is None or read[0] is IdentifierKind.INSZ:
        raise CardNotFound("That is no number of a card.")
    kind, number = read
    if kind is IdentifierKind.UITPAS_NUMBER:
        return find_card(clerk.actor, uitpas_number=number)
    return find_card(clerk.actor, chip_number=number)


def _told(clerk: Clerk, card: Card) -> FoundCard:
    title, advice = _WORDS[Card.Status(card.status)](clerk, card)
    is_coming = card.status == Card.Status.PROVISIONED and _is_ours(clerk, card)
    is_here = card.status == Card.Status.LOCAL_STOCK and card.stock_organizer_id == clerk.desk.pk
    return FoundCard(
        number=card.uitpas_number,
        region=card.card_system.name,
        title=title,
        advice=advice,
        can_arrive=is_coming and may_receive(clerk.actor, card, clerk.desk),
        can_be_given=is_here and may_receive(clerk.actor, card, clerk.desk),
    )


def _is_ours(clerk: Clerk, card: Card) -> bool:
    """Whether it is a card of a region of this desk."""
    return clerk.desk.card_systems.filter(pk=card.card_system_id).exists()


def _of_another_region() -> tuple[str, str]:
    return _("Deze kaart hoort bij een andere regio"), _(
        "Geef ze niet aan iemand. Bezorg ze aan je UiTPAS-regio, die stuurt ze terug."
    )


def _in_stock(clerk: Clerk, card: Card) -> tuple[str, str]:
    if card.stock_organizer_id == clerk.desk.pk:
        return _("Deze kaart ligt in de voorraad van deze balie"), _(
            "Ze is nog van niemand. Je kan ze aan een nieuwe pashouder geven, of er een verloren kaart mee vervangen."
        )
    other = card.stock_organizer
    if other is None or not _is_ours(clerk, card):
        return _of_another_region()
    return _("Deze kaart hoort bij de balie %(desk)s") % {"desk": other.name}, _(
        "Ze is nog van niemand, maar alleen die balie kan ze uitgeven. Bezorg ze daar, of aan je UiTPAS-regio."
    )


def _made(clerk: Clerk, card: Card) -> tuple[str, str]:
    if not _is_ours(clerk, card):
        return _of_another_region()
    if not may_receive(clerk.actor, card, clerk.desk):
        return _("Deze kaart is nog van niemand"), _(
            "Deze balie kan ze niet in voorraad nemen. Bezorg ze aan je UiTPAS-regio."
        )
    return _("Deze kaart is gemaakt, maar nog niet aangekomen"), _(
        "Heb je ze in je handen? Zet ze dan in de voorraad. Daarna kan je ze aan iemand geven."
    )


def _in_use(_clerk: Clerk, _card: Card) -> tuple[str, str]:
    return _("Deze kaart is in gebruik"), _(
        "Staat de pashouder voor je? Scan de kaart bij Balie. Vond je ze? Bewaar ze goed en bel je UiTPAS-regio."
    )


def _blocked(_clerk: Clerk, _card: Card) -> tuple[str, str]:
    return _("Deze kaart is geblokkeerd"), _(
        "Niemand kan ze nog gebruiken. Knip ze door. De punten van de pashouder blijven bewaard."
    )


def _gone(_clerk: Clerk, _card: Card) -> tuple[str, str]:
    return _("Deze kaart bestaat niet meer"), _("Knip ze door. De pashouder heeft intussen een andere kaart.")


_WORDS: Final[Mapping[Card.Status, Callable[[Clerk, Card], tuple[str, str]]]] = {
    Card.Status.PROVISIONED: _made,
    Card.Status.LOCAL_STOCK: _in_stock,
    Card.Status.ACTIVE: _in_use,
    Card.Status.BLOCKED: _blocked,
    Card.Status.DELETED: _gone,
}


def _arrived(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """Take every card of the list into stock that may; what may not comes back with the reason."""
    typed = list(dict.fromkeys(request.POST.get("arrived", "").split()))[:MOST_AT_ONCE]
    if not typed:
        return _page(request, clerk, {"pack_problem": _("Scan of typ minstens één kaart."), "is_pack": True}, 422)
    refused = [NotArrived(number, reason) for number in typed if (reason := _not_received(request, clerk, number))]
    count = len(typed) - len(refused)
    if count:
        told = ngettext("%(count)s kaart ligt nu in je voorraad.", "%(count)s kaarten liggen nu in je voorraad.", count)
        messages.success(request, told % {"count": count})
    if not refused:
        return redirect("card_stock")
    left = "\n".join(one.typed for one in refused)
    return _page(request, clerk, {"refused": refused, "pack": left, "is_pack": True}, 422)


def _not_received(request: HttpRequest, clerk: Clerk, typed: str) -> str:
    """Why this card was not taken into stock; empty when it was, or lay here already."""
    try:
        card = _card(clerk, typed)
    except (InvalidUitpasNumber, CardNotFound):
        return _("Geen kaart met dit nummer.")
    if card.status == Card.Status.LOCAL_STOCK and card.stock_organizer_id == clerk.desk.pk:
        return ""
    if card.status != Card.Status.PROVISIONED:
        return _told(clerk, card).title
    refusal: Refusal | None = refusal_of(
        request, clerk, lambda: receive(clerk.actor, card, clerk.desk), part=str(card.pk)
    )
    return "" if refusal is None else words_of(refusal, clerk.desk.pk)
