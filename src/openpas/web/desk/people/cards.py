"""The cards that somebody holds or held, as they are shown: what they are and whether they still work."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openpas.passholders.models import Card, Passholder

_KINDS: Final[dict[str, str | Promise]] = {
    Card.Kind.NFC_CARD: _("Kaart"),
    Card.Kind.DIGITAL: _("Digitale pas"),
}
_STATES: Final[dict[str, str | Promise]] = {
    Card.Status.ACTIVE: _("Werkt"),
    Card.Status.BLOCKED: _("Geblokkeerd"),
    Card.Status.DELETED: _("Niet meer in gebruik"),
}


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card. `is_current` is the one to use: whatever is done for the person is done with its number."""

    uitpas_number: str
    region: str
    kind: str | Promise
    state: str | Promise
    works: bool
    is_digital: bool
    is_current: bool


def cards_of(person: Passholder, current_number: str | None) -> list[ShownCard]:
    """Those that work first, then the newest. `current_number` is that of the current card, if there is one."""
    rows = Card.objects.filter(membership__passholder=person, status__in=_STATES).select_related("card_system")
    found = [_shown(card, current_number) for card in rows.order_by("-activated_at", "-pk")]
    return sorted(found, key=lambda card: (not card.is_current, not card.works))


def _shown(card: Card, current_number: str | None) -> ShownCard:
    return ShownCard(
        uitpas_number=card.uitpas_number,
        region=card.card_system.name,
        kind=_KINDS[card.kind],
        state=_STATES[card.status],
        works=card.status == Card.Status.ACTIVE,
        is_digital=card.kind == Card.Kind.DIGITAL,
        is_current=card.uitpas_number == current_number,
    )
