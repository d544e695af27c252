"""How often somebody may ask, counted in the database."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openpas.records.models import RequestCount
from openpas.records.rate_limit import Rate, seconds_to_wait
from openpas.records.tasks import forget_old_counts

pytestmark = pytest.mark.django_db
RATE = Rate("test", requests=3, seconds=60)
MOMENT = datetime(2026, 5, 1, 10, 0, 20, tzinfo=UTC)


def test_the_fourth_of_three_waits_for_the_next_window() -> None:
    with time_machine.travel(MOMENT, tick=False):
        assert [seconds_to_wait(RATE, "10.0.0.1") for _ in range(5)] == [0, 0, 0, 41, 41]
        assert seconds_to_wait(RATE, "10.0.0.2") == 0
        assert seconds_to_wait(Rate("other", 3, 60), "10.0.0.1") == 0
    with time_machine.travel(MOMENT + timedelta(seconds=41), tick=False):
        assert seconds_to_wait(RATE, "10.0.0.1") == 0


def test_one_query_and_no_address_is_kept() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        seconds_to_wait(RATE, "10.0.0.1")
    assert len(queries) == 1
    assert b"10.0.0.1" not in bytes(RequestCount.objects.get().subject)


def test_old_counts_are_forgotten() -> None:
    with time_machine.travel(MOMENT, tick=False):
        seconds_to_wait(RATE, "10.0.0.1")
        assert forget_old_counts() == 0
    with time_machine.travel(MOMENT + timedelta(days=2), tick=False):
        assert forget_old_counts() == 1
