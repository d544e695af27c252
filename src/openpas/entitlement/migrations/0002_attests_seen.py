import django.db.models.deletion
from django.db import migrations, models

NEVER_CHANGED = migrations.RunSQL(
    """
    CREATE TRIGGER never_changed BEFORE UPDATE ON entitlement_attest
    FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """,
    "DROP TRIGGER never_changed ON entitlement_attest",
)
"""An attest is deleted when its time is over, or with the person; never corrected."""


class Migration(migrations.Migration):
    dependencies = [
        ("entitlement", "0001_initial"),
        ("organizers", "0002_schools_and_associations"),
        ("passholders", "0003_families_schools_and_associations"),
        ("records", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("INCREASED_REIMBURSEMENT", "Increased Reimbursement"),
                            ("LIVING_WAGE", "Living Wage"),
                            ("DEBT_HELP", "Debt Help"),
                            ("INCOME_GUARANTEE", "Income Guarantee"),
                            ("DISABILITY_ALLOWANCE", "Disability Allowance"),
                            ("SOCIAL_HOUSE", "Social House"),
                            ("OTHER", "Other"),
                        ]
                    ),
                ),
                ("note_encrypted", models.BinaryField(blank=True, null=True)),
                ("seen_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("recorded_by", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attests",
                        to="passholders.cardsystemmembership",
                    ),
                ),
                (
                    "organizer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organizers.organizer"
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at", "id"],
                "indexes": [models.Index(fields=["ends_on"], name="attest_ends_on")],
            },
        ),
        NEVER_CHANGED,
    ]
