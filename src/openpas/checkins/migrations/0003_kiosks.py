import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("card_systems", "0001_initial"),
        ("checkins", "0002_guards"),
        ("events", "0001_initial"),
        ("organizers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Kiosk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(unique=True)),
                ("name", models.TextField()),
                ("release_track", models.TextField(choices=[("beta", "Beta"), ("stable", "Stable")], default="stable")),
                ("configuration_code_hash", models.BinaryField(blank=True, null=True)),
                ("device_hash", models.BinaryField(blank=True, null=True, unique=True)),
                ("is_blocked", models.BooleanField(default=False)),
                ("configured_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "card_system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kiosks", to="card_systems.cardsystem"
                    ),
                ),
                (
                    "fixed_event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="fixed_at_kiosks",
                        to="events.event",
                    ),
                ),
                ("locations", models.ManyToManyField(related_name="kiosks", to="organizers.location")),
                ("organizers", models.ManyToManyField(related_name="kiosks", to="organizers.organizer")),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("name"), name="kiosk_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("device_hash__isnull", True), ("configuration_code_hash__isnull", True), _connector="OR"
                        ),
                        name="kiosk_code_is_used_once",
                    ),
                ],
            },
        ),
    ]
