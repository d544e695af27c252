"""A card is blocked, for good: the person chooses whether another one comes in its place (D-20)."""

from functools import partial
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from openpas.enrolment.rules.memberships import PriceReason
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card
from openpas.passholders.service import block_card as block
from openpas.web.desk.files import File, file_page, with_file
from openpas.web.desk.memberships.regions import memberships_with, number_of
from openpas.web.desk.once_per_form import refusal_of
from openpas.web.desk.people.forms import Typed

FIELDS: Final = ("card", "reason", "how", "sure")
FINAL: Final = "final"
REPLACED: Final = "replaced"
ASKED: Final = "ASKED"
WHY: Final[tuple[tuple[str, str | Promise], ...]] = (
    (PriceReason.LOSS_THEFT, gettext_lazy("Verloren of gestolen")),
    (PriceReason.DEFECT, gettext_lazy("Stuk of onleesbaar")),
    (ASKED, gettext_lazy("De pashouder vraagt het")),
)
HOW: Final[tuple[tuple[str, str | Promise, str | Promise], ...]] = (
    (REPLACED, gettext_lazy("Blokkeren en vervangen"), gettext_lazy("Er komt meteen een nieuwe pas in de plaats.")),
    (FINAL, gettext_lazy("Alleen blokkeren"), gettext_lazy("Een nieuwe pas kan later nog, aan elke registratiebalie.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@with_file
def block_card(request: HttpRequest, file: File) -> HttpResponseBase:
    """Which card, why and how; a tick says that it cannot be undone."""
    file.clerk.actor.require_somewhere(Permission.PASSHOLDERS_WRITE)
    cards = _cards(file)
    if not cards:
        return render(request, "desk/memberships/nothing_to_replace.html", {"clerk": file.clerk, "file": file})
    if request.method != "POST":
        values = {"card": str(cards[0].pk), "reason": PriceReason.LOSS_THEFT.value, "how": REPLACED, "sure": ""}
        return _page(request, file, cards, Typed(values))
    typed = Typed.in_form(request, FIELDS)
    card = next((one for one in cards if one.pk == number_of(typed["card"])), None)
    if card is None or typed["how"] not in (FINAL, REPLACED) or typed["reason"] not in dict(WHY):
        typed.problems[""] = _("Deze pas is intussen al geblokkeerd of vervangen.")
    elif typed["how"] == REPLACED:
        query = f"?region={card.card_system_id}&reason={typed['reason']}"
        return redirect(reverse("replace_card", args=[file.token]) + query)
    elif not typed.is_ticked("sure"):
        typed.problems["sure"] = _("Vink aan dat je het zeker weet.")
    elif _block(request, file, card, typed):
        messages.success(request, _("De pas is geblokkeerd. Punten en geschiedenis blijven bewaard."))
        return redirect(file.url)
    return _page(request, file, cards, typed)


def _cards(file: File) -> list[Card]:
    """Those that work, of the regions in which this desk registers people."""
    held = memberships_with(file, Permission.PASSHOLDERS_WRITE)
    cards = Card.objects.filter(membership__in=held, status=Card.Status.ACTIVE)
    return list(cards.select_related("card_system", "membership").order_by("activated_at", "pk"))


def _block(request: HttpRequest, file: File, card: Card, typed: Typed) -> bool:
    refusal = refusal_of(request, file.clerk, partial(block, file.clerk.actor, card, typed["reason"]))
    if refusal is not None:
        typed.refused(refusal, {}, file.clerk.desk.pk)
    return refusal is None


def _page(request: HttpRequest, file: File, cards: list[Card], typed: Typed) -> HttpResponseBase:
    words = {
        "cards": cards,
        "typed": typed,
        "reasons": WHY,
        "ways": HOW,
    }
    return file_page(request, file, "desk/memberships/block.html", words, is_refused=bool(typed.problems))
