import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("card_systems", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="cardsystem",
            name="consent_age",
            field=models.PositiveSmallIntegerField(default=16),
        ),
        migrations.AddField(
            model_name="cardsystem",
            name="requires_insz",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="cardsystem",
            name="self_registration_age",
            field=models.PositiveSmallIntegerField(default=18),
        ),
        migrations.AddField(
            model_name="cardsystem",
            name="welcome_points",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="membershippricerule",
            name="reason",
            field=models.TextField(
                blank=True,
                choices=[
                    ("FIRST_CARD", "First Card"),
                    ("CARD_UPGRADE", "Card Upgrade"),
                    ("EXTRA_CARD", "Extra Card"),
                    ("LOSS_THEFT", "Loss Theft"),
                    ("DEFECT", "Defect"),
                    ("REMOVAL", "Removal"),
                    ("LOSS_KANSENSTATUUT", "Loss Kansenstatuut"),
                    ("OBTAIN_KANSENSTATUUT", "Obtain Kansenstatuut"),
                ],
                default="",
            ),
        ),
        migrations.CreateModel(
            name="VoucherType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("description", models.TextField(blank=True, default="")),
                ("prefix", models.TextField(blank=True, default="")),
                (
                    "card_system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voucher_types",
                        to="card_systems.cardsystem",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="membershippricerule",
            name="voucher_type",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="membership_prices",
                to="card_systems.vouchertype",
            ),
        ),
        migrations.AddConstraint(
            model_name="vouchertype",
            constraint=models.UniqueConstraint(
                fields=("card_system", "name"), name="voucher_type_once_per_card_system"
            ),
        ),
    ]
