"""Who looked is kept for years, read by the person in one query, and goes by whole months."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from threading import Event, Thread

import pytest
import time_machine
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.records.models import AccessLine
from openpas.records.partitions import drop_months, ensure_months
from openpas.records.queries import Access, accesses_of
from openpas.records.service import note_access
from openpas.records.tasks import forget_old_accesses

CLERK = Actor("user:12", ActorKind.STAFF, desk_id=7)
TABLE = "records_accessline"


def looked(moment: datetime, passholder_id: int = 1, actor: Actor = CLERK, purpose: str = "passes.read") -> None:
    with time_machine.travel(moment, tick=False):
        note_access(actor, [passholder_id], purpose)


def months() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass", [TABLE])
        return sorted(name.removeprefix(f"{TABLE}_") for (name,) in cursor.fetchall())


def test_newest_first_and_only_ones_own(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ensure_months(date(2026, 3, 1), date(2026, 5, 1))
    moments = [datetime(2026, month, 4, 12, tzinfo=UTC) for month in (3, 4, 5)]
    for moment in moments:
        looked(moment)
        looked(moment, passholder_id=2)
    with django_assert_num_queries(1):
        assert accesses_of(1, limit=2) == [
            Access(moments[2], "user:12", 7, "passes.read"),
            Access(moments[1], "user:12", 7, "passes.read"),
        ]
    assert accesses_of(1, start=2) == [Access(moments[0], "user:12", 7, "passes.read")]
    assert accesses_of(3) == []


@pytest.mark.parametrize(("organizer_ids", "desk_id"), [((), None), ((7,), 7), ((7, 8), None)])
def test_a_caller_of_the_api_is_at_its_only_desk(db: None, organizer_ids: tuple[int, ...], desk_id: int | None) -> None:
    rights = {organizer_id: {Permission.PASSES_READ: frozenset[int]()} for organizer_id in organizer_ids}
    note_access(Actor("client:x", ActorKind.CLIENT, rights), [1], "passes.read")
    assert AccessLine.objects.get().desk_id == desk_id


def test_months_go_when_their_time_is_over(db: None, settings: Settings) -> None:
    for month in (1, 2, 3):
        ensure_months(date(2026, month, 1), date(2026, month, 1))
        looked(datetime(2026, month, 15, tzinfo=UTC))
    settings.OPENPAS_ACCESS_MONTHS = 2
    with time_machine.travel(datetime(2026, 3, 31, 12, tzinfo=UTC), tick=False):
        assert forget_old_accesses() == []
    with time_machine.travel(datetime(2026, 4, 1, 12, tzinfo=UTC), tick=False):
        assert forget_old_accesses() == [f"{TABLE}_2026_01"]
        assert forget_old_accesses() == []
    assert [access.looked_at.month for access in accesses_of(1)] == [3, 2]
    assert {"2026_02", "2026_03", "default"} <= set(months())


def test_everything_is_kept_where_that_is_wanted(db: None, settings: Settings) -> None:
    ensure_months(date(2016, 1, 1), date(2016, 1, 1))
    settings.OPENPAS_ACCESS_MONTHS = 0
    with time_machine.travel(datetime(2026, 4, 1, 12, tzinfo=UTC), tick=False):
        assert forget_old_accesses() == []
    settings.OPENPAS_ACCESS_MONTHS = 120
    with time_machine.travel(datetime(2026, 1, 31, 12, tzinfo=UTC), tick=False):
        assert forget_old_accesses() == []
    with time_machine.travel(datetime(2026, 2, 1, 12, tzinfo=UTC), tick=False):
        assert forget_old_accesses() == [f"{TABLE}_2016_01"]


@pytest.fixture
def somebody_writes(transactional_db: None) -> Iterator[None]:
    """An open transaction of somebody else that has written to the log."""
    ensure_months(date(2026, 1, 1), date(2026, 1, 1))
    written, go_on = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            looked(datetime(2026, 1, 15, tzinfo=UTC))
            written.set()
            go_on.wait(30)
        connection.close()

    writer = Thread(target=write)
    writer.start()
    assert written.wait(30)
    yield
    go_on.set()
    writer.join()


def test_a_month_in_use_is_left_for_another_night(somebody_writes: None) -> None:
    assert drop_months(TABLE, date(2026, 4, 1)) == []
    assert "2026_01" in months()
