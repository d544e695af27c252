"""Tables that only grow refuse everything else, in every partition."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from openpas.foundation.actor import Actor, ActorKind
from openpas.records.models import AccessLine, AuditLine, OutboxMessage
from openpas.records.partitions import ensure_months
from openpas.records.service import note, note_access, publish
from openpas.records.tasks import prepare_months

pytestmark = pytest.mark.django_db
ACTOR = Actor("client:test", ActorKind.CLIENT, desk_id=7)
MOMENT = datetime(2031, 5, 20, 10, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def lines() -> None:
    with time_machine.travel(MOMENT, tick=False):
        note(ACTOR, "ticket_sale.cancel", "ticket_sale:12", reason="payment failed")
        note_access(ACTOR, [3, 4], "passes.read")
        publish("TicketSaleCancelled", {"ticket_sale_id": 12})


def partition_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT tableoid::regclass::text FROM {table}")  # noqa: S608  known tables
        return str(cursor.fetchone()[0])


def test_what_is_written_down(lines: None) -> None:
    audit = AuditLine.objects.get()
    assert (audit.actor, audit.action, audit.subject) == ("client:test", "ticket_sale.cancel", "ticket_sale:12")
    assert audit.details == {"reason": "payment failed"}
    assert audit.created_at == MOMENT.replace(microsecond=123000)
    seen = AccessLine.objects.order_by("passholder_id").values_list("passholder_id", "actor", "desk_id", "purpose")
    assert list(seen) == [(3, "client:test", 7, "passes.read"), (4, "client:test", 7, "passes.read")]
    assert OutboxMessage.objects.values_list("kind", "payload").get() == ("TicketSaleCancelled", {"ticket_sale_id": 12})


@pytest.mark.parametrize("table", ["records_auditline", "records_accessline"])
@pytest.mark.parametrize("change", ["UPDATE {} SET actor = 'nobody'", "DELETE FROM {}"])
@pytest.mark.parametrize("in_its_month", [False, True])
def test_lines_are_never_changed(table: str, change: str, in_its_month: bool) -> None:  # noqa: FBT001
    if in_its_month:
        ensure_months(MOMENT.date(), MOMENT.date())
    with time_machine.travel(MOMENT, tick=False):
        note(ACTOR, "a.b", "c:1")
        note_access(ACTOR, [3], "passes.read")
    partition = partition_of(table)
    assert partition == f"{table}_{'2031_05' if in_its_month else 'default'}"
    for name in (table, partition):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change.format(name))
    assert AuditLine.objects.get().actor == AccessLine.objects.get().actor == "client:test"


def test_months_ahead_are_made_once() -> None:
    with time_machine.travel(datetime(2031, 12, 31, 23, 30, tzinfo=UTC), tick=False):
        prepare_months()
        prepare_months()
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relname ~ '^records_auditline_203[12]_[0-9]+$' ORDER BY 1")
        made = [name[-7:] for (name,) in cursor.fetchall()]
    assert made == ["2031_12", "2032_01", "2032_02", "2032_03", "2032_04"]


def test_a_month_that_is_prepared_too_late_stays_in_the_default_partition(lines: None) -> None:
    ensure_months(MOMENT.date(), datetime(2031, 6, 1, tzinfo=UTC).date())
    assert AuditLine.objects.count() == 1
    assert partition_of("records_auditline") == "records_auditline_default"
    with time_machine.travel(datetime(2031, 6, 2, tzinfo=UTC), tick=False):
        note(ACTOR, "a.b", "c:1")
    assert AuditLine.objects.count() == 2
