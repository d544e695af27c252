"""A number of times within a calendar period."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit, limit_of


@given(st.integers(0, 1000), st.integers(0, 1000), st.sampled_from(Period))
def test_what_is_left_is_never_below_zero(volume: int, used: int, period: Period) -> None:
    left = Limit(volume, period).remaining(used)
    assert left == max(volume - used, 0)


def test_from_when_uses_count() -> None:
    moment = datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert Limit(1, Period.WEEK).begins_at(moment) == datetime(2026, 11, 15, 23, tzinfo=UTC)


def test_empty_columns_are_no_limit() -> None:
    assert limit_of(None, "") is None
    assert limit_of(None, "DAY") is None
    assert limit_of(3, "") is None
    assert limit_of(3, "DAY") == Limit(3, Period.DAY)


@pytest.mark.parametrize("period", Period)
def test_in_words_in_every_language(period: Period) -> None:
    words = Limit(3, period).in_words().as_dict()
    assert set(words) == {"nl", "fr", "en", "de"}
    assert all("3" in text for text in words.values())


def test_in_dutch() -> None:
    assert Limit(1, Period.WEEK).in_words().nl == "1 keer per week"
    assert Limit(2, Period.ABSOLUTE).in_words().nl == "in totaal 2 keer"
