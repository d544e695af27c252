import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CardSystem",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("permanent", models.BooleanField(default=True)),
                ("logo_url", models.TextField(blank=True, default="")),
                ("primary_color", models.TextField(blank=True, default="")),
                ("secondary_color", models.TextField(blank=True, default="")),
                ("website", models.TextField(blank=True, default="")),
                ("social_tariff_info", models.TextField(blank=True, default="")),
                ("cardless_registration_type", models.TextField(default="NONE")),
                ("contact_email", models.TextField(blank=True, default="")),
                ("contact_phone", models.TextField(blank=True, default="")),
                ("grace_days", models.PositiveSmallIntegerField(default=30)),
                ("checkin_margin_minutes", models.PositiveSmallIntegerField(default=300)),
                (
                    "number_prefix",
                    models.TextField(blank=True, default="", help_text="five digits before the serial, or none"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cardless_registration_type__in", ["ALL", "REGULAR", "SOCIALTARIFF", "NONE"])
                        ),
                        name="card_system_cardless_type",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="City",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("postal_code", models.TextField()),
                ("name", models.TextField()),
                ("municipality_nis", models.TextField()),
                ("allows_cardless_registration", models.BooleanField(default=False)),
                ("contact_email", models.TextField(blank=True, default="")),
                (
                    "card_system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cities", to="card_systems.cardsystem"
                    ),
                ),
            ],
            options={
                "ordering": ["postal_code", "name"],
                "indexes": [models.Index(fields=["postal_code"], name="city_postal_code")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("card_system", "postal_code", "name"), name="city_once_per_card_system"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipPriceRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("card_type", models.TextField(choices=[("NFC_CARD", "Nfc Card"), ("DIGITAL", "Digital")])),
                ("age_from", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("age_to", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("is_resident", models.BooleanField(blank=True, null=True)),
                ("has_social_tariff", models.BooleanField(blank=True, null=True)),
                ("price_cents", models.PositiveIntegerField()),
                ("label", models.TextField()),
                ("description", models.TextField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "card_system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="membership_prices",
                        to="card_systems.cardsystem",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("card_type__in", ["NFC_CARD", "DIGITAL"])),
                        name="membership_price_card_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_from__isnull", True),
                            ("age_to__isnull", True),
                            ("age_from__lte", models.F("age_to")),
                            _connector="OR",
                        ),
                        name="membership_price_age_band",
                    ),
                ],
            },
        ),
    ]
