"""Sell tickets with a discount: all of an order, or none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.passholders.rules import Holder
from openpas.records.service import note, publish
from openpas.runtime import clock
from openpas.tariffs.models import Posting, TicketSale
from openpas.tariffs.queries.facts import load_facts
from openpas.tariffs.queries.sales import ticket_sales
from openpas.tariffs.refusals import InvalidNumberOfTickets
from openpas.tariffs.rules.quoting import OfferedTariff, QuoteFacts, quote
from openpas.tariffs.rules.selling import require_offer
from openpas.tariffs.rules.tariff_ids import chosen_tariff
from openpas.tariffs.service.locking import lock_events, lock_holders_of


@dataclass(frozen=True, slots=True)
class TicketOrder:
    """One ticket as it is asked for. `event_id` is the public id, `tariff_id` what a quote offered."""

    event_id: str
    uitpas_number: str
    tariff_id: str
    regular_price_cents: int
    label: str = ""


@dataclass(slots=True)
class _Basket:
    """What is sold so far in this request: whose limits are used up by the request itself (contract/rules.md 8-8)."""

    persons_at_events: set[tuple[int, int]] = field(default_factory=set)
    by_group: Counter[int] = field(default_factory=Counter)

    def require_room(self, facts: QuoteFacts) -> None:
        """A person gets one ticket per event in one request, however many may be bought one after the other."""
        if (facts.holder.passholder_id, facts.event.id) in self.persons_at_events:
            raise InvalidNumberOfTickets

    def has_tickets_of(self, holder: Holder) -> bool:
        return holder.group_pass_id is not None and self.by_group[holder.group_pass_id] > 0

    def add(self, facts: QuoteFacts) -> None:
        if facts.holder.passholder_id is not None:
            self.persons_at_events.add((facts.holder.passholder_id, facts.event.id))
        if facts.holder.group_pass_id is not None:
            self.by_group[facts.holder.group_pass_id] += 1


@transaction.atomic
def sell_tickets(actor: Actor, orders: Sequence[TicketOrder]) -> list[TicketSale]:
    """Register these tickets in this order, each at the price that a quote would give now; all of them, or none (O3).

    A refusal carries the extension `jsonPointer` to the order that it is about (`/1`): EventNotFound,
    PermissionMissing, InvalidUitpasNumberAtCounter, PassholderNotFound, InvalidCardStatus, NoActiveCardSystems,
    SocialTariffExpired, SocialTariffSuspended, SocialTariffNotAvailable, MaximumReached, InvalidNumberOfTickets and
    InvalidCoupon. Five statements for all, and six for each ticket, seven where the holder has coupons.
    """
    lock_events({order.event_id for order in orders})
    lock_holders_of({order.uitpas_number for order in orders})
    basket = _Basket()
    sold = []
    for index, order in enumerate(orders):
        with _pointing_at(index):
            sold.append(_sell(actor, order, basket))
    return ticket_sales(sold)


def _sell(actor: Actor, order: TicketOrder, basket: _Basket) -> int:
    moment = clock.now()
    loaded = load_facts(order.event_id, order.uitpas_number, moment)
    actor.require(Permission.TICKETSALES_REGISTER, loaded.event.counter_ids)
    tariff_id, wanted = chosen_tariff(order.tariff_id)
    facts = loaded.of_pass()
    basket.require_room(facts)
    quoted = quote(facts, order.regular_price_cents, wanted, moment)
    offered = require_offer(quoted, tariff_id, used_up_by_request=basket.has_tickets_of(facts.holder))
    basket.add(facts)
    return _record(actor, order, facts, offered, moment)


def _record(actor: Actor, order: TicketOrder, facts: QuoteFacts, offered: OfferedTariff, moment: datetime) -> int:
    holder, event = facts.holder, facts.event
    sale = TicketSale.objects.create(
        event_id=event.id,
        organizer_id=event.organizer_id,
        passholder_id=holder.passholder_id,
        group_pass_id=holder.group_pass_id,
        uitpas_number=holder.uitpas_number,
        tariff_type=offered.type.value,
        tariff_name=offered.name,
        granted_coupon_id=offered.granted_coupon_id,
        key_id=offered.key_id,
        key_version=offered.key_version,
        card_system_id=offered.card_system_id,
        municipality_nis=holder.municipality_nis,
        regular_price_cents=order.regular_price_cents,
        regular_price_label=order.label,
        price_cents=offered.price_cents,
        actor=actor.id,
        created_at=moment,
    )
    Posting.objects.bulk_create(
        Posting(sale=sale, payer=payer.value, amount_cents=cents, created_at=moment)
        for payer, cents in offered.shares.by_payer().items()
        if cents
    )
    publish("TicketSold", _told_of(sale))
    note(actor, "ticket_sale.register", f"ticket_sale:{sale.pk}")
    return sale.pk


def _told_of(sale: TicketSale) -> dict[str, object]:
    return {
        "ticket_sale_id": sale.pk,
        "event_id": sale.event_id,
        "passholder_id": sale.passholder_id,
        "group_pass_id": sale.group_pass_id,
        "regular_price_cents": sale.regular_price_cents,
        "price_cents": sale.price_cents,
    }


@contextmanager
def _pointing_at(index: int) -> Iterator[None]:
    """Inside, a refusal is about the order at this place (contract/rules.md 2.2-1)."""
    try:
        yield
    except Refusal as refusal:
        refusal.extensions["jsonPointer"] = f"/{index}"
        raise
