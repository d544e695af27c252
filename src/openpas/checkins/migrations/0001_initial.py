import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from openpas.records.migrating import CreateMonthlyModel


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("events", "0001_initial"),
        ("passholders", "0001_initial"),
    ]

    operations = [
        CreateMonthlyModel(
            name="Checkin",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "created_at", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("id", models.UUIDField()),
                ("created_at", models.DateTimeField()),
                ("passholder_id", models.BigIntegerField()),
                ("event_id", models.BigIntegerField()),
                ("organizer_id", models.BigIntegerField()),
                ("uitpas_number", models.TextField()),
                ("points", models.SmallIntegerField()),
                ("had_social_tariff", models.BooleanField()),
                ("municipality_nis", models.TextField()),
                (
                    "channel",
                    models.TextField(choices=[("API", "Api"), ("DESK", "Desk"), ("KIOSK", "Kiosk"), ("CODE", "Code")]),
                ),
                ("actor", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["passholder_id", "event_id", "created_at"], name="checkin_of_passholder")
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckinCancellation",
            fields=[
                ("checkin_id", models.UUIDField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField()),
                ("actor", models.TextField()),
                (
                    "passholder",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="passholders.passholder"),
                ),
            ],
        ),
        CreateMonthlyModel(
            name="PointsLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "created_at", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("id", models.UUIDField()),
                ("created_at", models.DateTimeField()),
                ("passholder_id", models.BigIntegerField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("CHECKIN", "Checkin"),
                            ("CHECKIN_CANCELLED", "Checkin Cancelled"),
                            ("REDEMPTION", "Redemption"),
                            ("REDEMPTION_CANCELLED", "Redemption Cancelled"),
                            ("WELCOME", "Welcome"),
                        ]
                    ),
                ),
                ("points", models.IntegerField()),
                ("balance_after", models.IntegerField()),
                ("source", models.UUIDField()),
            ],
            options={
                "indexes": [models.Index(fields=["passholder_id", "created_at"], name="points_line_of_passholder")],
            },
        ),
        migrations.CreateModel(
            name="CheckinCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checkin_codes", to="events.event"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("code"), name="checkin_code_once")
                ],
            },
        ),
    ]
