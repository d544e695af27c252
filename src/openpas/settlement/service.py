"""Commands of settlement: ask for a report, note that it was fetched, allow names."""

from dataclasses import replace

from django.db import transaction

from openpas.foundation.actor import Actor
from openpas.organizers.models import Organizer
from openpas.records.service import note, note_access
from openpas.runtime import clock
from openpas.settlement.models import NamesInReports, Report
from openpas.settlement.queries.reports import accounted_organizer, available_report
from openpas.settlement.rules.periods import ReportPeriod
from openpas.settlement.tasks import ask_for


@transaction.atomic
def start_report(actor: Actor, organizer_id: str, period: ReportPeriod) -> Report:
    """Ask for the report of an organizer, by its public id, over a period (O62). It is made after the commit.

    Raises OrganizerNotFound and PermissionMissing.
    """
    organizer = accounted_organizer(actor, organizer_id)
    report = Report.objects.create(
        organizer=organizer,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        requested_by=actor.id,
        created_at=clock.now(),
    )
    note(actor, "financial_report.start", f"report:{report.pk}", organizer_id=organizer.pk)
    ask_for(report.pk)
    return report


@transaction.atomic
def fetch_report(actor: Actor, organizer_id: str, report_id: int) -> Report:
    """The report of which the caller takes the file or a link to it (O65, O66), with a line for the auditor.

    Whose names are in it sees that it was fetched, each time: it may be somebody else than who asked for it.
    Raises what `queries.reports.available_report` raises.
    """
    found = available_report(actor, organizer_id, report_id)
    note(actor, "financial_report.fetch", f"report:{found.pk}", organizer_id=found.organizer_id)
    note_access(replace(actor, desk_id=found.organizer_id), found.named_passholder_ids, "financial_report.fetch")
    return found


@transaction.atomic
def allow_names(actor: Actor, organizer: Organizer) -> None:
    """From now on the reports of this organizer show the names of passholders beside their ids (domain/rules.md 5.3).

    For the people of a region: their face checks that the actor is one.
    """
    NamesInReports.objects.get_or_create(
        organizer=organizer, defaults={"allowed_by": actor.id, "allowed_at": clock.now()}
    )
    note(actor, "financial_report.allow_names", f"organizer:{organizer.pk}")


@transaction.atomic
def withdraw_names(actor: Actor, organizer: Organizer) -> None:
    """From now on the reports of this organizer show ids only. Files that exist stay as they are."""
    NamesInReports.objects.filter(organizer=organizer).delete()
    note(actor, "financial_report.withdraw_names", f"organizer:{organizer.pk}")
