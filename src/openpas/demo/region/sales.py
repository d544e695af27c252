"""Tickets that the region's people and groups bought with a discount, priced by the tariff rules."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from typing import Final

from openpas.demo.region.books import ACTOR, Sold
from openpas.demo.region.coupons import InHand
from openpas.demo.region.offerings import Offering
from openpas.demo.region.residents import Resident
from openpas.demo.region.seeded import percent
from openpas.demo.region.visits import Visit
from openpas.foundation.calendar import age_on, brussels_day
from openpas.tariffs.models import TicketSale
from openpas.tariffs.rules.coupons import coupon_refusal
from openpas.tariffs.rules.keys import Priced, choose_key
from openpas.tariffs.rules.keys import Visit as PricedVisit
from openpas.tariffs.rules.split import apply

_YOUNG_UNTIL: Final = 26
_YOUNG_PERCENT: Final = 70
_BEFORE: Final = timedelta(minutes=10)
_TAKEN_BACK_AFTER: Final = timedelta(minutes=4)


def best_price(offering: Offering, price_cents: int, social: frozenset[int], municipality_nis: str) -> Priced | None:
    """The key that wins at the social tariff, with its shares; None where nothing works."""
    if not social or not price_cents:
        return None
    return choose_key(offering.keys, PricedVisit(price_cents, offering.facts, social, municipality_nis)).best


class Purchases:
    """What one person buys, within the limits of events and coupons."""

    def __init__(self, resident: Resident, coupons: list[InHand], now: datetime) -> None:
        self._resident = resident
        self._coupons = coupons
        self._now = now
        self._at_events: Counter[tuple[int, datetime]] = Counter()
        self._of_coupons: Counter[tuple[int, datetime]] = Counter()

    def before(self, rng: Random, visit: Visit) -> Sold | None:
        """The ticket for a visit, bought shortly before; None for who pays the full price or had no right."""
        at = visit.at - _BEFORE
        person, base_cents = self._resident.person, visit.offering.base_cents
        is_young = age_on(person.date_of_birth, brussels_day(at)) < _YOUNG_UNTIL
        price_cents = base_cents * _YOUNG_PERCENT // 100 if is_young else base_cents
        if not price_cents or at < self._resident.since or percent(rng, 15):
            return None
        sold = self._social(visit.offering, price_cents, at) or self._with_coupon(visit.offering, price_cents, at)
        if sold is None:
            return None
        sold.sale.regular_price_label = "Onder 26 jaar" if is_young else "Basistarief"
        taken_back = percent(rng, 2)
        return Sold(sold.sale, sold.shares, at + _TAKEN_BACK_AFTER) if taken_back else sold

    def _social(self, offering: Offering, price_cents: int, at: datetime) -> Sold | None:
        social = self._resident.social_card_systems_on(brussels_day(at), brussels_day(self._now))
        best = best_price(offering, price_cents, social, self._resident.person.municipality_nis)
        limit = offering.facts.ticket_limit
        place = (offering.facts.id, limit.begins_at(at) if limit else at)
        if best is None or (limit and not limit.remaining(self._at_events[place])):
            return None
        self._at_events[place] += 1
        sale = social_sale(offering, price_cents, best, at)
        return self._signed(sale, Sold(sale, best.shares, None))

    def _with_coupon(self, offering: Offering, price_cents: int, at: datetime) -> Sold | None:
        usable = frozenset({self._resident.home.region.number})
        for held in self._coupons:
            rule = held.rule
            shares = apply(rule.split, price_cents, holder_pays_at_least_cents=0)
            place = (rule.coupon_id, rule.limit.begins_at(at) if rule.limit else at)
            refused = coupon_refusal(rule, offering.facts, price_cents, usable, at)
            used_up = rule.limit is not None and not rule.limit.remaining(self._of_coupons[place])
            if refused or used_up or shares.passholder_cents >= price_cents:
                continue
            self._of_coupons[place] += 1
            sale = _sale(offering, price_cents, shares.passholder_cents, at)
            sale.tariff_type, sale.tariff_name = TicketSale.TariffType.COUPON, rule.name
            sale.granted_coupon, sale.card_system_id = held.granted, rule.card_system_id
            sale.key_id, sale.key_version = rule.key_id, rule.key_version
            return self._signed(sale, Sold(sale, shares, None))
        return None

    def _signed(self, sale: TicketSale, sold: Sold) -> Sold:
        sale.passholder = self._resident.person
        sale.uitpas_number = self._resident.number
        sale.municipality_nis = self._resident.person.municipality_nis
        return sold


def social_sale(offering: Offering, price_cents: int, best: Priced, at: datetime) -> TicketSale:
    """A ticket at the social tariff, without its holder."""
    sale = _sale(offering, price_cents, best.shares.passholder_cents, at)
    sale.tariff_type, sale.tariff_name = TicketSale.TariffType.SOCIALTARIFF, "Kansentarief"
    sale.key_id, sale.key_version, sale.card_system_id = best.key.id, best.key.version, best.key.card_system_id
    return sale


def _sale(offering: Offering, regular_cents: int, price_cents: int, at: datetime) -> TicketSale:
    return TicketSale(
        event_id=offering.facts.id,
        organizer_id=offering.facts.organizer_id,
        regular_price_cents=regular_cents,
        regular_price_label="Basistarief",
        price_cents=price_cents,
        actor=ACTOR,
        created_at=at,
    )
