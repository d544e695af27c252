"""Tickets sold and taken back: what is stored, what is refused, and that a refusal stores nothing."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from openpas.demo.cast import Cast
from openpas.events.models import Event, EventStatus
from openpas.events.refusals import EventNotFound
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import Card, CardSystemMembership, GroupPass, Passholder
from openpas.passholders.refusals import (
    InvalidCardStatus,
    InvalidUitpasNumberAtCounter,
    NoActiveCardSystems,
    PassholderNotFound,
    SocialTariffExpired,
    SocialTariffSuspended,
)
from openpas.records.models import AuditLine, OutboxMessage
from openpas.runtime import clock
from openpas.tariffs import queries
from openpas.tariffs.group_tickets import tickets_left
from openpas.tariffs.models import DistributionKey, Posting, TicketSale, TicketSaleCancellation
from openpas.tariffs.refusals import (
    InvalidCoupon,
    InvalidNumberOfTickets,
    MaximumReached,
    SocialTariffNotAvailable,
    TicketSaleNotFound,
)
from openpas.tariffs.rules.messages import CALLED_OFF
from openpas.tariffs.rules.split import Payer
from openpas.tariffs.service import TicketOrder, cancel_ticket_sale, sell_tickets
from tests.tariffs.conftest import actor_for
from tests.tariffs.shop import coupon_of, ticket

UNKNOWN = "0900000095902"


def remaining(actor: Actor, number: str, event_id: str = "cast-concert") -> dict[str, int]:
    quoted = queries.quote(actor, event_id, number, 1100)
    return {offered.id: offered.remaining for offered in quoted.available}


def test_a_sale_keeps_all_that_decided_about_it(cast: Cast, theatre: Actor) -> None:
    (sale,) = sell_tickets(theatre, [ticket(cast.amina_number)])
    assert (sale.event, sale.organizer, sale.passholder) == (cast.concert, cast.theatre, cast.amina)
    assert (sale.uitpas_number, sale.tariff_type, sale.tariff_name) == (
        cast.amina_number,
        "SOCIALTARIFF",
        "Kansentarief",
    )
    assert (sale.key, sale.key_version, sale.card_system) == (cast.standard_key, 1, cast.gent)
    assert (sale.municipality_nis, sale.regular_price_cents, sale.price_cents) == ("44021", 1100, 220)
    assert (sale.regular_price_label, sale.actor, sale.tariff_id) == ("Basistarief", "client:test", "SOCIALTARIFF")
    posted = dict(sale.postings.values_list("payer", "amount_cents"))
    assert posted == {"PASSHOLDER": 220, "LOCAL_GOVERNMENT": 440, "ORGANIZER": 440}
    message = OutboxMessage.objects.get(kind="TicketSold")
    assert message.payload == {
        "ticket_sale_id": sale.pk,
        "event_id": cast.concert.pk,
        "passholder_id": cast.amina.pk,
        "group_pass_id": None,
        "regular_price_cents": 1100,
        "price_cents": 220,
    }
    assert AuditLine.objects.filter(action="ticket_sale.register", subject=f"ticket_sale:{sale.pk}").count() == 1


@pytest.mark.parametrize("status", [EventStatus.UNAVAILABLE, EventStatus.TEMPORARILY_UNAVAILABLE])
def test_nothing_is_sold_at_an_event_that_does_not_take_place(
    cast: Cast, theatre: Actor, written: Callable[[], tuple[int, ...]], status: EventStatus
) -> None:
    (sale,) = sell_tickets(theatre, [ticket(cast.amina_number)])
    Event.objects.filter(pk=cast.concert.pk).update(status=status)
    before = written()
    quoted = queries.quote(theatre, "cast-concert", cast.amina_number, 1100)
    assert (quoted.available, quoted.message) == ((), CALLED_OFF)
    with pytest.raises(SocialTariffNotAvailable):
        queries.static_quote(theatre, "cast-concert", 1100)
    with pytest.raises(SocialTariffNotAvailable) as refusal:
        sell_tickets(theatre, [ticket(cast.amina_number)])
    assert refusal.value.end_user_message == CALLED_OFF
    assert written() == before
    cancel_ticket_sale(theatre, sale.pk)


def test_what_is_offered_is_what_is_charged(cast: Cast, theatre: Actor) -> None:
    coupon_of(cast)
    for number in (cast.amina_number, cast.bart_number, cast.chloe_number):
        for offered in queries.quote(theatre, "cast-concert", number, 1099).available:
            (sale,) = sell_tickets(theatre, [ticket(number, tariff_id=offered.id, cents=1099)])
            assert (sale.price_cents, sale.tariff_name, sale.tariff_id) == (
                offered.price_cents,
                offered.name,
                offered.id,
            )
            shares = {payer.value: cents for payer, cents in offered.shares.by_payer().items() if cents}
            assert dict(sale.postings.values_list("payer", "amount_cents")) == shares


def test_several_at_once_are_sold_in_order(cast: Cast, theatre: Actor) -> None:
    tariff_id = coupon_of(cast)
    orders = [
        ticket(cast.bart_number, tariff_id=tariff_id),
        ticket(cast.amina_number, cents=800),
        ticket(cast.chloe_number),
        ticket(cast.chloe_number),
    ]
    sales = sell_tickets(theatre, orders)
    assert [(sale.tariff_id, sale.price_cents) for sale in sales] == [
        (tariff_id, 500),
        ("SOCIALTARIFF", 160),
        ("SOCIALTARIFF", 220),
        ("SOCIALTARIFF", 220),
    ]
    assert remaining(theatre, cast.chloe_number)["SOCIALTARIFF"] == 18


def test_the_location_may_sell_but_the_organizer_pays(cast: Cast, theatre: Actor) -> None:
    Event.objects.filter(pk=cast.aalst_fair.pk).update(location=cast.theatre.linked_location)
    cast.aalst.card_systems.add(cast.gent)
    (sale,) = sell_tickets(theatre, [ticket(cast.amina_number, "cast-aalst-fair", cents=800)])
    assert sale.organizer == cast.aalst
    cancel_ticket_sale(theatre, sale.pk)


def test_one_bad_ticket_rolls_everything_back(
    cast: Cast, theatre: Actor, written: Callable[[], tuple[int, ...]]
) -> None:
    before = written()
    with pytest.raises(PassholderNotFound) as raised:
        sell_tickets(theatre, [ticket(cast.amina_number), ticket(cast.chloe_number), ticket(UNKNOWN)])
    assert raised.value.extensions == {"jsonPointer": "/2"}
    assert written() == before


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        (ticket("0900000100017", "nowhere"), EventNotFound),
        (ticket("0900000100018"), InvalidUitpasNumberAtCounter),
        (ticket("12"), InvalidUitpasNumberAtCounter),
        (ticket(UNKNOWN), PassholderNotFound),
        (ticket("0900000100017", tariff_id="REWARD1234"), InvalidCoupon),
        (ticket("0900000100017", tariff_id="COUPON_999999"), InvalidCoupon),
        (ticket("0900000100207"), SocialTariffNotAvailable),
        (ticket("0900000100017", cents=0), SocialTariffNotAvailable),
        (ticket("0900000100017", cents=1), SocialTariffNotAvailable),
    ],
)
def test_refusals(
    cast: Cast, theatre: Actor, written: Callable[[], tuple[int, ...]], order: TicketOrder, refusal: type[Refusal]
) -> None:
    before = written()
    with pytest.raises(refusal) as raised:
        sell_tickets(theatre, [order])
    assert raised.value.extensions["jsonPointer"] == "/0"
    assert written() == before


def test_a_stranger_neither_asks_nor_sells_nor_cancels(
    cast: Cast, theatre: Actor, stranger: Actor, written: Callable[[], tuple[int, ...]]
) -> None:
    (sale,) = sell_tickets(theatre, [ticket(cast.chloe_number)])
    before = written()
    for attempt in (
        lambda: queries.quote(stranger, "cast-concert", cast.amina_number, 1100),
        lambda: queries.static_quote(stranger, "cast-concert", 1100),
        lambda: sell_tickets(stranger, [ticket(cast.amina_number)]),
        lambda: cancel_ticket_sale(stranger, sale.pk),
        lambda: queries.explain(stranger, sale.pk),
    ):
        with pytest.raises(PermissionMissing):
            attempt()
    assert written() == before


@pytest.mark.parametrize(
    ("rows", "change", "refusal"),
    [
        (Card, {"status": "BLOCKED"}, InvalidCardStatus),
        (Passholder, {"is_blocked": True}, Refusal),
        (CardSystemMembership, {"is_blocked": True}, NoActiveCardSystems),
        (CardSystemMembership, {"social_tariff_ends_on": date(2020, 1, 1)}, SocialTariffExpired),
        (CardSystemMembership, {"social_tariff_suspended_until": date(2999, 1, 1)}, SocialTariffSuspended),
    ],
)
def test_a_pass_that_cannot_be_used_buys_nothing(
    cast: Cast,
    theatre: Actor,
    written: Callable[[], tuple[int, ...]],
    rows: type[Card],
    change: dict[str, object],
    refusal: type[Refusal],
) -> None:
    rows.objects.update(**change)
    before = written()
    with pytest.raises(refusal) as raised:
        sell_tickets(theatre, [ticket(cast.amina_number)])
    assert raised.value.type.startswith("uitpas/")
    assert written() == before


def test_a_person_gets_one_ticket_per_event_in_one_request(
    cast: Cast, theatre: Actor, written: Callable[[], tuple[int, ...]]
) -> None:
    Event.objects.update(ticket_limit_volume=100)
    before = written()
    with pytest.raises(InvalidNumberOfTickets) as raised:
        sell_tickets(theatre, [ticket(cast.amina_number), ticket(cast.amina_number)])
    assert raised.value.extensions == {"jsonPointer": "/1"}
    assert written() == before
    sell_tickets(theatre, [ticket(cast.amina_number), ticket(cast.amina_number, "cast-open-house")])
    sell_tickets(theatre, [ticket(cast.amina_number)])
    assert TicketSale.objects.count() == 3


def test_a_group_gets_as_many_as_remained(cast: Cast, theatre: Actor, written: Callable[[], tuple[int, ...]]) -> None:
    GroupPass.objects.update(tickets_per_year=3)
    before = written()
    with pytest.raises(InvalidNumberOfTickets) as raised:
        sell_tickets(theatre, [ticket(cast.chloe_number)] * 4)
    assert raised.value.extensions == {"jsonPointer": "/3"}
    assert written() == before
    sell_tickets(theatre, [ticket(cast.chloe_number)] * 3)
    with pytest.raises(MaximumReached):
        sell_tickets(theatre, [ticket(cast.chloe_number)])


def test_a_limit_counts_this_period_only_and_is_given_back(cast: Cast, theatre: Actor) -> None:
    monday = datetime(2026, 3, 9, 0, 30, tzinfo=ZoneInfo("Europe/Brussels"))
    CardSystemMembership.objects.filter(passholder=cast.amina).update(
        social_tariff_ends_on=monday.date().replace(year=2030)
    )
    order = ticket(cast.amina_number, "cast-open-house")
    with time_machine.travel(monday - timedelta(hours=1), tick=False):
        (first,) = sell_tickets(theatre, [order])
        with pytest.raises(MaximumReached) as raised:
            sell_tickets(theatre, [order])
        assert raised.value.end_user_message is not None
        assert "maximaal 1 ticket per week" in raised.value.end_user_message.nl
    with time_machine.travel(monday, tick=False):
        (second,) = sell_tickets(theatre, [order])
        assert remaining(theatre, cast.amina_number, "cast-open-house") == {}
        cancel_ticket_sale(theatre, first.pk)
        assert remaining(theatre, cast.amina_number, "cast-open-house") == {}
        cancel_ticket_sale(theatre, second.pk)
        assert remaining(theatre, cast.amina_number, "cast-open-house") == {"SOCIALTARIFF": 1}


def test_the_quota_of_a_group_begins_again_with_the_year(cast: Cast, theatre: Actor) -> None:
    new_year = datetime(2027, 1, 1, 0, 30, tzinfo=ZoneInfo("Europe/Brussels"))
    GroupPass.objects.update(social_tariff_ends_on=new_year.date().replace(year=2030))
    with time_machine.travel(new_year - timedelta(hours=1), tick=False):
        sell_tickets(theatre, [ticket(cast.chloe_number)] * 5)
        assert remaining(theatre, cast.chloe_number) == {"SOCIALTARIFF": 15}
        assert tickets_left(cast.chloe) == 15
    with time_machine.travel(new_year, tick=False):
        assert remaining(theatre, cast.chloe_number) == {"SOCIALTARIFF": 20}
        assert tickets_left(cast.chloe) == 20


def test_the_limit_of_the_organizer_counts_all_its_events(cast: Cast, theatre: Actor) -> None:
    cast.theatre.ticket_limit_volume, cast.theatre.ticket_limit_period = 2, "YEAR"
    cast.theatre.save()
    sell_tickets(theatre, [ticket(cast.amina_number), ticket(cast.amina_number, "cast-open-house")])
    Event.objects.update(ticket_limit_volume=None, ticket_limit_period="")
    with pytest.raises(MaximumReached):
        sell_tickets(theatre, [ticket(cast.amina_number)])


def test_a_coupon_has_its_own_limits_and_leaves_those_of_the_event_alone(cast: Cast, theatre: Actor) -> None:
    tariff_id = coupon_of(cast, limit=Limit(3, Period.YEAR), event_limit=Limit(2, Period.YEAR))
    assert remaining(theatre, cast.chloe_number) == {"SOCIALTARIFF": 20, tariff_id: 2}
    first, _ = sell_tickets(theatre, [ticket(cast.chloe_number, tariff_id=tariff_id)] * 2)
    assert remaining(theatre, cast.chloe_number) == {"SOCIALTARIFF": 20}
    assert remaining(theatre, cast.chloe_number, "cast-open-house") == {"SOCIALTARIFF": 20, tariff_id: 1}
    sell_tickets(theatre, [ticket(cast.chloe_number, "cast-open-house", tariff_id)])
    cancel_ticket_sale(theatre, first.pk)
    assert remaining(theatre, cast.chloe_number)[tariff_id] == 1
    assert remaining(theatre, cast.bart_number) == {tariff_id: 1}


def test_a_cancellation_reverses_every_posting_and_happens_once(
    cast: Cast, theatre: Actor, written: Callable[[], tuple[int, ...]]
) -> None:
    (sale,) = sell_tickets(theatre, [ticket(cast.amina_number)])
    cancel_ticket_sale(theatre, sale.pk)
    assert Posting.objects.filter(sale=sale).count() == 6
    for payer in Payer:
        assert not Posting.objects.filter(sale=sale, payer=payer.value).aggregate(cents=Sum("amount_cents"))["cents"]
    assert OutboxMessage.objects.filter(kind="TicketSaleCancelled").count() == 1
    before = written()
    for sale_id in (sale.pk, sale.pk + 1):
        with pytest.raises(TicketSaleNotFound):
            cancel_ticket_sale(theatre, sale_id)
    assert written() == before
    assert remaining(theatre, cast.amina_number) == {"SOCIALTARIFF": 1}


def test_the_rows_of_a_sale_never_change(cast: Cast, theatre: Actor) -> None:
    (sale,) = sell_tickets(theatre, [ticket(cast.amina_number)])
    cancel_ticket_sale(theatre, sale.pk)
    for table in (TicketSale, Posting, TicketSaleCancellation):
        for change in (lambda table=table: table.objects.update(created_at=clock.now()), table.objects.all().delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_postings_that_do_not_sum_to_the_price(cast: Cast, theatre: Actor) -> None:
    (sale,) = sell_tickets(theatre, [ticket(cast.amina_number)])
    now = clock.now()
    with pytest.raises(IntegrityError, match="instead of"):
        Posting.objects.create(sale=sale, payer=Payer.FLEMISH_GOVERNMENT.value, amount_cents=1, created_at=now)
    with pytest.raises(IntegrityError, match="instead of"):
        Posting.objects.create(
            sale=sale, payer=Payer.PASSHOLDER.value, amount_cents=-220, is_reversal=True, created_at=now
        )
    with pytest.raises(IntegrityError, match="sum to 0 instead of 1100"):
        TicketSale.objects.bulk_create([_copy_of(sale)])
    with pytest.raises(IntegrityError, match="sum to 0 instead of -1100"):
        TicketSaleCancellation.objects.create(sale=sale, created_at=now, actor="client:test")
    assert (TicketSale.objects.count(), Posting.objects.count(), TicketSaleCancellation.objects.count()) == (1, 3, 0)


def _copy_of(sale: TicketSale) -> TicketSale:
    columns = {field.attname: getattr(sale, field.attname) for field in TicketSale._meta.concrete_fields}
    return TicketSale(**{**columns, "id": None})


def test_a_key_that_changes_leaves_old_sales_as_they_were(cast: Cast, theatre: Actor) -> None:
    (sale,) = sell_tickets(theatre, [ticket(cast.amina_number)])
    DistributionKey.objects.update(is_active=False)
    cancel_ticket_sale(theatre, sale.pk)
    assert sum(posting.amount_cents for posting in Posting.objects.all()) == 0


@pytest.mark.parametrize("tickets", [1, 3])
def test_the_number_of_statements_is_fixed(cast: Cast, theatre: Actor, tickets: int) -> None:
    coupon_of(cast)
    with CaptureQueriesContext(connection) as quoting:
        queries.quote(theatre, "cast-concert", cast.amina_number, 1100)
    assert len(quoting) == 2
    with CaptureQueriesContext(connection) as selling:
        sell_tickets(theatre, [ticket(cast.chloe_number)] * tickets)
    statements = [query["sql"] for query in selling.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == 4 + 7 * tickets


def test_what_somebody_unknown_would_pay(cast: Cast, theatre: Actor) -> None:
    (offered,) = queries.static_quote(theatre, "CAST-concert", 310).available
    assert (offered.id, offered.price_cents, offered.remaining) == ("SOCIALTARIFF", 62, 1)
    assert queries.static_quote(theatre, "cast-concert", 0).message is not None
    cast.concert.card_system_choices.create(card_system=cast.gent, is_enabled=False)
    with pytest.raises(SocialTariffNotAvailable):
        queries.static_quote(theatre, "cast-concert", 310)


def test_a_key_that_is_assigned_works_for_that_organizer_only(cast: Cast) -> None:
    DistributionKey.objects.update(is_global=False)
    both = actor_for(cast.theatre.pk, cast.club.pk)
    assert queries.quote(both, "cast-concert", cast.amina_number, 1100).available == ()
    cast.standard_key.organizers.add(cast.theatre)
    assert len(queries.quote(both, "cast-concert", cast.amina_number, 1100).available) == 1
    assert queries.quote(both, "cast-training", cast.amina_number, 400).available == ()


def test_a_manual_key_works_where_the_event_has_it_on(cast: Cast, theatre: Actor) -> None:
    DistributionKey.objects.update(kind="MANUAL")
    assert queries.quote(theatre, "cast-concert", cast.amina_number, 1100).available == ()
    choice = cast.concert.key_choices.create(key=cast.standard_key, is_enabled=False)
    quoted = queries.quote(theatre, "cast-concert", cast.amina_number, 1100)
    assert [reason.because for reason in quoted.why] == ["NOT_SWITCHED_ON"]
    choice.is_enabled = True
    choice.save()
    assert len(queries.quote(theatre, "cast-concert", cast.amina_number, 1100).available) == 1
