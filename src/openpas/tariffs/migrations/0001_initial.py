import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("card_systems", "0001_initial"),
        ("events", "0001_initial"),
        ("organizers", "0001_initial"),
        ("passholders", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TicketSale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uitpas_number", models.TextField()),
                ("tariff_type", models.TextField(choices=[("SOCIALTARIFF", "SOCIALTARIFF"), ("COUPON", "COUPON")])),
                ("tariff_name", models.TextField()),
                ("key_version", models.PositiveIntegerField()),
                ("municipality_nis", models.TextField(blank=True, default="")),
                ("regular_price_cents", models.PositiveIntegerField()),
                ("regular_price_label", models.TextField(blank=True, default="")),
                ("price_cents", models.PositiveIntegerField()),
                ("actor", models.TextField()),
                ("created_at", models.DateTimeField()),
                (
                    "card_system",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="card_systems.cardsystem"),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ticket_sales", to="events.event"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DistributionKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                (
                    "kind",
                    models.TextField(choices=[("AUTOMATIC", "AUTOMATIC"), ("MANUAL", "MANUAL"), ("COUPON", "COUPON")]),
                ),
                ("split", models.JSONField()),
                ("split_elsewhere", models.JSONField(blank=True, null=True)),
                ("price_below_cents", models.PositiveIntegerField(blank=True, null=True)),
                ("price_above_cents", models.PositiveIntegerField(blank=True, null=True)),
                ("price_equal_cents", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "social_tariff_in",
                    models.TextField(
                        choices=[
                            ("MY_CARDSYSTEM", "MY_CARDSYSTEM"),
                            ("AT_LEAST_ONE_CARDSYSTEM", "AT_LEAST_ONE_CARDSYSTEM"),
                        ],
                        default="MY_CARDSYSTEM",
                    ),
                ),
                (
                    "residence",
                    models.TextField(
                        choices=[
                            ("ANYWHERE", "ANYWHERE"),
                            ("IN_CITY_OF_ORGANIZER", "IN_CITY_OF_ORGANIZER"),
                            ("NOT_IN_CITY_OF_ORGANIZER", "NOT_IN_CITY_OF_ORGANIZER"),
                        ],
                        default="ANYWHERE",
                    ),
                ),
                ("is_global", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("override_reason", models.TextField(blank=True, default="")),
                ("override_by", models.TextField(blank=True, default="")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "card_system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="distribution_keys",
                        to="card_systems.cardsystem",
                    ),
                ),
                ("organizers", models.ManyToManyField(related_name="distribution_keys", to="organizers.organizer")),
            ],
        ),
        migrations.CreateModel(
            name="Coupon",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("description", models.TextField(blank=True, default="")),
                (
                    "status",
                    models.TextField(
                        choices=[("ACTIVE", "ACTIVE"), ("STOPPED", "STOPPED"), ("DELETED", "DELETED")], default="ACTIVE"
                    ),
                ),
                ("valid_from", models.DateTimeField()),
                ("valid_until", models.DateTimeField(blank=True, null=True)),
                ("limit_volume", models.PositiveIntegerField(blank=True, null=True)),
                ("limit_period", models.TextField(blank=True, default="")),
                ("event_limit_volume", models.PositiveIntegerField(blank=True, null=True)),
                ("event_limit_period", models.TextField(blank=True, default="")),
                (
                    "keywords",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("price_below_cents", models.PositiveIntegerField(blank=True, null=True)),
                ("price_above_cents", models.PositiveIntegerField(blank=True, null=True)),
                ("price_equal_cents", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "target",
                    models.TextField(
                        choices=[
                            ("ALL", "ALL"),
                            ("SOCIAL_TARIFF", "SOCIAL_TARIFF"),
                            ("SEGMENT", "SEGMENT"),
                            ("GROUP_PASSES", "GROUP_PASSES"),
                        ]
                    ),
                ),
                ("segment_min_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("segment_max_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "segment_municipalities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, help_text="REFNIS codes", size=None
                    ),
                ),
                ("grants_to_new", models.BooleanField(default=True, help_text="also to those who register later")),
                (
                    "card_system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coupons",
                        to="card_systems.cardsystem",
                    ),
                ),
                ("events", models.ManyToManyField(to="events.event")),
                ("locations", models.ManyToManyField(to="organizers.location")),
                ("organizers", models.ManyToManyField(to="organizers.organizer")),
                ("key", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="tariffs.distributionkey")),
            ],
        ),
        migrations.CreateModel(
            name="DistributionKeyRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("terms", models.JSONField(help_text="the JSON form of tariffs.rules.terms.KeyTerms")),
                ("replaced_at", models.DateTimeField()),
                ("replaced_by", models.TextField()),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="tariffs.distributionkey",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EventKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_enabled", models.BooleanField()),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="key_choices", to="events.event"
                    ),
                ),
                ("key", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="tariffs.distributionkey")),
            ],
        ),
        migrations.CreateModel(
            name="GrantedCoupon",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("granted_at", models.DateTimeField()),
                (
                    "coupon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="tariffs.coupon"
                    ),
                ),
                (
                    "group_pass",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coupons",
                        to="passholders.grouppass",
                    ),
                ),
                (
                    "passholder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coupons",
                        to="passholders.passholder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TicketSaleCancellation",
            fields=[
                (
                    "sale",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="cancellation",
                        serialize=False,
                        to="tariffs.ticketsale",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("actor", models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name="ticketsale",
            name="granted_coupon",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sales",
                to="tariffs.grantedcoupon",
            ),
        ),
        migrations.AddField(
            model_name="ticketsale",
            name="group_pass",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ticket_sales",
                to="passholders.grouppass",
            ),
        ),
        migrations.AddField(
            model_name="ticketsale",
            name="key",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="tariffs.distributionkey"),
        ),
        migrations.AddField(
            model_name="ticketsale",
            name="organizer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ticket_sales", to="organizers.organizer"
            ),
        ),
        migrations.AddField(
            model_name="ticketsale",
            name="passholder",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ticket_sales",
                to="passholders.passholder",
            ),
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "payer",
                    models.TextField(
                        choices=[
                            ("PASSHOLDER", "PASSHOLDER"),
                            ("LOCAL_GOVERNMENT", "LOCAL_GOVERNMENT"),
                            ("FLEMISH_GOVERNMENT", "FLEMISH_GOVERNMENT"),
                            ("ORGANIZER", "ORGANIZER"),
                        ]
                    ),
                ),
                ("amount_cents", models.IntegerField()),
                ("is_reversal", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                (
                    "sale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="tariffs.ticketsale"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="distributionkey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("override_reason", ""), models.Q(("override_by", ""), _negated=True), _connector="OR"
                ),
                name="override_has_an_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="distributionkeyrevision",
            constraint=models.UniqueConstraint(fields=("key", "version"), name="one_revision_per_version"),
        ),
        migrations.AddConstraint(
            model_name="eventkey",
            constraint=models.UniqueConstraint(fields=("event", "key"), name="event_key_once"),
        ),
        migrations.AddConstraint(
            model_name="grantedcoupon",
            constraint=models.CheckConstraint(
                condition=models.Q(("passholder__isnull", True), ("group_pass__isnull", True), _connector="XOR"),
                name="granted_coupon_one_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="grantedcoupon",
            constraint=models.UniqueConstraint(
                fields=("coupon", "passholder", "group_pass"), name="coupon_granted_once", nulls_distinct=False
            ),
        ),
        migrations.AddIndex(
            model_name="ticketsale",
            index=models.Index(fields=["passholder", "event", "created_at"], name="ticket_sale_of_passholder"),
        ),
        migrations.AddIndex(
            model_name="ticketsale",
            index=models.Index(fields=["group_pass", "created_at"], name="ticket_sale_of_group"),
        ),
        migrations.AddIndex(
            model_name="ticketsale",
            index=models.Index(fields=["event", "created_at"], name="ticket_sale_of_event"),
        ),
        migrations.AddIndex(
            model_name="ticketsale",
            index=models.Index(fields=["organizer", "created_at"], name="ticket_sale_of_organizer"),
        ),
        migrations.AddConstraint(
            model_name="ticketsale",
            constraint=models.CheckConstraint(
                condition=models.Q(("passholder__isnull", True), ("group_pass__isnull", True), _connector="XOR"),
                name="ticket_sale_one_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketsale",
            constraint=models.CheckConstraint(
                condition=models.Q(("price_cents__lte", models.F("regular_price_cents"))),
                name="ticket_sale_no_surcharge",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.UniqueConstraint(fields=("sale", "payer", "is_reversal"), name="one_posting_per_payer"),
        ),
    ]
