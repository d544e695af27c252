from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_initial"),
        ("organizers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CatalogueImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.TextField()),
                ("organizer_ids", models.JSONField(default=list)),
                ("from_at", models.DateTimeField()),
                ("at_organizer_id", models.BigIntegerField(default=0)),
                ("next_start", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="event",
            name="audience",
            field=models.TextField(
                choices=[("everyone", "Everyone"), ("members", "Members"), ("education", "Education")],
                default="everyone",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="imported_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="imported_from",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="event",
            name="status",
            field=models.TextField(
                choices=[
                    ("Available", "Available"),
                    ("Unavailable", "Unavailable"),
                    ("TemporarilyUnavailable", "Temporarily Unavailable"),
                ],
                default="Available",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["ends_at"], name="event_end"),
        ),
        migrations.AddConstraint(
            model_name="catalogueimport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at", None)), fields=("source",), name="one_unfinished_import_per_source"
            ),
        ),
    ]
