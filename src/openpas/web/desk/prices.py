"""What a ticket costs for this pass: every price class of the activity with the prices that are open to it (D-33).

The clerk sees prices. Why they are what they are stands apart, for when the person asks.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openpas.events.models import PriceClass
from openpas.foundation.refusal import Refusal
from openpas.tariffs.queries import quote
from openpas.tariffs.rules.coupons import TICKETS_WITHOUT_LIMIT
from openpas.tariffs.rules.quoting import OfferedTariff, TariffType
from openpas.web.desk.visits import Visit
from openpas.web.desk.words import words_of

MOST_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Price:
    """One price that can be sold. `value` is what the form sends, `remaining` how many tickets are left at it."""

    value: str
    label: str
    price_cents: int
    remaining: int
    is_lowest: bool

    @property
    def most(self) -> int:
        """How many may be sold at once."""
        return min(self.remaining, MOST_AT_ONCE)


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A price class with its regular price and what is open to this pass; nothing when only the regular price is."""

    name: str
    regular_cents: int
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True)
class Prices:
    """All rows, and the sentences that explain what is missing."""

    rows: tuple[PriceRow, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def on_offer(self) -> list[Price]:
        return [price for row in self.rows for price in row.prices]

    @property
    def most(self) -> int:
        """How many tickets may be sold at once at the price with most of them."""
        return max((price.most for price in self.on_offer), default=0)

    @property
    def left(self) -> int:
        """How many tickets a group has left, where that is counted; 0 where it is not, or none are left."""
        counted = (price.remaining for price in self.on_offer if price.remaining != TICKETS_WITHOUT_LIMIT)
        return max(counted, default=0)


def prices_of(visit: Visit) -> Prices:
    """Ask the price of every class that costs something; none without an activity."""
    if visit.event is None:
        return Prices()
    rows: list[PriceRow] = []
    why: list[str] = []
    for price_class in PriceClass.objects.filter(event_id=visit.event.id, price_cents__gt=0):
        offered, reason = _offers(visit, price_class)
        rows.append(PriceRow(price_class.name, price_class.price_cents, _prices(price_class, offered)))
        why += [reason] if reason and reason not in why else []
    return Prices(tuple(rows), tuple(why))


def _offers(visit: Visit, price_class: PriceClass) -> tuple[tuple[OfferedTariff, ...], str]:
    try:
        asked = quote(visit.clerk.actor, visit.event_id, visit.card.uitpas_number, price_class.price_cents)
    except Refusal as refusal:
        return (), words_of(refusal, visit.clerk.desk.pk)
    return asked.available, asked.message.in_language(get_language() or "nl") if asked.message else ""


def _prices(price_class: PriceClass, offered: tuple[OfferedTariff, ...]) -> tuple[Price, ...]:
    lowest = min((offer.price_cents for offer in offered), default=0)
    ordered = sorted(offered, key=lambda offer: (offer.type != TariffType.SOCIALTARIFF, offer.name))
    return tuple(
        Price(
            value=f"{price_class.pk}:{offer.id}",
            # The name of the social tariff is a status; the screen may be seen by others.
            label=_("UiTPAS-prijs") if offer.type == TariffType.SOCIALTARIFF else offer.name,
            price_cents=offer.price_cents,
            remaining=offer.remaining,
            is_lowest=len(offered) > 1 and offer.price_cents == lowest,
        )
        for offer in ordered
    )
