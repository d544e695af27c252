"""Real threads on PostgreSQL: two desks, one last reward; one person, two rewards; cancel beside redeem."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import Sum

from openpas.checkins.models import PointsLine
from openpas.demo.cast import Cast, create_cast
from openpas.foundation.actor import Actor
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import PointsAccount
from openpas.rewards import refusals
from openpas.rewards.models import Redemption, RedemptionCancellation, Reward, RewardCode
from openpas.rewards.service import cancel_redemption, grant_welcome_rewards, redeem
from tests.rewards.conftest import actor_for

pytestmark = pytest.mark.django_db(transaction=True)

Work = Callable[[], object]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return create_cast()


def at_once(*works: Work) -> list[object]:
    """What each gave, or the kind of refusal, when all begin at the same moment in threads of their own."""
    gate = Barrier(len(works))

    def run(work: Work) -> object:
        try:
            gate.wait()
            return work()
        except Refusal as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def in_force() -> int:
    return Redemption.objects.filter(cancellation=None).count()


def require_sums(cast: Cast) -> None:
    """Every balance is the sum of its lines, and no reward gave more than it has."""
    for account in PointsAccount.objects.all():
        lines = PointsLine.objects.filter(passholder_id=account.passholder_id)
        assert account.points == (lines.aggregate(total=Sum("points"))["total"] or 0)
        assert account.points >= 0
    drink = Reward.objects.get(pk=cast.drink.pk)
    assert drink.units_taken == Redemption.objects.filter(reward=drink, cancellation=None).count()


def test_two_desks_and_one_last_reward_give_one(cast: Cast) -> None:
    Reward.objects.update(max_available_units=1, points=3)
    desk: Actor = actor_for(cast.theatre.pk)

    answers = at_once(
        *(
            lambda number=number: redeem(desk, "cast-drink", number)
            for number in (cast.amina_number, cast.bart_number) * 4
        )
    )

    assert answers.count(refusals.RewardVolumeReached) == 7
    assert in_force() == 1
    require_sums(cast)


def test_one_last_code_goes_to_one(cast: Cast) -> None:
    Reward.objects.update(points=3)
    RewardCode.objects.create(reward=cast.drink, code="LAST")
    desk = actor_for(cast.theatre.pk)

    answers = at_once(
        lambda: redeem(desk, "cast-drink", cast.amina_number), lambda: redeem(desk, "cast-drink", cast.bart_number)
    )

    assert answers.count(refusals.RewardVolumeReached) == 1
    assert [redemption.code for redemption in Redemption.objects.all()] == ["LAST"]


def test_points_for_one_buy_one_of_two_rewards(cast: Cast) -> None:
    Reward.objects.update(type="POINTS", points=12, redeem_limit_volume=None)
    desk = actor_for(cast.theatre.pk)

    answers = at_once(
        *(
            lambda reward=reward: redeem(desk, reward, cast.amina_number)
            for reward in ("cast-drink", "cast-welcome") * 3
        )
    )

    assert answers.count(refusals.NotEnoughPoints) == 5
    assert in_force() == 1
    assert PointsAccount.objects.get(passholder=cast.amina).points == 0
    require_sums(cast)


def test_a_redemption_is_cancelled_once(cast: Cast) -> None:
    desk = actor_for(cast.theatre.pk)
    redemption = redeem(desk, "cast-drink", cast.amina_number)

    answers = at_once(*(lambda: cancel_redemption(desk, redemption.pk) for _ in range(6)))

    assert answers.count(refusals.RedemptionNotFound) == 5
    assert RedemptionCancellation.objects.count() == 1
    require_sums(cast)


def test_cancelling_beside_redeeming_exceeds_neither_stock_nor_limit(cast: Cast) -> None:
    Reward.objects.update(
        max_available_units=2, points=1, redeem_limit_volume=1, redeem_limit_period="ABSOLUTE", units_taken=0
    )
    desk = actor_for(cast.theatre.pk)

    def again_and_again(number: str) -> None:
        for _ in range(5):
            try:
                cancel_redemption(desk, redeem(desk, "cast-drink", number).pk)
                redemption = redeem(desk, "cast-drink", number)
            except Refusal:
                continue
            for person in (cast.amina, cast.bart):
                held = Redemption.objects.filter(passholder=person, reward=cast.drink, cancellation=None)
                assert held.count() <= 1
            cancel_redemption(desk, redemption.pk)

    works = [lambda number=number: again_and_again(number) for number in (cast.amina_number, cast.bart_number) * 3]
    at_once(*works)

    assert in_force() == 0
    require_sums(cast)
    assert PointsAccount.objects.get(passholder=cast.amina).points == 12


def test_somebody_who_joins_twice_at_once_gets_a_welcome_reward_once(cast: Cast) -> None:
    given = at_once(*(lambda: grant_welcome_rewards(cast.amina.pk, cast.gent.pk) for _ in range(4)))

    assert sorted(len(rewards) for rewards in given if isinstance(rewards, list)) == [0, 0, 0, 1]
    assert Reward.objects.get(pk=cast.welcome.pk).units_taken == 1
