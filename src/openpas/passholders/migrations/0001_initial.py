import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("card_systems", "0001_initial"),
        ("organizers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Passholder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(unique=True)),
                ("name", models.TextField()),
                ("first_name", models.TextField()),
                ("date_of_birth", models.DateField()),
                ("gender", models.TextField(blank=True, default="")),
                ("nationality", models.TextField(blank=True, default="")),
                ("insz_encrypted", models.BinaryField(blank=True, null=True)),
                ("insz_index", models.BinaryField(blank=True, null=True, unique=True)),
                ("email", models.TextField(blank=True, default="")),
                ("phone_number", models.TextField(blank=True, default="")),
                ("street", models.TextField(blank=True, default="")),
                ("postal_code", models.TextField()),
                ("city", models.TextField()),
                ("country", models.TextField(default="BE")),
                ("municipality_nis", models.TextField(blank=True, default="")),
                ("opt_in_service_mails", models.BooleanField(default=False)),
                ("opt_in_milestone_mails", models.BooleanField(default=False)),
                ("opt_in_info_mails", models.BooleanField(default=False)),
                ("opt_in_sms", models.BooleanField(default=False)),
                ("opt_in_post", models.BooleanField(default=False)),
                ("uitid", models.TextField(blank=True, default="", help_text="the account that is linked to the pass")),
                ("is_blocked", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                (
                    "registration_organizer",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="organizers.organizer"
                    ),
                ),
            ],
            options={
                "ordering": ["name", "first_name", "id"],
            },
        ),
        migrations.CreateModel(
            name="CardSystemMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_blocked", models.BooleanField(default=False)),
                ("social_tariff_ends_on", models.DateField(blank=True, null=True)),
                ("social_tariff_suspended_until", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "card_system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="card_systems.cardsystem",
                    ),
                ),
                (
                    "passholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="passholders.passholder",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="GroupPass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(unique=True)),
                ("name", models.TextField()),
                ("email", models.TextField(blank=True, default="")),
                ("phone_number", models.TextField(blank=True, default="")),
                ("street", models.TextField(blank=True, default="")),
                ("postal_code", models.TextField()),
                ("city", models.TextField()),
                ("municipality_nis", models.TextField()),
                ("social_tariff_ends_on", models.DateField(blank=True, null=True)),
                ("tickets_per_year", models.PositiveIntegerField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "card_system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_passes",
                        to="card_systems.cardsystem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PointsAccount",
            fields=[
                (
                    "passholder",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="points_account",
                        serialize=False,
                        to="passholders.passholder",
                    ),
                ),
                ("points", models.IntegerField(default=0)),
                ("version", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Card",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uitpas_number", models.TextField(unique=True)),
                ("chip_number", models.TextField(blank=True, null=True, unique=True)),
                ("kind", models.TextField(choices=[("NFC_CARD", "Nfc Card"), ("DIGITAL", "Digital")])),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("PROVISIONED", "Provisioned"),
                            ("LOCAL_STOCK", "Local Stock"),
                            ("ACTIVE", "Active"),
                            ("BLOCKED", "Blocked"),
                            ("DELETED", "Deleted"),
                        ]
                    ),
                ),
                (
                    "is_social",
                    models.BooleanField(
                        help_text="the card was made for the social tariff; says nothing about a right"
                    ),
                ),
                ("activated_at", models.DateTimeField(blank=True, null=True)),
                (
                    "card_system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cards", to="card_systems.cardsystem"
                    ),
                ),
                (
                    "stock_organizer",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="organizers.organizer"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cards",
                        to="passholders.cardsystemmembership",
                    ),
                ),
                (
                    "group_pass",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cards",
                        to="passholders.grouppass",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "ACTIVE")),
                        fields=("membership",),
                        name="one_active_card_per_membership",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "ACTIVE")),
                        fields=("group_pass",),
                        name="one_active_card_per_group_pass",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("membership__isnull", True), ("group_pass__isnull", True), _connector="OR"),
                        name="card_has_one_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ACTIVE"), _negated=True),
                            ("membership__isnull", False),
                            ("group_pass__isnull", False),
                            _connector="OR",
                        ),
                        name="active_card_has_a_holder",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="passholder",
            index=models.Index(fields=["name", "first_name"], name="passholder_name"),
        ),
        migrations.AddIndex(
            model_name="passholder",
            index=models.Index(fields=["postal_code"], name="passholder_postal_code"),
        ),
        migrations.AddIndex(
            model_name="passholder",
            index=models.Index(
                condition=models.Q(("uitid", ""), _negated=True), fields=["uitid"], name="passholder_uitid"
            ),
        ),
        migrations.AddConstraint(
            model_name="cardsystemmembership",
            constraint=models.UniqueConstraint(
                fields=("passholder", "card_system"), name="one_membership_per_card_system"
            ),
        ),
    ]
