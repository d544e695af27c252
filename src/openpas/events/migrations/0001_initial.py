import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("card_systems", "0001_initial"),
        ("organizers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.TextField()),
                ("title", models.TextField()),
                ("description", models.TextField(blank=True, default="")),
                (
                    "calendar_type",
                    models.TextField(
                        choices=[
                            ("SINGLE", "Single"),
                            ("MULTIPLE", "Multiple"),
                            ("PERIODIC", "Periodic"),
                            ("PERMANENT", "Permanent"),
                        ]
                    ),
                ),
                ("calendar", models.JSONField()),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("keywords", models.JSONField(default=list)),
                ("is_published", models.BooleanField(default=True)),
                ("checkin_points", models.PositiveSmallIntegerField(default=1)),
                ("checkin_limit_volume", models.PositiveIntegerField(blank=True, null=True)),
                ("checkin_limit_period", models.TextField(blank=True, default="")),
                ("ticket_limit_volume", models.PositiveIntegerField(blank=True, null=True)),
                ("ticket_limit_period", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField()),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="events",
                        to="organizers.location",
                    ),
                ),
                (
                    "organizer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="organizers.organizer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EventCardSystem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_enabled", models.BooleanField()),
                (
                    "card_system",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="card_systems.cardsystem"),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="card_system_choices",
                        to="events.event",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PendingCardSystems",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_public_id", models.TextField()),
                ("choices", models.JSONField()),
                ("actor", models.TextField()),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("event_public_id"), name="pending_card_systems_event"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceClass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("price_cents", models.PositiveIntegerField()),
                ("is_base", models.BooleanField(default=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="price_classes", to="events.event"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["organizer", "ends_at"], name="event_organizer_end"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("public_id"), name="event_public_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_at", None), ("ends_at", None), ("starts_at__lte", models.F("ends_at")), _connector="OR"
                ),
                name="event_starts_before_it_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventcardsystem",
            constraint=models.UniqueConstraint(fields=("event", "card_system"), name="event_card_system_once"),
        ),
        migrations.AddConstraint(
            model_name="priceclass",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_base", True)), fields=("event",), name="one_base_price"
            ),
        ),
    ]
