"""Who still fits in a family."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.foundation.calendar import age_on
from openpas.foundation.refusal import Refusal
from openpas.passholders.families.refusals import TooManyAdultsInFamily, TooManyFamilyMembers
from openpas.passholders.families.rules import FamilyLimits, require_room

TODAY = date(2026, 3, 15)
GROWN = date(1980, 1, 1)
CHILD = date(2015, 1, 1)
LIMITS = FamilyLimits()


def test_the_owner_counts() -> None:
    require_room([GROWN, *[CHILD] * 8], CHILD, LIMITS, TODAY)
    with pytest.raises(TooManyFamilyMembers) as refused:
        require_room([GROWN, *[CHILD] * 9], CHILD, LIMITS, TODAY)
    assert refused.value.end_user_message is not None
    assert "10 personen" in refused.value.end_user_message.nl


def test_two_adults() -> None:
    require_room([GROWN], GROWN, LIMITS, TODAY)
    with pytest.raises(TooManyAdultsInFamily) as refused:
        require_room([GROWN, GROWN], GROWN, LIMITS, TODAY)
    assert refused.value.end_user_message is not None
    assert "2 volwassenen" in refused.value.end_user_message.nl


@pytest.mark.parametrize(("born", "fits"), [(date(2008, 3, 15), False), (date(2008, 3, 16), True)])
def test_an_adult_is_eighteen_today(born: date, *, fits: bool) -> None:
    if fits:
        require_room([GROWN, GROWN], born, LIMITS, TODAY)
    else:
        with pytest.raises(TooManyAdultsInFamily):
            require_room([GROWN, GROWN], born, LIMITS, TODAY)


def test_a_child_that_came_of_age_closes_no_door_for_children() -> None:
    require_room([GROWN, GROWN, GROWN], CHILD, LIMITS, TODAY)


def test_a_minor_owner_leaves_room_for_two_adults() -> None:
    require_room([CHILD, GROWN], GROWN, LIMITS, TODAY)


births = st.dates(date(1930, 1, 1), TODAY)


@given(st.lists(births, min_size=1, max_size=14), births, st.integers(1, 12), st.integers(0, 4))
def test_a_family_within_its_limits_never_grows_beyond_them(
    family: list[date], newcomer: date, members: int, adults: int
) -> None:
    limits = FamilyLimits(members, adults)
    before = sum(age_on(born, TODAY) >= 18 for born in family)
    try:
        require_room(family, newcomer, limits, TODAY)
    except Refusal:
        return
    assert len(family) + 1 <= members
    after = before + (age_on(newcomer, TODAY) >= 18)
    assert after == before or after <= adults
