"""What a ticket costs for this pass: a matrix of the tariffs that are open to it and the price classes (D-33).

The clerk sees prices. Why they are what they are stands apart, for when the person asks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openpas.events.models import PriceClass
from openpas.foundation.refusal import Refusal
from openpas.passholders.rules import Holder
from openpas.tariffs.models import Coupon
from openpas.tariffs.queries import quote
from openpas.tariffs.rules.coupons import tariff_id_of_coupon
from openpas.tariffs.rules.quoting import SOCIAL_TARIFF_ID, OfferedTariff, Quote
from openpas.tariffs.rules.reasons import LIMIT_REACHED, SOCIAL_LIMIT_REACHED
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
class PriceColumn:
    """A price class with its regular price, and its price in every tariff of the matrix: None where it has none."""

    name: str
    regular_cents: int
    prices: tuple[Price | None, ...]

    @property
    def on_offer(self) -> list[Price]:
        return [price for price in self.prices if price is not None]


@dataclass(frozen=True, slots=True)
class Prices:
    """The matrix: tariffs by name, the social one first; the tariffs that were used up; and why."""

    tariffs: tuple[str, ...] = ()
    columns: tuple[PriceColumn, ...] = ()
    used_up: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def on_offer(self) -> list[Price]:
        return [price for column in self.columns for price in column.on_offer]

    @property
    def has_classes(self) -> bool:
        """Whether a price class is to be chosen."""
        return len(self.columns) > 1

    @property
    def suggested(self) -> str:
        """The price that is chosen already: the lowest, where the age does not matter. Empty when it does."""
        if len(self.columns) != 1:
            return ""
        return min(self.on_offer, key=lambda price: price.price_cents).value if self.on_offer else ""


def prices_of(visit: Visit) -> Prices:
    """Ask the price of every class that costs something; none without an activity."""
    if visit.event is None:
        return Prices()
    asked: list[tuple[PriceClass, Quote | None]] = []
    why: list[str] = []
    for price_class in PriceClass.objects.filter(event_id=visit.event.id, price_cents__gt=0):
        quoted, reason = _asked(visit, price_class)
        asked.append((price_class, quoted))
        why += [reason] if reason and reason not in why else []
    quotes = [quoted for _class, quoted in asked if quoted is not None]
    names = _names(offer for quoted in quotes for offer in quoted.available)
    columns = tuple(_column(price_class, quoted, names) for price_class, quoted in asked)
    return Prices(tuple(names.values()), columns, _used_up(quotes, names, visit.shown.holder), tuple(why))


def _asked(visit: Visit, price_class: PriceClass) -> tuple[Quote | None, str]:
    try:
        asked = quote(visit.clerk.actor, visit.event_id, visit.card.uitpas_number, price_class.price_cents)
    except Refusal as refusal:
        return None, words_of(refusal, visit.clerk.desk.pk)
    return asked, asked.message.in_language(get_language() or "nl") if asked.message else ""


def _names(offers: Iterable[OfferedTariff]) -> dict[str, str]:
    """The tariffs by their ids, the social one first, coupons by name."""
    named = {offer.id: _label(offer.id, offer.name) for offer in offers}
    ordered = sorted(named, key=lambda tariff_id: (tariff_id != SOCIAL_TARIFF_ID, named[tariff_id].casefold()))
    return {tariff_id: named[tariff_id] for tariff_id in ordered}


def _label(tariff_id: str, name: str) -> str:
    """The name of the social tariff is a status; the screen may be seen by others."""
    return _("UiTPAS-prijs") if tariff_id == SOCIAL_TARIFF_ID else name


def _column(price_class: PriceClass, quoted: Quote | None, names: Mapping[str, str]) -> PriceColumn:
    offers = {offer.id: offer for offer in (quoted.available if quoted else ())}
    lowest = min((offer.price_cents for offer in offers.values()), default=0)
    prices = tuple(
        Price(
            value=f"{price_class.pk}:{tariff_id}",
            label=label,
            price_cents=offer.price_cents,
            remaining=offer.remaining,
            is_lowest=len(offers) > 1 and offer.price_cents == lowest,
        )
        if (offer := offers.get(tariff_id)) is not None
        else None
        for tariff_id, label in names.items()
    )
    return PriceColumn(price_class.name, price_class.price_cents, prices)


def _used_up(quotes: Iterable[Quote], names: Mapping[str, str], holder: Holder) -> tuple[str, ...]:
    """The names of what the pass had a right to here, and used: nothing of it is left in any price class."""
    limits = [reason for quoted in quotes for reason in quoted.why if reason.because in LIMIT_REACHED]
    gone = {SOCIAL_TARIFF_ID if one.because in SOCIAL_LIMIT_REACHED else one.subject for one in limits} - names.keys()
    coupons = {tariff_id_of_coupon(pk): name for pk, name in (_coupons_of(holder) if gone - {SOCIAL_TARIFF_ID} else ())}
    return tuple(sorted(_label(tariff_id, coupons.get(tariff_id, "")) for tariff_id in gone))


def _coupons_of(holder: Holder) -> Iterable[tuple[int, str]]:
    held = {"passholder_id": holder.passholder_id, "group_pass_id": holder.group_pass_id}
    wanted = {f"grants__{column}": value for column, value in held.items() if value is not None}
    return Coupon.objects.filter(**wanted).values_list("pk", "name")
