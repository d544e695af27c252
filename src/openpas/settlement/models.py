"""Financial reports, and what they told governments."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openpas.organizers.models import Organizer
from openpas.settlement.rules.governments import CONTRIBUTING, Government
from openpas.settlement.rules.periods import ReportPeriod
from openpas.tariffs.models import TicketSale
from openpas.tariffs.rules.split import Payer


class Report(models.Model):
    """A financial report that an organizer asked for (contract: Report).

    The row stays for ever, since later reports correct what this one claimed; its file goes after thirty days.
    `read_at` is the moment at which the sales were read, empty until AVAILABLE. `file_name` is the name under which it
    is downloaded. `requested_by` is the id of the actor. `named_passholder_ids` are the people whose names the file
    shows, so that they see who fetched it; they go with the file.
    """

    class Status(models.TextChoices):
        STARTED = "STARTED"
        AVAILABLE = "AVAILABLE"
        FAILED = "FAILED"

    organizer = models.ForeignKey(Organizer, models.PROTECT, related_name="reports")
    status = models.TextField(choices=Status, default=Status.STARTED)
    message = models.TextField(blank=True, default="", help_text="why it FAILED, in Dutch")
    starts_on = models.DateField()
    ends_on = models.DateField()
    requested_by = models.TextField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    file_name = models.TextField(blank=True, default="")
    named_passholder_ids = ArrayField(models.BigIntegerField(), default=list, db_default=[])

    class Meta:
        indexes = [models.Index(fields=["organizer", "created_at"], name="report_of_organizer")]
        constraints = [
            models.CheckConstraint(condition=models.Q(starts_on__lte=models.F("ends_on")), name="report_has_days"),
            models.CheckConstraint(
                condition=~models.Q(status="AVAILABLE") | models.Q(read_at__isnull=False), name="report_was_read"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="FAILED") | ~models.Q(message=""), name="failed_report_says_why"
            ),
        ]

    @property
    def period(self) -> ReportPeriod:
        """The days it covers."""
        return ReportPeriod(self.starts_on, self.ends_on)


class ToldCancellation(models.Model):
    """A report holds minus lines for a sale that was cancelled after it was claimed. Append-only."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="told_cancellations")
    sale = models.ForeignKey(TicketSale, models.PROTECT, related_name="told_cancellations")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "sale"], name="cancellation_told_once_per_report")]


class ReportTotal(models.Model):
    """What one government owes by a report: the sum on its sheet, below zero when it gets money back. Append-only.

    Reports from before these were kept have none.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="totals")
    payer = models.TextField(choices=[(payer.value, payer.value) for payer in CONTRIBUTING])
    municipality_nis = models.TextField(blank=True, default="")
    lines = models.PositiveIntegerField()
    total_cents = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "payer", "municipality_nis"], name="report_total_once"),
            models.CheckConstraint(condition=models.Q(lines__gt=0), name="report_total_has_lines"),
        ]

    @property
    def government(self) -> Government:
        return Government(Payer(self.payer), self.municipality_nis)


class NamesInReports(models.Model):
    """An organizer whose reports show the names of passholders; without a row they show ids only (domain 5.3)."""

    organizer = models.OneToOneField(Organizer, models.CASCADE, primary_key=True, related_name="names_in_reports")
    allowed_by = models.TextField()
    allowed_at = models.DateTimeField()
