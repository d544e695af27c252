import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organizers", "0002_schools_and_associations"),
        ("tariffs", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="NamesInReports",
            fields=[
                (
                    "organizer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="names_in_reports",
                        serialize=False,
                        to="organizers.organizer",
                    ),
                ),
                ("allowed_by", models.TextField()),
                ("allowed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.TextField(
                        choices=[("STARTED", "Started"), ("AVAILABLE", "Available"), ("FAILED", "Failed")],
                        default="STARTED",
                    ),
                ),
                ("message", models.TextField(blank=True, default="", help_text="why it FAILED, in Dutch")),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("requested_by", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("file_name", models.TextField(blank=True, default="")),
                (
                    "organizer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="organizers.organizer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ToldCancellation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told_cancellations",
                        to="settlement.report",
                    ),
                ),
                (
                    "sale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told_cancellations",
                        to="tariffs.ticketsale",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["organizer", "created_at"], name="report_of_organizer"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("starts_on__lte", models.F("ends_on"))), name="report_has_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "AVAILABLE"), _negated=True), ("read_at__isnull", False), _connector="OR"
                ),
                name="report_was_read",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "FAILED"), _negated=True),
                    models.Q(("message", ""), _negated=True),
                    _connector="OR",
                ),
                name="failed_report_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="toldcancellation",
            constraint=models.UniqueConstraint(fields=("report", "sale"), name="cancellation_told_once_per_report"),
        ),
    ]
