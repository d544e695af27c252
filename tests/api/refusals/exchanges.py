"""Refused when points are exchanged, and when rewards are made."""

from functools import partial
from typing import Any

from openpas.rewards.models import Reward
from tests.api.answers import told
from tests.api.refusals.scenario import Ask, World, refused


@refused("uitpas/invalid-uitpas-number")
def a_number_with_a_wrong_check_digit(world: World) -> Ask:
    return world.redeem("0900000100018")


@refused("uitpas/reward-not-found", 404)
def a_reward_that_is_not_there(world: World) -> Ask:
    return partial(world.desk.get, "/rewards/nothing")


@refused("uitpas/reward-invalid-redeem-type")
def a_drink_from_home(world: World) -> Ask:
    body = {"rewardId": "cast-drink", "uitpasNumber": world.cast.amina_number}
    return partial(world.person(world.cast.amina).send, "POST", "/rewards/redeemed", body)


@refused("uitpas/reward-passholder-points-constraint")
def too_few_points(world: World) -> Ask:
    return _redeeming_what_is(world, points=13)


@refused("uitpas/reward-passholder-volume-constraint")
def a_second_one_today(world: World) -> Ask:
    ask = _redeeming_what_is(world, redeem_limit_volume=1, redeem_limit_period="DAY")
    assert ask().status_code == 201
    return ask


@refused("uitpas/reward-passholder-no-applicable-cardsystems")
def for_people_of_another_city(world: World) -> Ask:
    return _redeeming_what_is(world, cities=["41002"])


@refused("uitpas/reward-period-constraint")
def a_reward_of_years_ago(world: World) -> Ask:
    return _redeeming_what_is(world, redeem_ends_at="2020-01-01T00:00:00Z")


@refused("uitpas/reward-volume-constraint")
def all_are_gone(world: World) -> Ask:
    return _redeeming_what_is(world, max_available_units=1, units_taken=1)


@refused("uitpas/reward-not-editable")
def another_price_for_what_was_taken(world: World) -> Ask:
    assert world.redeem(world.cast.amina_number)().status_code == 201
    reward = told(world.admin.get("/rewards/cast-drink"))
    return partial(world.admin.send, "PUT", "/rewards/cast-drink", {**reward, "points": 6})


def _redeeming_what_is(world: World, **columns: Any) -> Ask:
    Reward.objects.filter(pk=world.cast.drink.pk).update(**columns)
    return world.redeem(world.cast.amina_number)
