import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openpas.records.migrating import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("card_systems", "0002_vouchers_and_policy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("records", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="NewsItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.TextField()),
                ("body", models.TextField()),
                ("shown_from", models.DateField()),
                ("shown_until", models.DateField(blank=True, null=True)),
                ("written_by", models.TextField()),
                ("created_at", models.DateTimeField()),
                (
                    "card_system",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="news_items",
                        to="card_systems.cardsystem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NewsReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="guidance.newsitem"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="news_readings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HelpVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.TextField(choices=[("nl", "nl"), ("fr", "fr"), ("en", "en"), ("de", "de")])),
                ("body", models.TextField(blank=True, default="")),
                ("written_by", models.TextField()),
                ("created_at", models.DateTimeField()),
                (
                    "card_system",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="help_versions",
                        to="card_systems.cardsystem",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["card_system", "language", "created_at"], name="help_of_place")],
            },
        ),
        migrations.AddConstraint(
            model_name="newsitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shown_until", None), ("shown_from__lte", models.F("shown_until")), _connector="OR"
                ),
                name="news_has_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="newsreading",
            constraint=models.UniqueConstraint(fields=("item", "user"), name="news_read_once"),
        ),
        *append_only("guidance_helpversion"),
    ]
