"""Reports of an organizer, for those who may see its books (contract: ORGANIZERS_REPORTS)."""

from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.organizers.refusals import OrganizerNotFound
from openpas.runtime import clock
from openpas.settlement.models import Report
from openpas.settlement.refusals import ReportNotAvailable, ReportNotFound
from openpas.settlement.rules.books import Books, Export
from openpas.settlement.rules.periods import ReportPeriod, suggested_periods

KEPT_FOR: Final = timedelta(days=30)


def accounted_organizer(actor: Actor, organizer_id: str) -> Organizer:
    """The organizer with this public id. Raises OrganizerNotFound and PermissionMissing."""
    found = Organizer.objects.filter(public_id__iexact=organizer_id).first()
    if found is None:
        raise OrganizerNotFound
    actor.require(Permission.ORGANIZERS_REPORTS, [found.pk])
    return found


def periods_for(actor: Actor, organizer_id: str) -> list[ReportPeriod]:
    """The periods that are offered to an organizer, newest first (O61)."""
    accounted_organizer(actor, organizer_id)
    return suggested_periods(brussels_day(clock.now()))


def reports_of(actor: Actor, organizer_id: str) -> QuerySet[Report]:
    """The reports of the last thirty days, newest first (O63)."""
    return _kept(accounted_organizer(actor, organizer_id)).order_by("-created_at", "-pk")


def report(actor: Actor, organizer_id: str, report_id: int) -> Report:
    """One report (O64). Raises OrganizerNotFound, PermissionMissing and ReportNotFound."""
    found = _kept(accounted_organizer(actor, organizer_id)).filter(pk=report_id).first()
    if found is None:
        raise ReportNotFound
    return found


def available_report(actor: Actor, organizer_id: str, report_id: int) -> Report:
    """One report that can be downloaded (O65, O66). Raises ReportNotAvailable besides what `report` raises."""
    return _downloadable(report(actor, organizer_id, report_id))


def linked_report(report_id: int) -> Report:
    """The report of a signed link. Raises ReportNotFound and ReportNotAvailable."""
    found = recent_reports().filter(pk=report_id).first()
    if found is None:
        raise ReportNotFound
    return _downloadable(found)


def folder() -> Path:
    """Where the files of reports lie."""
    return Path(settings.OPENPAS_HOME) / "reports"


def file_of(report_id: int) -> Path:
    """The file of a report, in the home of this installation."""
    return folder() / f"{report_id}.zip"


def books_for(asked: Report) -> Books:
    """The period of a report, with every earlier export of its organizer."""
    exports = Report.objects.filter(organizer=asked.organizer_id, status=Report.Status.AVAILABLE)
    return Books(asked.period, {one.pk: Export(one.period, one.read_at) for one in exports if one.read_at is not None})


def recent_reports() -> QuerySet[Report]:
    """The reports of the last thirty days: those that are shown, and whose files are kept."""
    return Report.objects.filter(created_at__gt=clock.now() - KEPT_FOR)


def _kept(organizer: Organizer) -> QuerySet[Report]:
    return recent_reports().filter(organizer=organizer)


def _downloadable(found: Report) -> Report:
    if found.status != Report.Status.AVAILABLE:
        raise ReportNotAvailable(f"The status of the report is {found.status}.")
    if not file_of(found.pk).exists():
        raise ReportNotFound
    return found
