import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("card_systems", "0002_vouchers_and_policy"),
        ("identity", "0002_persons"),
    ]

    operations = [
        migrations.CreateModel(
            name="CardSystemStatutes",
            fields=[
                (
                    "card_system",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="card_systems.cardsystem",
                    ),
                ),
                ("names", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                (
                    "names_for_minors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "postal_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("source", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.CreateModel(
            name="ReturnAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.TextField(unique=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="return_addresses",
                        to="identity.apiclient",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatusEnquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                ("person_index", models.BinaryField()),
                ("source", models.TextField()),
                ("reason", models.TextField()),
                ("statutes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("reference", models.TextField(blank=True, default="")),
                ("outcome", models.TextField()),
                ("code", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["asked_at"], name="status_enquiry_asked"),
                    models.Index(fields=["person_index"], name="status_enquiry_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Validation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client_state", models.TextField()),
                ("challenge_digest", models.BinaryField()),
                ("state_index", models.BinaryField(unique=True)),
                ("nonce", models.TextField()),
                ("verifier_encrypted", models.BinaryField()),
                ("started_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("person_encrypted", models.BinaryField(blank=True, null=True)),
                ("code_index", models.BinaryField(blank=True, null=True, unique=True)),
                ("code_used_at", models.DateTimeField(blank=True, null=True)),
                ("token_index", models.BinaryField(blank=True, null=True, unique=True)),
                (
                    "return_address",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="entitlement.returnaddress"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IdToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_index", models.BinaryField(unique=True)),
                ("person_encrypted", models.BinaryField()),
                ("has_social_tariff", models.BooleanField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "validation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="id_tokens",
                        to="entitlement.validation",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="validation",
            index=models.Index(fields=["started_at"], name="validation_started"),
        ),
    ]
