"""A link opens one thing, for a short while."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from openpas.records import signed_links
from openpas.records.refusals import LinkInvalid

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
FIVE_MINUTES = timedelta(minutes=5)


def test_the_value_comes_back_until_the_time_is_over() -> None:
    with time_machine.travel(NOON, tick=False):
        token = signed_links.sign("report", "12:zip")
    with time_machine.travel(NOON + FIVE_MINUTES, tick=False):
        assert signed_links.read("report", token, FIVE_MINUTES) == "12:zip"
    with time_machine.travel(NOON + FIVE_MINUTES + timedelta(seconds=1), tick=False), pytest.raises(LinkInvalid):
        signed_links.read("report", token, FIVE_MINUTES)


def test_a_link_of_another_purpose_opens_nothing() -> None:
    with pytest.raises(LinkInvalid) as refused:
        signed_links.read("picture", signed_links.sign("report", "12"), FIVE_MINUTES)
    assert refused.value.status == 404


@pytest.mark.parametrize("made_up", ["", "12", "12:1tabcd", "12:1tabcd:signature"])
def test_a_made_up_link_opens_nothing(made_up: str) -> None:
    with pytest.raises(LinkInvalid):
        signed_links.read("report", made_up, FIVE_MINUTES)


def test_a_changed_value_opens_nothing() -> None:
    token = signed_links.sign("report", "12")
    with pytest.raises(LinkInvalid):
        signed_links.read("report", token.replace("12", "13", 1), FIVE_MINUTES)
