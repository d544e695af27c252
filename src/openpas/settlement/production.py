"""Make the file of a report: read the claims, decide which stand in it, write the sheets, remember what was told."""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from django.db import connection, transaction

from openpas.foundation.actor import Actor, ActorKind
from openpas.identity.staff.desks import shows_names_in_reports
from openpas.organizers.models import Organizer
from openpas.records.service import note_access, publish
from openpas.runtime import clock
from openpas.settlement.models import NamesInReports, Report, ReportTotal, ToldCancellation
from openpas.settlement.queries.claims import claims
from openpas.settlement.queries.reports import books_for, file_of, folder
from openpas.settlement.rules.books import Books, Sign
from openpas.settlement.rules.governments import Government
from openpas.settlement.rules.lines import Claim, Line
from openpas.settlement.rules.periods import ReportPeriod
from openpas.settlement.sheets.archive import Heading, archive

UNEXPECTED: Final = "Het financieel overzicht kon niet gemaakt worden. Vraag het opnieuw aan."

_log: Final = logging.getLogger(__name__)
_ROWS_AT_ONCE: Final = 1_000


class Outcome(StrEnum):
    """What becomes of a report: READY has a file, NOTHING has none because nobody owes anything."""

    BEING_MADE = "BEING_MADE"
    READY = "READY"
    NOTHING = "NOTHING"
    FAILED = "FAILED"


class NothingToClaim(Exception):
    """No government owes anything for the period."""


def produce(report_id: int) -> None:
    """Carry a STARTED report to AVAILABLE or FAILED; a report with another status is left alone.

    What goes wrong is logged and told with the report. The reports of one organizer are made one after the other, since
    each builds on what the earlier ones told.
    """
    try:
        _produce(report_id)
    except NothingToClaim:
        started = Report.objects.get(pk=report_id)
        _fail(report_id, nothing_for(started.period))
    except Exception:  # noqa: BLE001  whatever it was, who waits for the report must hear
        _log.exception("report failed", extra={"fields": {"report": report_id}})
        _fail(report_id, UNEXPECTED)


def nothing_for(period: ReportPeriod) -> str:
    """What an empty period is told with (contract: the example of O63)."""
    return f"Geen financieel overzicht beschikbaar voor periode {period.starts_on:%Y/%m/%d} - {period.ends_on:%Y/%m/%d}"


def outcome_of(report: Report) -> Outcome:
    """What became of a report, as a person wants to know it."""
    match report.status:
        case Report.Status.STARTED:
            return Outcome.BEING_MADE
        case Report.Status.AVAILABLE:
            return Outcome.READY
    return Outcome.NOTHING if report.message == nothing_for(report.period) else Outcome.FAILED


@transaction.atomic
def _produce(report_id: int) -> None:
    report = Report.objects.select_related("organizer").get(pk=report_id)
    _alone_with(report.organizer)
    report.refresh_from_db()
    if report.status != Report.Status.STARTED:
        return
    read_at = clock.now()
    heading = Heading(report.organizer.name, read_at, has_names=_has_names(report.organizer))
    told = _Told()
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    with (
        archive(file_of(report.pk), heading) as sheets,
        claims(report.organizer_id, report.period, read_at) as found,
    ):
        for line in _lines(books_for(report), found):
            sheets.add(line)
            told.remember(line, with_names=heading.has_names)
        if not told.lines:
            raise NothingToClaim
    _remember(report, told)
    report.status, report.read_at, report.file_name = Report.Status.AVAILABLE, read_at, heading.archive_name
    report.named_passholder_ids = sorted(told.passholder_ids)
    report.save(update_fields=["status", "read_at", "file_name", "named_passholder_ids"])
    publish("FinancialReportMade", {"report_id": report.pk, "organizer_id": report.organizer_id, "lines": told.lines})


def _lines(books: Books, found: Iterator[Claim]) -> Iterator[Line]:
    for claim in found:
        for sign in books.lines_for(claim.sold_at, claim.cancellation):
            yield Line(claim, sign)


@dataclass(slots=True)
class _Told:
    """What the lines of a report told: how many and how much of whom, which cancellations, and whose names."""

    lines: int = 0
    lines_of: Counter[Government] = field(default_factory=Counter)
    cents_of: Counter[Government] = field(default_factory=Counter)
    cancelled_sale_ids: set[int] = field(default_factory=set)
    passholder_ids: set[int] = field(default_factory=set)

    def remember(self, line: Line, *, with_names: bool) -> None:
        self.lines += 1
        self.lines_of[line.claim.government] += 1
        self.cents_of[line.claim.government] += line.contribution_cents
        if line.sign is Sign.CORRECTION:
            self.cancelled_sale_ids.add(line.claim.sale_id)
        if with_names and line.claim.passholder_id is not None:
            self.passholder_ids.add(line.claim.passholder_id)


def _remember(report: Report, told: _Told) -> None:
    ToldCancellation.objects.bulk_create(
        (ToldCancellation(report=report, sale_id=sale_id) for sale_id in sorted(told.cancelled_sale_ids)),
        batch_size=_ROWS_AT_ONCE,
    )
    ReportTotal.objects.bulk_create(
        ReportTotal(
            report=report,
            payer=government.payer,
            municipality_nis=government.municipality_nis,
            lines=lines,
            total_cents=told.cents_of[government],
        )
        for government, lines in told.lines_of.items()
    )
    if told.passholder_ids:
        reader = Actor(report.requested_by, ActorKind.SYSTEM, desk_id=report.organizer_id)
        note_access(reader, sorted(told.passholder_ids), "financial_report.names")


def _has_names(organizer: Organizer) -> bool:
    return NamesInReports.objects.filter(organizer=organizer).exists() or shows_names_in_reports(organizer.pk)


def _alone_with(organizer: Organizer) -> None:
    """Wait until no other report of this organizer is being made, and keep others waiting until the end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"settlement:{organizer.pk}"])


def _fail(report_id: int, message: str) -> None:
    Report.objects.filter(pk=report_id, status=Report.Status.STARTED).update(
        status=Report.Status.FAILED, message=message
    )
