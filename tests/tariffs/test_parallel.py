"""Real threads on PostgreSQL: two desks and one last ticket; cancelling beside selling."""

from functools import partial

import pytest
from django.db.models import Sum

from openpas.demo.cast import Cast
from openpas.events.models import Event
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import GroupPass
from openpas.tariffs.models import Posting, TicketSale, TicketSaleCancellation
from openpas.tariffs.refusals import MaximumReached, TicketSaleNotFound
from openpas.tariffs.service import cancel_ticket_sale, sell_tickets
from tests.at_once import at_once
from tests.tariffs.shop import coupon_of, ticket

pytestmark = pytest.mark.django_db(transaction=True)


def in_force() -> int:
    return TicketSale.objects.filter(cancellation=None).count()


def test_two_desks_and_one_last_coupon_give_one(cast: Cast, theatre: Actor) -> None:
    tariff_id = coupon_of(cast)
    answers = at_once([lambda: sell_tickets(theatre, [ticket(cast.bart_number, tariff_id=tariff_id)])] * 8)
    assert answers.count(MaximumReached) == 7
    assert in_force() == 1


def test_two_desks_and_one_last_group_ticket_give_one(cast: Cast, theatre: Actor) -> None:
    GroupPass.objects.update(tickets_per_year=1)
    answers = at_once([lambda: sell_tickets(theatre, [ticket(cast.chloe_number)])] * 8)
    assert answers.count(MaximumReached) == 7
    assert in_force() == 1


def test_orders_that_overlap_neither_deadlock_nor_oversell(cast: Cast, theatre: Actor) -> None:
    """Each thread names the same holders in another order; the rows are locked in one."""
    Event.objects.update(ticket_limit_volume=3)
    tariff_id = coupon_of(cast, limit=Limit(3, Period.DAY))
    orders = [ticket(cast.amina_number), ticket(cast.chloe_number), ticket(cast.bart_number, tariff_id=tariff_id)]
    turned = [orders[first:] + orders[:first] for first in range(3)] * 2
    answers = at_once([partial(sell_tickets, theatre, mine) for mine in turned])
    assert answers.count(MaximumReached) == 3
    assert in_force() == 9


def test_a_sale_is_cancelled_once(cast: Cast, theatre: Actor) -> None:
    (sale,) = sell_tickets(theatre, [ticket(cast.amina_number)])
    answers = at_once([lambda: cancel_ticket_sale(theatre, sale.pk)] * 6)
    assert answers.count(TicketSaleNotFound) == 5
    assert TicketSaleCancellation.objects.count() == 1
    assert Posting.objects.aggregate(cents=Sum("amount_cents"))["cents"] == 0


def test_cancelling_beside_selling_never_exceeds_a_limit(cast: Cast, theatre: Actor) -> None:
    GroupPass.objects.update(tickets_per_year=2)
    most = []

    def again_and_again() -> None:
        for _ in range(6):
            try:
                sales = sell_tickets(theatre, [ticket(cast.chloe_number), ticket(cast.amina_number)])
            except Refusal:
                continue
            most.append(in_force())
            for sale in sales:
                cancel_ticket_sale(theatre, sale.pk)

    at_once([again_and_again] * 4)
    assert most
    assert max(most) <= 3
    assert in_force() == 0
    assert Posting.objects.aggregate(cents=Sum("amount_cents"))["cents"] == 0
