"""Jobs of settlement, done by the worker beside the web server."""

import shutil
from datetime import timedelta
from typing import Final

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from openpas.runtime import clock
from openpas.settlement import production
from openpas.settlement.models import Report
from openpas.settlement.queries.reports import file_of, folder, recent_reports
from openpas.settlement.sheets.archive import UNFINISHED

_ABANDONED_AFTER: Final = timedelta(minutes=15)


@app.task(name="settlement.make_report")
def make_report(report_id: int) -> None:
    """Make the file of a report that was asked for."""
    production.produce(report_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="settlement.resume_reports")
def resume_reports(timestamp: int) -> None:  # noqa: ARG001  the scheduler's, which tells when it was due
    """Ask again for reports that are STARTED for long: the worker that had one may have been killed.

    A report that is only slow is not made twice: reports of one organizer wait for each other.
    """
    abandoned = Report.objects.filter(
        status=Report.Status.STARTED, created_at__lt=clock.now() - _ABANDONED_AFTER
    ).values_list("pk", flat=True)
    for report_id in abandoned:
        ask_for(report_id)


@app.periodic(cron="14 1 * * *")
@app.task(name="settlement.remove_old_reports")
def remove_old_reports(timestamp: int) -> None:  # noqa: ARG001  as above
    """Delete the files of reports that are thirty days old (contract/rules.md 8-69), and what an ended worker left."""
    recent = recent_reports().values_list("pk", flat=True)
    Report.objects.exclude(pk__in=recent).exclude(named_passholder_ids=[]).update(named_passholder_ids=[])
    kept = {file_of(report_id) for report_id in recent}
    for path in folder().glob("*.zip"):
        if path not in kept:
            path.unlink(missing_ok=True)
    started = set(recent_reports().filter(status=Report.Status.STARTED).values_list("pk", flat=True))
    for path in folder().glob(f"{UNFINISHED}*"):
        if int(path.name.removeprefix(UNFINISHED).partition("-")[0]) not in started:
            shutil.rmtree(path, ignore_errors=True)


def ask_for(report_id: int) -> None:
    """Put the making of a report in the queue, unless it waits there; it counts once the transaction is committed."""
    try:
        with transaction.atomic():
            make_report.configure(queueing_lock=f"report:{report_id}").defer(report_id=report_id)
    except AlreadyEnqueued:
        return
