"""Jobs that ask again for what was abandoned, and remove what is old."""

from datetime import timedelta

import pytest
import time_machine
from procrastinate.contrib.django.models import ProcrastinateJob

from openpas.demo.cast import Cast
from openpas.settlement.models import Report
from openpas.settlement.queries.reports import file_of, folder
from openpas.settlement.service import start_report
from openpas.settlement.sheets.archive import UNFINISHED
from openpas.settlement.tasks import remove_old_reports, resume_reports
from tests.settlement.ledger import FIRST_QUARTER, at, bookkeeper, reported, sell

pytestmark = pytest.mark.django_db

ASKED_AT = at("2026-04-02 08:30")


def waiting() -> list[object]:
    return [job.args for job in ProcrastinateJob.objects.filter(status="todo")]


def asked(cast: Cast) -> Report:
    with time_machine.travel(ASKED_AT, tick=False):
        return start_report(bookkeeper(cast.theatre.pk), "cast-theatre", FIRST_QUARTER)


def test_a_report_waits_in_the_queue(cast: Cast) -> None:
    report = asked(cast)
    assert waiting() == [{"report_id": report.pk}]


@pytest.mark.parametrize(("minutes", "again"), [(15, 0), (16, 1)])
def test_what_was_abandoned_is_asked_for_again_once(cast: Cast, minutes: int, again: int) -> None:
    report = asked(cast)
    ProcrastinateJob.objects.all()._raw_delete("default")
    with time_machine.travel(ASKED_AT + timedelta(minutes=minutes), tick=False):
        resume_reports(0)
        resume_reports(0)
    assert waiting() == [{"report_id": report.pk}] * again


def test_files_go_after_thirty_days_and_rows_stay(cast: Cast) -> None:
    sell(cast, "2026-02-10 10:00")
    old, young = reported(cast, FIRST_QUARTER, "2026-04-02 08:30"), reported(cast, FIRST_QUARTER, "2026-04-02 08:31")
    left = folder() / f"{UNFINISHED}{old.pk}-abc"
    left.mkdir()
    with time_machine.travel(old.created_at + timedelta(days=30), tick=False):
        remove_old_reports(0)
    assert (file_of(old.pk).exists(), file_of(young.pk).exists(), left.exists()) == (False, True, False)
    assert Report.objects.count() == 2
