import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("card_systems", "0001_initial"),
        ("organizers", "0001_initial"),
        ("passholders", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Redemption",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("uitpas_number", models.TextField()),
                ("points", models.PositiveIntegerField()),
                ("code", models.TextField(blank=True, default="")),
                ("actor", models.TextField()),
                ("created_at", models.DateTimeField()),
                (
                    "organizer",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="organizers.organizer"
                    ),
                ),
                (
                    "passholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redemptions",
                        to="passholders.passholder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RedemptionCancellation",
            fields=[
                (
                    "redemption",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="cancellation",
                        serialize=False,
                        to="rewards.redemption",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("actor", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Reward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.TextField()),
                ("title", models.TextField()),
                ("type", models.TextField(choices=[("POINTS", "Points"), ("WELCOME", "Welcome")])),
                (
                    "status",
                    models.TextField(
                        choices=[("ACTIVE", "Active"), ("INACTIVE", "Inactive"), ("DELETED", "Deleted")],
                        default="ACTIVE",
                    ),
                ),
                ("promotional_description", models.TextField()),
                ("practical_info", models.TextField(blank=True, default="")),
                ("more_info_url", models.TextField(blank=True, default="")),
                ("points", models.PositiveIntegerField(default=0)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "pictures",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("is_for_all_card_systems", models.BooleanField(default=True)),
                ("publication_begins_at", models.DateTimeField()),
                ("publication_ends_at", models.DateTimeField(blank=True, null=True)),
                ("redeem_begins_at", models.DateTimeField()),
                ("redeem_ends_at", models.DateTimeField(blank=True, null=True)),
                ("granting_begins_at", models.DateTimeField(blank=True, null=True)),
                ("granting_ends_at", models.DateTimeField(blank=True, null=True)),
                ("max_available_units", models.PositiveIntegerField(blank=True, null=True)),
                ("units_taken", models.PositiveIntegerField(default=0)),
                ("redeem_limit_volume", models.PositiveIntegerField(blank=True, null=True)),
                ("redeem_limit_period", models.TextField(blank=True, default="")),
                (
                    "cities",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("is_for_kids", models.BooleanField(default=False)),
                ("is_sport", models.BooleanField(default=False)),
                ("is_featured", models.BooleanField(default=False)),
                ("is_online", models.BooleanField(default=False)),
                ("redeem_text", models.TextField(blank=True, default="")),
                ("redeem_link", models.TextField(blank=True, default="")),
                ("redeem_label", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField()),
                (
                    "applicable_card_systems",
                    models.ManyToManyField(related_name="applicable_rewards", to="card_systems.cardsystem"),
                ),
                ("organizers", models.ManyToManyField(related_name="rewards", to="organizers.organizer")),
                (
                    "owning_card_system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rewards",
                        to="card_systems.cardsystem",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="redemption",
            name="reward",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="redemptions", to="rewards.reward"
            ),
        ),
        migrations.CreateModel(
            name="RewardCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField()),
                (
                    "redemption",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_code",
                        to="rewards.redemption",
                    ),
                ),
                (
                    "reward",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="rewards.reward"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WelcomeGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("granted_at", models.DateTimeField()),
                (
                    "card_system",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="card_systems.cardsystem"),
                ),
                (
                    "passholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="welcome_grants",
                        to="passholders.passholder",
                    ),
                ),
                (
                    "reward",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grants", to="rewards.reward"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("public_id"), name="reward_public_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("max_available_units", None),
                    ("max_available_units", 0),
                    ("units_taken__lte", models.F("max_available_units")),
                    _connector="OR",
                ),
                name="reward_never_oversold",
            ),
        ),
        migrations.AddIndex(
            model_name="redemption",
            index=models.Index(fields=["passholder", "reward", "created_at"], name="redemption_of_passholder"),
        ),
        migrations.AddConstraint(
            model_name="rewardcode",
            constraint=models.UniqueConstraint(fields=("reward", "code"), name="reward_code_once"),
        ),
        migrations.AddConstraint(
            model_name="welcomegrant",
            constraint=models.UniqueConstraint(fields=("reward", "passholder"), name="welcome_reward_once_per_person"),
        ),
    ]
