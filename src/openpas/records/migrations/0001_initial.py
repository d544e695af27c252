from django.db import migrations, models

from openpas.records.migrating import CreateMonthlyModel


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateMonthlyModel(
            name="AuditLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "created_at", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("id", models.UUIDField()),
                ("created_at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("action", models.TextField()),
                ("subject", models.TextField()),
                ("details", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("payload", models.JSONField()),
                ("created_at", models.DateTimeField()),
            ],
        ),
        CreateMonthlyModel(
            name="AccessLine",
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
                ("actor", models.TextField()),
                ("desk_id", models.BigIntegerField(null=True)),
                ("purpose", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["passholder_id", "created_at"], name="access_line_of_passholder")],
            },
        ),
        migrations.CreateModel(
            name="IdempotencyAnswer",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "actor", "key", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("actor", models.TextField()),
                ("key", models.TextField()),
                ("request_hash", models.BinaryField()),
                ("status", models.SmallIntegerField()),
                ("answer", models.TextField()),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["created_at"], name="idempotency_created")],
            },
        ),
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject", "window_starts_at", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("subject", models.BinaryField()),
                ("window_starts_at", models.DateTimeField()),
                ("requests", models.IntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["window_starts_at"], name="request_count_window")],
            },
        ),
    ]
