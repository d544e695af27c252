import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("card_systems", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrganizerGroup",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Location",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.TextField()),
                ("name", models.TextField()),
                ("postal_code", models.TextField(blank=True, default="")),
                ("city", models.TextField(blank=True, default="")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("public_id"), name="location_public_id"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organizer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.TextField()),
                ("name", models.TextField()),
                ("street", models.TextField(blank=True, default="")),
                ("postal_code", models.TextField(blank=True, default="")),
                ("city", models.TextField(blank=True, default="")),
                ("municipality_nis", models.TextField(blank=True, default="")),
                ("ticket_limit_volume", models.PositiveIntegerField(blank=True, null=True)),
                ("ticket_limit_period", models.TextField(blank=True, default="")),
                ("card_systems", models.ManyToManyField(related_name="organizers", to="card_systems.cardsystem")),
                (
                    "linked_location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="organizers",
                        to="organizers.location",
                    ),
                ),
                ("linked_organizers", models.ManyToManyField(related_name="linked_by", to="organizers.organizer")),
                ("groups", models.ManyToManyField(related_name="organizers", to="organizers.organizergroup")),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("public_id"), name="organizer_public_id"
                    )
                ],
            },
        ),
    ]
