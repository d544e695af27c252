import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizers", "0002_schools_and_associations"),
        ("passholders", "0002_guards"),
    ]

    operations = [
        migrations.AddField(
            model_name="passholder",
            name="family_icon",
            field=models.TextField(
                blank=True, db_default="", default="", help_text="how the person is shown in the own family"
            ),
        ),
        migrations.AddField(
            model_name="passholder",
            name="school",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="pupils",
                to="organizers.organizer",
            ),
        ),
        migrations.CreateModel(
            name="AssociationMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ends_on", models.DateField()),
                ("created_at", models.DateTimeField()),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="organizers.association",
                    ),
                ),
                (
                    "passholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="association_memberships",
                        to="passholders.passholder",
                    ),
                ),
            ],
            options={
                "ordering": ["association__name", "id"],
                "indexes": [models.Index(fields=["association", "ends_on"], name="association_membership_end")],
                "constraints": [
                    models.UniqueConstraint(fields=("association", "passholder"), name="association_membership_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("icon", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField()),
                (
                    "main",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="family", to="passholders.passholder"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="families",
                        to="passholders.passholder",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("main", "member"), name="family_member_once"),
                    models.CheckConstraint(
                        condition=models.Q(("main", models.F("member")), _negated=True), name="family_main_is_no_link"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyUndoToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.BinaryField(unique=True)),
                ("created_at", models.DateTimeField()),
                (
                    "main",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="passholders.passholder"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="passholders.passholder"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["created_at"], name="family_undo_token_age")],
            },
        ),
    ]
