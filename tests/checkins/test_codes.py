"""Codes: not to be guessed, found whatever their case, over when the event is."""

import re
from datetime import timedelta

import pytest
import time_machine

from openpas.checkins.codes import event_of_code, make_code
from openpas.checkins.models import CheckinCode
from openpas.checkins.refusals import CheckinCodeExpired, CheckinCodeInvalid
from openpas.checkins.tasks import forget_old_codes
from openpas.demo.cast import Cast
from openpas.events.refusals import EventNotFound

pytestmark = pytest.mark.django_db


def test_a_code_is_random_and_fits_an_address(cast: Cast) -> None:
    codes = {make_code("cast-concert").code for _ in range(20)}
    assert len(codes) == 20
    assert all(re.fullmatch(r"[a-z0-9]{16}", code) for code in codes)


def test_a_code_leads_to_its_event_until_nothing_can_be_saved_there(cast: Cast) -> None:
    made = make_code("CAST-CONCERT")
    assert event_of_code(f" {made.code.upper()} ") == cast.concert
    assert cast.concert.ends_at is not None
    closes_at = cast.concert.ends_at + timedelta(hours=5)
    assert made.expires_at == closes_at
    with time_machine.travel(closes_at, tick=False):
        assert event_of_code(made.code) == cast.concert
    with time_machine.travel(closes_at + timedelta(seconds=1), tick=False), pytest.raises(CheckinCodeExpired):
        event_of_code(made.code)


def test_a_code_of_a_permanent_event_stays(cast: Cast) -> None:
    made = make_code("cast-open-house")
    assert made.expires_at is None
    with time_machine.travel("2090-01-01", tick=False):
        assert event_of_code(made.code) == cast.open_house


def test_a_code_is_forgotten_a_month_after_its_event(cast: Cast) -> None:
    made, kept = make_code("cast-concert"), make_code("cast-open-house")
    assert made.expires_at is not None
    with time_machine.travel(made.expires_at + timedelta(days=31), tick=False):
        assert forget_old_codes() == 0
    with time_machine.travel(made.expires_at + timedelta(days=31, seconds=1), tick=False):
        assert forget_old_codes() == 1
    assert CheckinCode.objects.get() == kept


def test_a_code_that_nobody_made(cast: Cast) -> None:
    make_code("cast-concert")
    with pytest.raises(CheckinCodeInvalid):
        event_of_code("abcde123546")
    with pytest.raises(EventNotFound):
        make_code("nowhere")
