"""The numbers of a desk: what it did, for how many people, and never of whom."""

from datetime import date, timedelta

import pytest
from django.db import connection

from openpas.checkins.models import Checkin
from openpas.checkins.service import cancel_checkin, check_in
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.calendar import brussels_day
from openpas.identity.actors import actor_of_user
from openpas.insights.deeds import Subject
from openpas.insights.queries import statistics_of
from openpas.insights.refusals import PeriodNotUsable
from openpas.insights.rules import Days, Group
from openpas.insights.tasks import index_ended_months
from openpas.records.partitions import ensure_months
from openpas.rewards.service import redeem
from openpas.runtime import clock
from openpas.tariffs.service import TicketOrder, cancel_ticket_sale, sell_tickets

FEW = Group("Gent", None, None)


@pytest.fixture
def dirk(cast: Cast) -> Actor:
    return actor_of_user(cast.dirk.pk, cast.theatre.pk)


@pytest.fixture
def today() -> date:
    return brussels_day(clock.now())


@pytest.fixture
def now(today: date) -> Days:
    return Days(today - timedelta(days=6), today)


def saved(actor: Actor, number: str, event_id: str) -> Checkin:
    check_in(actor, number, event_id, channel=Checkin.Channel.DESK)
    return Checkin.objects.latest("created_at")


def test_points(cast: Cast, dirk: Actor, now: Days, today: date) -> None:
    saved(dirk, cast.amina_number, "cast-open-house")
    saved(dirk, cast.bart_number, "cast-open-house")

    found = statistics_of(dirk, cast.theatre.pk, Subject.POINTS, now)

    assert (found.number, found.amount, found.people, found.newcomers, found.activities) == (2, 2, 2, 2, 2)
    assert found.top == (("Vrij bezoek aan het theaterhuis", 2),)
    assert [(step.day, step.number) for step in found.steps[-2:]] == [(today - timedelta(days=1), 0), (today, 2)]
    assert len(found.steps) == 7
    assert found.cities == (FEW,)


def test_what_was_cancelled_does_not_count(cast: Cast, dirk: Actor, now: Days) -> None:
    cancel_checkin(dirk, saved(dirk, cast.amina_number, "cast-open-house").id)

    found = statistics_of(dirk, cast.theatre.pk, Subject.POINTS, now)

    assert (found.number, found.people, found.top) == (0, 0, ())


def test_only_people_with_the_social_tariff(cast: Cast, dirk: Actor, now: Days) -> None:
    saved(dirk, cast.amina_number, "cast-open-house")
    saved(dirk, cast.bart_number, "cast-open-house")

    assert statistics_of(dirk, cast.theatre.pk, Subject.POINTS, now, only_social=True).people == 1


def test_who_came_before_is_no_newcomer(cast: Cast, dirk: Actor, today: date) -> None:
    saved(dirk, cast.amina_number, "cast-open-house")
    tomorrow = Days(today, today)

    assert statistics_of(dirk, cast.theatre.pk, Subject.POINTS, tomorrow).newcomers == 1
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO checkins_checkin SELECT (jsonb_populate_record(one, jsonb_build_object("
            "'id', gen_random_uuid(), 'created_at', one.created_at - interval '3 days'))).* FROM checkins_checkin one"
        )
    assert statistics_of(dirk, cast.theatre.pk, Subject.POINTS, tomorrow).newcomers == 0


def test_rewards(cast: Cast, dirk: Actor, now: Days) -> None:
    redeem(dirk, cast.drink.public_id, cast.amina_number, cast.theatre.pk)

    found = statistics_of(dirk, cast.theatre.pk, Subject.REWARDS, now)

    assert (found.number, found.amount, found.people, found.newcomers) == (1, 5, 1, 1)
    assert found.top == (("Gratis drankje aan de bar", 1),)
    assert statistics_of(dirk, cast.theatre.pk, Subject.REWARDS, now, only_social=True).number == 1


def test_tickets_of_people_and_groups(cast: Cast, dirk: Actor, now: Days) -> None:
    orders = [
        TicketOrder("cast-open-house", number, "SOCIALTARIFF", 600, "Basistarief")
        for number in (cast.amina_number, cast.chloe_number, cast.chloe_number)
    ]
    sales = sell_tickets(dirk, orders)
    cancel_ticket_sale(dirk, sales[-1].pk)

    found = statistics_of(dirk, cast.theatre.pk, Subject.TICKETS, now)

    assert (found.number, found.amount, found.people) == (2, 240, 1)


def test_passes(cast: Cast, dirk: Actor, now: Days) -> None:
    type(cast.amina).objects.filter(pk__in=[cast.amina.pk, cast.bart.pk]).update(
        registration_organizer=cast.theatre, created_at=clock.now()
    )

    found = statistics_of(dirk, cast.theatre.pk, Subject.PASSES, now)

    assert (found.number, found.people, found.newcomers) == (2, 2, 2)
    assert statistics_of(dirk, cast.theatre.pk, Subject.PASSES, now, only_social=True).number == 1


def test_a_long_period_is_told_by_month(cast: Cast, dirk: Actor, today: date) -> None:
    found = statistics_of(dirk, cast.theatre.pk, Subject.POINTS, Days(today - timedelta(days=364), today))

    assert found.is_monthly
    assert len(found.steps) in {12, 13}
    assert found.steps[-1].day == today.replace(day=1)


def test_of_another_desk_nothing_is_told(cast: Cast, dirk: Actor, now: Days) -> None:
    with pytest.raises(PermissionMissing):
        statistics_of(dirk, cast.aalst.pk, Subject.POINTS, now)


def test_a_period_must_be_one(cast: Cast, dirk: Actor, today: date) -> None:
    tomorrow = today + timedelta(days=1)
    for wrong in (Days(today, today - timedelta(days=1)), Days(tomorrow, tomorrow), Days(date(2000, 1, 1), today)):
        with pytest.raises(PeriodNotUsable):
            statistics_of(dirk, cast.theatre.pk, Subject.POINTS, wrong)


@pytest.mark.django_db
def test_months_that_are_over_get_an_index(today: date) -> None:
    last_month = today.replace(day=1) - timedelta(days=1)
    ensure_months(last_month, today)

    index_ended_months(0)
    index_ended_months(0)

    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_indexes WHERE indexname LIKE '%organizer_id_created_at'")
        indexed = {name for (name,) in cursor.fetchall()}
    assert f"checkins_checkin_{last_month:%Y_%m}" in indexed
    assert f"checkins_checkin_{today:%Y_%m}" not in indexed
