"""The rule alone: every reason, in its order, and what a period, a stock and a limit mean to the second."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.passholders.rules import Holder, Membership, SocialTariff
from openpas.rewards import refusals
from openpas.rewards.refusals import RedeemReason, RedeemRefused
from openpas.rewards.rules.redeeming import (
    History,
    RewardTerms,
    Span,
    is_grantable,
    is_last_chance,
    refusal_to_redeem,
    require_person,
    require_redeemable,
)

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
GENT, DENDER = 5, 1
GHENT_NIS, AALST_NIS = "44021", "41002"
ALWAYS = Span(datetime(2026, 1, 1, tzinfo=UTC))
TERMS = RewardTerms(1, is_welcome=False, is_active=True, points=5, redeem_period=ALWAYS, granting_period=ALWAYS)
WELCOME = replace(TERMS, is_welcome=True, points=0)
GRANTED = History(is_granted=True)


def member_of(card_system_id: int, *, ends_on: date | None = None, is_blocked: bool = False) -> Membership:
    return Membership(card_system_id, is_blocked, SocialTariff(ends_on))


HOLDER = Holder(
    uitpas_number="0900000100017",
    card_status="ACTIVE",
    passholder_id=1,
    group_pass_id=None,
    is_blocked=False,
    municipality_nis=GHENT_NIS,
    memberships=(member_of(GENT),),
    points=5,
)
REFUSED = [
    (TERMS, replace(HOLDER, group_pass_id=9, passholder_id=None), refusals.GroupPassCannotRedeem),
    (TERMS, replace(HOLDER, card_status="BLOCKED"), refusals.CardCannotRedeem),
    (TERMS, replace(HOLDER, card_status="LOCAL_STOCK", passholder_id=None), refusals.CardCannotRedeem),
    (TERMS, replace(HOLDER, is_blocked=True), refusals.PersonCannotRedeem),
    (TERMS, replace(HOLDER, memberships=(member_of(GENT, is_blocked=True),)), refusals.NoActiveCardSystem),
    (TERMS, replace(HOLDER, memberships=(member_of(GENT, ends_on=date(2026, 1, 1)),)), refusals.NoActiveCardSystem),
    (replace(TERMS, card_system_ids=frozenset({DENDER})), HOLDER, refusals.NoApplicableCardSystem),
    (replace(TERMS, municipalities=frozenset({AALST_NIS})), HOLDER, refusals.NotAResident),
    (replace(TERMS, is_active=False), HOLDER, refusals.RewardNotOffered),
    (replace(TERMS, redeem_period=Span(NOW + timedelta(seconds=1))), HOLDER, refusals.RewardPeriodNotBegun),
    (
        replace(TERMS, redeem_period=Span(ALWAYS.begins_at, NOW - timedelta(seconds=1))),
        HOLDER,
        refusals.RewardPeriodOver,
    ),
    (replace(TERMS, max_available_units=3, units_taken=3), HOLDER, refusals.RewardVolumeReached),
    (replace(TERMS, is_out_of_codes=True), HOLDER, refusals.RewardVolumeReached),
    (WELCOME, HOLDER, refusals.WelcomeRewardNotGranted),
    (TERMS, replace(HOLDER, points=4), refusals.NotEnoughPoints),
    (TERMS, replace(HOLDER, points=-3), refusals.NotEnoughPoints),
]


@pytest.mark.parametrize(("terms", "holder", "expected"), REFUSED)
def test_every_reason_to_refuse(terms: RewardTerms, holder: Holder, expected: type[RedeemRefused]) -> None:
    refusal = refusal_to_redeem(terms, holder, History(), NOW)

    assert type(refusal) is expected
    assert refusal is not None
    assert refusal.end_user_message is not None
    assert set(refusal.end_user_message.as_dict()) == {"nl", "fr", "en", "de"}


def test_who_meets_everything_may_redeem() -> None:
    assert refusal_to_redeem(TERMS, HOLDER, History(), NOW) is None
    assert refusal_to_redeem(WELCOME, replace(HOLDER, points=0), GRANTED, NOW) is None
    assert require_person(HOLDER, NOW) == 1


def test_reasons_and_problem_types_are_one_to_one() -> None:
    pairs = {
        (kind.reason, kind.type)
        for kind in vars(refusals).values()
        if isinstance(kind, type) and issubclass(kind, RedeemRefused) and kind is not RedeemRefused
    }

    assert pairs == {
        (RedeemReason.INVALID_CARD, "uitpas/invalid-card"),
        (RedeemReason.PASSHOLDER_NO_ACTIVE_CARDSYSTEM, "uitpas/passholder-no-active-cardsystems"),
        (RedeemReason.PASSHOLDER_APPLICABLE_CARDSYSTEMS, "uitpas/reward-passholder-no-applicable-cardsystems"),
        (RedeemReason.REWARD_PERIOD, "uitpas/reward-period-constraint"),
        (RedeemReason.REWARD_VOLUME, "uitpas/reward-volume-constraint"),
        (RedeemReason.PASSHOLDER_VOLUME, "uitpas/reward-passholder-volume-constraint"),
        (RedeemReason.PASSHOLDER_POINTS, "uitpas/reward-passholder-points-constraint"),
    }


def test_the_first_reason_in_the_published_order_is_told() -> None:
    """Everything is wrong; one thing after the other is set right."""
    terms = replace(
        TERMS,
        is_active=False,
        card_system_ids=frozenset({DENDER}),
        municipalities=frozenset({AALST_NIS}),
        max_available_units=1,
        units_taken=1,
        limit=Limit(1, Period.DAY),
    )
    holder = replace(HOLDER, card_status="BLOCKED", is_blocked=True, memberships=(), points=0)
    told = []
    repairs: tuple[dict[str, Any], ...] = (
        {},
        {"card_status": "ACTIVE"},
        {"is_blocked": False},
        {"memberships": (member_of(GENT),)},
    )
    for repair in repairs:
        holder = replace(holder, **repair)
        told.append(type(refusal_to_redeem(terms, holder, History(redeemed_at=[NOW]), NOW)))
    history = History(redeemed_at=[NOW])
    changes: tuple[dict[str, Any], ...] = (
        {"card_system_ids": None},
        {"municipalities": frozenset()},
        {"is_active": True},
        {"units_taken": 0},
        {"limit": None},
    )
    for change in changes:
        terms = replace(terms, **change)
        told.append(type(refusal_to_redeem(terms, holder, history, NOW)))

    assert told == [
        refusals.CardCannotRedeem,
        refusals.PersonCannotRedeem,
        refusals.NoActiveCardSystem,
        refusals.NoApplicableCardSystem,
        refusals.NotAResident,
        refusals.RewardNotOffered,
        refusals.RewardVolumeReached,
        refusals.RewardLimitReached,
        refusals.NotEnoughPoints,
    ]


def test_the_words_say_how_many_points_are_missing() -> None:
    def words(points: int) -> str:
        refusal = refusal_to_redeem(TERMS, replace(HOLDER, points=points), History(), NOW)
        assert refusal is not None
        assert refusal.end_user_message is not None
        return refusal.end_user_message.nl

    sorry = "Jammer, je hebt nog niet genoeg punten om dit voordeel om te ruilen."
    assert words(2) == f"{sorry} Spaar er nog 3 punten bij."
    assert words(4) == f"{sorry} Spaar er nog 1 punt bij."


def test_a_period_includes_its_first_moment_and_its_last_second() -> None:
    period = Span(datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 6, 10, 21, 59, 59, tzinfo=UTC))

    assert period.contains(datetime(2026, 6, 1, tzinfo=UTC))
    assert not period.contains(datetime(2026, 5, 31, 23, 59, 59, 999999, tzinfo=UTC))
    assert period.contains(datetime(2026, 6, 10, 21, 59, 59, 999999, tzinfo=UTC))
    assert not period.contains(datetime(2026, 6, 10, 22, tzinfo=UTC))


@pytest.mark.parametrize("units", [None, 0])
def test_no_maximum_and_zero_mean_unlimited(units: int | None) -> None:
    terms = replace(TERMS, max_available_units=units, units_taken=1_000_000)

    assert refusal_to_redeem(terms, HOLDER, History(), NOW) is None


def test_a_limit_counts_within_its_calendar_period_in_brussels() -> None:
    """Week 24 began on Monday 8 June 2026, 00:00 in Brussels, which is 22:00 on Sunday in UTC."""
    terms = replace(TERMS, limit=Limit(1, Period.WEEK))
    sunday = datetime(2026, 6, 7, 21, 59, 59, tzinfo=UTC)

    assert refusal_to_redeem(terms, HOLDER, History(redeemed_at=[sunday]), NOW) is None
    with pytest.raises(refusals.RewardLimitReached) as caught:
        require_redeemable(terms, HOLDER, History(redeemed_at=[sunday + timedelta(seconds=1)]), NOW)
    assert caught.value.end_user_message is not None
    assert "1 keer per week" in caught.value.end_user_message.nl


def test_a_welcome_reward_is_redeemed_once_even_years_later() -> None:
    long_ago = History(is_granted=True, redeemed_at=[NOW - timedelta(days=1000)])
    generous = replace(WELCOME, limit=Limit(10, Period.DAY))

    assert type(refusal_to_redeem(generous, HOLDER, long_ago, NOW)) is refusals.RewardLimitReached


def test_a_granted_welcome_reward_is_redeemed_though_all_units_are_granted() -> None:
    assert refusal_to_redeem(replace(WELCOME, max_available_units=1, units_taken=1), HOLDER, GRANTED, NOW) is None


def test_who_joins_gets_a_welcome_reward_that_is_being_granted() -> None:
    assert is_grantable(WELCOME, GENT, GHENT_NIS, NOW)
    for other in (
        TERMS,
        replace(WELCOME, is_active=False),
        replace(WELCOME, granting_period=Span(NOW + timedelta(days=1))),
        replace(WELCOME, card_system_ids=frozenset({DENDER})),
        replace(WELCOME, municipalities=frozenset({AALST_NIS})),
        replace(WELCOME, max_available_units=1, units_taken=1),
    ):
        assert not is_grantable(other, GENT, GHENT_NIS, NOW)


@pytest.mark.parametrize(
    ("ends_at", "expected"),
    [
        (None, False),
        (NOW - timedelta(seconds=1), False),
        (NOW, True),
        (NOW + timedelta(days=30), True),
        (NOW + timedelta(days=30, seconds=1), False),
    ],
)
def test_last_chance_is_within_thirty_days_of_the_end(ends_at: datetime | None, expected: bool) -> None:  # noqa: FBT001
    assert is_last_chance(Span(ALWAYS.begins_at, ends_at), NOW) is expected


@given(price=st.integers(0, 50), points=st.integers(-50, 100), volume=st.integers(1, 5), used=st.integers(0, 8))
def test_whoever_may_redeem_can_pay_and_stays_within_the_limit(price: int, points: int, volume: int, used: int) -> None:
    terms = replace(TERMS, points=price, limit=Limit(volume, Period.ABSOLUTE))
    refusal = refusal_to_redeem(terms, replace(HOLDER, points=points), History(redeemed_at=[NOW] * used), NOW)

    assert (refusal is None) == (points >= price and used < volume)
