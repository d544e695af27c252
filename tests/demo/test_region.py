"""What holds for everybody in the living region, counted over all rows."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db.models import Count, F, Sum

from openpas.checkins.models import Checkin, CheckinCancellation, PointsLine
from openpas.demo.region import create_region
from openpas.events.models import Event
from openpas.events.queries import event_facts
from openpas.events.rules import EventFacts
from openpas.foundation.calendar import Period, brussels_day, period_start
from openpas.foundation.identifiers import insz_birth_date, is_insz, is_social_card, is_uitpas_number, moment_of
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card, CardSystemMembership, GroupPass, Passholder, PointsAccount
from openpas.passholders.rules import SocialTariff, SocialTariffStatus
from openpas.records.encryption import decrypt
from openpas.rewards.models import Redemption, RedemptionCancellation, Reward, WelcomeGrant
from openpas.runtime import clock
from openpas.tariffs.models import Posting, TicketSale, TicketSaleCancellation
from openpas.tariffs.rules.split import Split, apply
from tests.demo.conftest import World

PEOPLE = 500


@pytest.fixture(autouse=True, scope="module")
def region(world: World) -> Iterator[None]:
    with world(lambda: create_region(seed=7, passholders=PEOPLE, events=200)):
        yield


@pytest.fixture(scope="module")
def facts(region: None) -> dict[int, EventFacts]:
    return {event.pk: event_facts(event.public_id) for event in Event.objects.all()}


def test_as_many_as_asked() -> None:
    assert Passholder.objects.count() == PEOPLE
    assert (Organizer.objects.count(), Event.objects.count()) == (60, 200)
    assert set(Event.objects.values_list("calendar_type", flat=True)) == {"SINGLE", "MULTIPLE", "PERIODIC", "PERMANENT"}
    counts = [model.objects.count() for model in (Checkin, TicketSale, Redemption, WelcomeGrant)]
    assert min(counts) > 50


def test_every_balance_is_the_sum_of_its_lines() -> None:
    sums = dict(
        PointsLine.objects.values_list("passholder_id")
        .annotate(Sum("points"), Count("id"))
        .values_list("passholder_id", "points__sum")
    )
    lines = Counter(PointsLine.objects.values_list("passholder_id", flat=True))
    accounts = list(PointsAccount.objects.all())
    assert len(accounts) == PEOPLE
    assert all(account.points == sums.get(account.passholder_id, 0) for account in accounts)
    assert all(account.version == lines[account.passholder_id] for account in accounts)


def test_every_line_tells_the_balance_after_it_and_none_is_below_zero() -> None:
    balances: Counter[int] = Counter()
    for line in PointsLine.objects.order_by("created_at"):
        balances[line.passholder_id] += line.points
        assert line.balance_after == balances[line.passholder_id] >= 0


def test_every_line_has_its_source() -> None:
    kinds = PointsLine.Kind
    sources = {kind: set(PointsLine.objects.filter(kind=kind).values_list("source", flat=True)) for kind in kinds}
    assert sources[kinds.CHECKIN] == set(Checkin.objects.values_list("id", flat=True))
    assert sources[kinds.CHECKIN_CANCELLED] == set(CheckinCancellation.objects.values_list("checkin_id", flat=True))
    paid = Redemption.objects.filter(points__gt=0)
    assert sources[kinds.REDEMPTION] == set(paid.values_list("id", flat=True))
    back = RedemptionCancellation.objects.values_list("redemption_id", flat=True)
    assert sources[kinds.REDEMPTION_CANCELLED] == set(back)


def test_postings_sum_to_the_price_and_the_holder_pays_what_was_offered() -> None:
    for sale in TicketSale.objects.prefetch_related("postings").select_related("key"):
        posted = [one for one in sale.postings.all() if not one.is_reversal]
        assert sum(one.amount_cents for one in posted) == sale.regular_price_cents
        assert {one.payer: one.amount_cents for one in posted}.get("PASSHOLDER", 0) == sale.price_cents
        least = 0 if sale.tariff_type == "COUPON" else 1
        columns = [column for column in (sale.key.split, sale.key.split_elsewhere) if column]
        prices = [
            apply(Split.from_json(one), sale.regular_price_cents, holder_pays_at_least_cents=least).passholder_cents
            for one in columns
        ]
        assert sale.price_cents in prices


def test_reversals_are_those_of_cancelled_sales() -> None:
    cancelled = set(TicketSaleCancellation.objects.values_list("sale_id", flat=True))
    reversed_sales = dict(Posting.objects.filter(is_reversal=True).values_list("sale_id").annotate(Sum("amount_cents")))
    prices = dict(TicketSale.objects.filter(pk__in=cancelled).values_list("pk", "regular_price_cents"))
    assert reversed_sales == {sale_id: -cents for sale_id, cents in prices.items()}
    assert cancelled


def test_no_check_in_beyond_its_limit_or_outside_opening_hours(facts: dict[int, EventFacts]) -> None:
    used: Counter[tuple[int, int, datetime]] = Counter()
    for checkin in Checkin.objects.all():
        event = facts[checkin.event_id]
        assert event.calendar.is_open_at(checkin.created_at, event.margin)
        assert moment_of(checkin.id) == checkin.created_at <= clock.now()
        assert event.checkin_limit is not None
        used[checkin.passholder_id, event.id, event.checkin_limit.begins_at(checkin.created_at)] += 1
    assert set(used.values()) == {1}


def test_nobody_checks_in_before_joining() -> None:
    since = dict(Passholder.objects.values_list("pk", "created_at"))
    assert all(since[one.passholder_id] <= one.created_at for one in Checkin.objects.all())


def test_no_ticket_beyond_the_limits_of_events_and_coupons(facts: dict[int, EventFacts]) -> None:
    at_events: Counter[tuple[int, int, datetime]] = Counter()
    of_coupons: Counter[tuple[int, int, datetime]] = Counter()
    for sale in TicketSale.objects.filter(passholder__isnull=False).select_related("granted_coupon__coupon"):
        if sale.granted_coupon:
            coupon = sale.granted_coupon.coupon
            begins_at = period_start(Period(coupon.limit_period), sale.created_at)
            of_coupons[sale.granted_coupon_id or 0, coupon.limit_volume or 0, begins_at] += 1
        else:
            limit = facts[sale.event_id].ticket_limit
            assert limit is not None
            at_events[sale.passholder_id or 0, sale.event_id, limit.begins_at(sale.created_at)] += 1
    assert set(at_events.values()) == {1}
    assert all(count <= volume for (_, volume, _), count in of_coupons.items())


def test_no_group_buys_more_than_its_number_of_the_year() -> None:
    sold: Counter[tuple[int, int]] = Counter()
    for sale in TicketSale.objects.filter(group_pass__isnull=False):
        sold[sale.group_pass_id or 0, brussels_day(sale.created_at).year] += 1
    most = dict(GroupPass.objects.values_list("pk", "tickets_per_year"))
    assert sold
    assert all(count <= (most[group] or 0) for (group, _), count in sold.items())


def test_no_social_tariff_without_the_right_at_that_moment() -> None:
    granted = {
        (one.passholder_id, one.card_system_id): SocialTariff(one.social_tariff_ends_on, None, 30)
        for one in CardSystemMembership.objects.all()
    }
    for sale in TicketSale.objects.filter(tariff_type="SOCIALTARIFF", passholder__isnull=False):
        tariff = granted[sale.passholder_id or 0, sale.card_system_id]
        assert tariff.status_on(brussels_day(sale.created_at)) is SocialTariffStatus.ACTIVE


def test_no_reward_beyond_its_stock_or_limit() -> None:
    back = set(RedemptionCancellation.objects.values_list("redemption_id", flat=True))
    taken: Counter[int] = Counter()
    used: Counter[tuple[int, int, datetime]] = Counter()
    for one in Redemption.objects.select_related("reward"):
        taken[one.reward_id] += one.id not in back
        assert one.points == one.reward.points
        if one.reward.redeem_limit_volume:
            begins_at = period_start(Period(one.reward.redeem_limit_period), one.created_at)
            used[one.passholder_id, one.reward_id, begins_at] += 1
    volumes = dict(Reward.objects.values_list("pk", "redeem_limit_volume"))
    assert all(count <= (volumes[reward] or 0) for (_, reward, _), count in used.items())
    for reward in Reward.objects.filter(type="POINTS"):
        assert reward.units_taken == taken[reward.pk]
        assert not reward.max_available_units or reward.units_taken <= reward.max_available_units


def test_welcome_rewards_are_redeemed_by_whom_they_were_granted_to() -> None:
    granted = set(WelcomeGrant.objects.values_list("passholder_id", "reward_id"))
    redeemed = list(Redemption.objects.filter(points=0).values_list("passholder_id", "reward_id"))
    assert set(redeemed) <= granted
    assert len(set(redeemed)) == len(redeemed)
    assert sum(Reward.objects.filter(type="WELCOME").values_list("units_taken", flat=True)) == len(granted)


def test_every_card_number_is_valid_and_says_what_the_card_is() -> None:
    cards = list(Card.objects.all())
    assert all(is_uitpas_number(card.uitpas_number) for card in cards)
    assert all(is_social_card(card.uitpas_number) == card.is_social for card in cards)
    assert {card.status for card in cards} == {"ACTIVE", "BLOCKED", "LOCAL_STOCK"}
    assert all(card.chip_number is None or card.chip_number.startswith("04") for card in cards)


def test_every_insz_is_valid_and_holds_the_birth_date() -> None:
    people = Passholder.objects.exclude(insz_encrypted=None)
    for person in people:
        insz = decrypt(person.insz_encrypted or b"")
        assert is_insz(insz)
        assert insz_birth_date(insz) == person.date_of_birth
    assert people.count() < PEOPLE


def test_every_stage_of_life_is_there() -> None:
    today = brussels_day(clock.now())
    memberships = list(CardSystemMembership.objects.all())
    statuses = Counter(
        SocialTariff(one.social_tariff_ends_on, one.social_tariff_suspended_until, 30).status_on(today)
        for one in memberships
    )
    assert all(statuses[status] for status in SocialTariffStatus)
    social = len({one.passholder_id for one in memberships if one.social_tariff_ends_on})
    assert 35 <= 100 * social // PEOPLE <= 55
    assert Passholder.objects.exclude(country="BE").filter(postal_code="0000", municipality_nis="").exists()
    assert Passholder.objects.filter(email="").exists()
    assert Passholder.objects.annotate(n=Count("memberships")).filter(n__gt=1).exists()
    assert not Passholder.objects.filter(country="BE", municipality_nis="").exists()


def test_check_ins_keep_the_residence_of_the_person() -> None:
    homes = dict(Passholder.objects.values_list("pk", "municipality_nis"))
    assert all(one.municipality_nis == homes[one.passholder_id] for one in Checkin.objects.all())


def test_prices_are_never_higher_than_the_regular_one() -> None:
    assert not TicketSale.objects.filter(price_cents__gte=F("regular_price_cents")).exists()
