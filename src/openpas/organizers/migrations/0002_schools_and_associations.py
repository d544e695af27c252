import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("card_systems", "0001_initial"),
        ("organizers", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="organizergroup",
            name="is_school",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="Association",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(unique=True)),
                ("name", models.TextField()),
                (
                    "end_date_type",
                    models.TextField(
                        choices=[
                            ("CUSTOM", "Custom"),
                            ("BASED_ON_DATE_OF_BIRTH", "Based On Date Of Birth"),
                            ("BASED_ON_REGISTRATION_DATE", "Based On Registration Date"),
                        ]
                    ),
                ),
                ("suggested_ends_on", models.DateField(blank=True, null=True)),
                ("years", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("age_limit", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("renewable_months", models.PositiveSmallIntegerField(default=2)),
                ("card_systems", models.ManyToManyField(related_name="associations", to="card_systems.cardsystem")),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="AssociationRight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("can_write", models.BooleanField(default=False)),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rights", to="organizers.association"
                    ),
                ),
                (
                    "organizer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="association_rights",
                        to="organizers.organizer",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="association",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_date_type", "CUSTOM"),
                    models.Q(("age_limit__isnull", False), ("end_date_type", "BASED_ON_DATE_OF_BIRTH")),
                    models.Q(("end_date_type", "BASED_ON_REGISTRATION_DATE"), ("years__isnull", False)),
                    _connector="OR",
                ),
                name="association_end_date_type",
            ),
        ),
        migrations.AddConstraint(
            model_name="associationright",
            constraint=models.UniqueConstraint(fields=("association", "organizer"), name="association_right_once"),
        ),
    ]
