import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("card_systems", "0002_vouchers_and_policy"),
        ("enrolment", "0001_vouchers_and_files"),
        ("organizers", "0002_schools_and_associations"),
        ("passholders", "0003_families_schools_and_associations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(unique=True)),
                (
                    "stage",
                    models.TextField(
                        choices=[
                            ("AWAITING_PAYMENT", "AWAITING_PAYMENT"),
                            ("PAID", "PAID"),
                            ("FULFILLED", "FULFILLED"),
                            ("CANCELLED", "CANCELLED"),
                        ]
                    ),
                ),
                ("ordered_by", models.TextField()),
                ("ordered_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("total_cents", models.PositiveIntegerField()),
                ("payment_id", models.TextField(blank=True, null=True, unique=True)),
                ("payment_url", models.TextField(blank=True, default="")),
                (
                    "payment_state",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("open", "open"),
                            ("pending", "pending"),
                            ("authorized", "authorized"),
                            ("paid", "paid"),
                            ("failed", "failed"),
                            ("canceled", "canceled"),
                            ("expired", "expired"),
                        ],
                        default="",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("refund_due_cents", models.PositiveIntegerField(default=0)),
                ("refund_id", models.TextField(blank=True, default="")),
                ("trouble", models.TextField(blank=True, default="")),
                ("token_reads", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("payment_state__in", ["authorized", "open", "pending"]),
                            ("stage", "PAID"),
                            models.Q(("refund_due_cents__gt", 0), ("refund_id", "")),
                            _connector="OR",
                        ),
                        fields=["asked_at"],
                        name="order_unsettled",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["AWAITING_PAYMENT", "PAID", "FULFILLED", "CANCELLED"])),
                        name="order_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("total_cents", 0), ("payment_id__isnull", False), _connector="OR"),
                        name="order_is_paid_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("refund_due_cents__lte", models.F("total_cents"))),
                        name="order_refund_within_total",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderRegistration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("public_id", models.UUIDField(unique=True)),
                ("price_cents", models.PositiveIntegerField()),
                ("has_social_tariff", models.BooleanField()),
                ("details_encrypted", models.BinaryField(blank=True, null=True)),
                ("refusal", models.TextField(blank=True, default="")),
                (
                    "card_system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="card_systems.cardsystem"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="registrations", to="enrolment.order"
                    ),
                ),
                (
                    "organizer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organizers.organizer"
                    ),
                ),
                (
                    "passholder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ordered_passes",
                        to="passholders.passholder",
                    ),
                ),
                (
                    "voucher",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="enrolment.voucher",
                    ),
                ),
            ],
            options={
                "ordering": ["order_id", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("order", "position"), name="order_registration_position")
                ],
            },
        ),
    ]
