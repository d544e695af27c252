"""The life of a social tariff, memberships that count, and cards that can be used."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from openpas.passholders.refusals import (
    InvalidCard,
    InvalidCardStatus,
    InvalidSocialTariffEnd,
    NoActiveCardSystems,
    PassholderBlocked,
)
from openpas.passholders.rules import (
    Holder,
    Membership,
    SocialTariff,
    SocialTariffStatus,
    require_points_pass,
    require_social_tariff_end,
    require_usable_card,
)

ENDS_ON = date(2027, 4, 30)
NOON = datetime(2027, 4, 1, 10, tzinfo=UTC)
GENT = Membership(5, is_blocked=False, social_tariff=SocialTariff(ENDS_ON, grace_days=30))
DENDER = Membership(1, is_blocked=False, social_tariff=SocialTariff(None))
AMINA = Holder(
    uitpas_number="0900000100017",
    card_status="ACTIVE",
    passholder_id=1,
    group_pass_id=None,
    is_blocked=False,
    municipality_nis="44021",
    memberships=(GENT,),
)
GROUP = replace(AMINA, passholder_id=None, group_pass_id=1)


@pytest.mark.parametrize(
    ("day", "status", "in_grace"),
    [
        (date(2026, 1, 1), "ACTIVE", False),
        (date(2027, 4, 30), "ACTIVE", False),
        (date(2027, 5, 1), "ACTIVE", True),
        (date(2027, 5, 30), "ACTIVE", True),
        (date(2027, 5, 31), "EXPIRED", False),
        (date(2030, 1, 1), "EXPIRED", False),
    ],
)
def test_active_then_grace_then_expired(day: date, status: str, in_grace: bool) -> None:  # noqa: FBT001
    tariff = SocialTariff(ENDS_ON, grace_days=30)
    assert (tariff.status_on(day), tariff.in_grace_on(day)) == (status, in_grace)


def test_without_grace_days_it_expires_the_next_day() -> None:
    assert SocialTariff(ENDS_ON).status_on(date(2027, 5, 1)) == "EXPIRED"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2027, 3, 31), "SUSPENDED"),
        (date(2027, 4, 1), "SUSPENDED"),
        (date(2027, 4, 2), "ACTIVE"),
        (date(2027, 6, 1), "EXPIRED"),
    ],
)
def test_suspended_up_to_and_with_a_day(day: date, status: str) -> None:
    tariff = SocialTariff(ENDS_ON, suspended_until=date(2027, 4, 1), grace_days=30)
    assert tariff.status_on(day) == status


def test_a_suspension_does_not_hide_that_it_is_over() -> None:
    tariff = SocialTariff(ENDS_ON, suspended_until=date(2028, 1, 1), grace_days=30)
    assert tariff.status_on(date(2027, 5, 20)) == "SUSPENDED"
    assert not tariff.in_grace_on(date(2027, 5, 20))
    assert tariff.status_on(date(2027, 5, 31)) == "EXPIRED"


def test_never_granted_is_none_whatever_else() -> None:
    tariff = SocialTariff(None, suspended_until=date(2028, 1, 1), grace_days=30)
    assert tariff.status_on(date(2027, 5, 20)) == "NONE"


@pytest.mark.parametrize(
    ("ends_on", "is_good"),
    [
        (date(2026, 11, 22), False),
        (date(2026, 11, 23), True),
        (date(2027, 4, 30), True),
        (date(2027, 12, 31), True),
        (date(2028, 1, 1), False),
    ],
)
def test_a_social_tariff_ends_next_year_at_the_latest(ends_on: date, is_good: bool) -> None:  # noqa: FBT001
    today = date(2026, 11, 22)
    if is_good:
        require_social_tariff_end(ends_on, today)
        return
    with pytest.raises(InvalidSocialTariffEnd):
        require_social_tariff_end(ends_on, today)


def test_a_membership_counts_unless_blocked_or_expired() -> None:
    assert GENT.is_usable_on(date(2027, 5, 30))
    assert not GENT.is_usable_on(date(2027, 5, 31))
    assert not replace(DENDER, is_blocked=True).is_usable_on(date(2027, 5, 31))
    assert DENDER.is_usable_on(date(2050, 1, 1))


def test_each_region_has_its_own_status() -> None:
    suspended = Membership(3, is_blocked=False, social_tariff=SocialTariff(ENDS_ON, date(2027, 4, 2)))
    expired = Membership(7, is_blocked=False, social_tariff=SocialTariff(date(2026, 4, 30)))
    blocked = Membership(8, is_blocked=True, social_tariff=SocialTariff(ENDS_ON))
    holder = replace(AMINA, memberships=(GENT, DENDER, suspended, expired, blocked))
    day = date(2027, 4, 1)
    assert {status: set(holder.social_tariff_in(status, day)) for status in SocialTariffStatus} == {
        "ACTIVE": {5},
        "NONE": {1},
        "SUSPENDED": {3},
        "EXPIRED": {7},
    }
    assert [membership.card_system_id for membership in holder.usable_memberships(day)] == [5, 1, 3]


@pytest.mark.parametrize("status", ["PROVISIONED", "LOCAL_STOCK", "BLOCKED", "DELETED"])
def test_only_an_active_card_can_be_used(status: str) -> None:
    with pytest.raises(InvalidCardStatus):
        require_usable_card(replace(AMINA, card_status=status))


def test_a_blocked_person_can_use_nothing() -> None:
    with pytest.raises(PassholderBlocked):
        require_usable_card(replace(AMINA, is_blocked=True))


def test_who_can_save_points() -> None:
    require_points_pass(AMINA, NOON)
    with pytest.raises(InvalidCard):
        require_points_pass(GROUP, NOON)
    with pytest.raises(NoActiveCardSystems):
        require_points_pass(AMINA, datetime(2027, 5, 30, 22, tzinfo=UTC))
    require_points_pass(AMINA, datetime(2027, 5, 30, 21, 59, tzinfo=UTC))
    require_points_pass(replace(AMINA, memberships=(GENT, DENDER)), datetime(2030, 1, 1, tzinfo=UTC))
