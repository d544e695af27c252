import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organizers", "0002_schools_and_associations"),
        ("passholders", "0004_searched_by_desks"),
        ("web", "0002_failed_sign_ins_moved"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PeopleSearch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("criteria", models.BinaryField()),
                (
                    "ticked",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organizers.organizer"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BulkRun",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("point", "Point"),
                            ("ticket", "Ticket"),
                            ("address", "Address"),
                            ("block", "Block"),
                            ("extend", "Extend"),
                        ]
                    ),
                ),
                ("terms", models.BinaryField()),
                ("created_at", models.DateTimeField()),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organizers.organizer"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="web.peoplesearch",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BulkRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                (
                    "state",
                    models.TextField(
                        choices=[("waiting", "Waiting"), ("done", "Done"), ("refused", "Refused")], default="waiting"
                    ),
                ),
                ("words", models.TextField(blank=True, default="")),
                ("points", models.IntegerField(default=0)),
                ("price_cents", models.IntegerField(default=0)),
                (
                    "passholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="passholders.passholder"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="web.bulkrun"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "position"), name="bulk_row_position"),
                    models.UniqueConstraint(fields=("run", "passholder"), name="bulk_row_once_per_person"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="peoplesearch",
            index=models.Index(fields=["created_at"], name="people_search_age"),
        ),
        migrations.AddIndex(
            model_name="bulkrun",
            index=models.Index(fields=["created_at"], name="bulk_run_age"),
        ),
    ]
