import django.db.models.deletion
from django.contrib.postgres.functions import RandomUUID
from django.db import migrations, models
from django.db.models.functions import Cast

import openpas.identity.models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_initial"),
        ("passholders", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="apiclient",
            name="sees_insz",
            field=models.BooleanField(
                default=False,
                help_text="whether tokens of persons tell it the national number with which they signed in",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="subject",
            field=models.TextField(
                db_default=Cast(RandomUUID(), models.TextField()),
                default=openpas.identity.models.new_subject,
                unique=True,
            ),
        ),
        migrations.CreateModel(
            name="RegistrationToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.BinaryField(unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "passholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registration_tokens",
                        to="passholders.passholder",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["expires_at"], name="registration_token_expiry")],
            },
        ),
    ]
