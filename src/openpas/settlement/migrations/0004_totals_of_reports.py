import django.db.models.deletion
from django.db import migrations, models

from openpas.records.migrating import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("settlement", "0003_names_in_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "payer",
                    models.TextField(
                        choices=[("LOCAL_GOVERNMENT", "LOCAL_GOVERNMENT"), ("FLEMISH_GOVERNMENT", "FLEMISH_GOVERNMENT")]
                    ),
                ),
                ("municipality_nis", models.TextField(blank=True, default="")),
                ("lines", models.PositiveIntegerField()),
                ("total_cents", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="totals", to="settlement.report"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "payer", "municipality_nis"), name="report_total_once"),
                    models.CheckConstraint(condition=models.Q(("lines__gt", 0)), name="report_total_has_lines"),
                ],
            },
        ),
        *append_only("settlement_reporttotal"),
    ]
