from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_status_audience_and_imports"),
        ("organizers", "0002_schools_and_associations"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="age_from",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="age_to",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("age_to", None),
                    models.Q(("age_from__isnull", False), ("age_from__lte", models.F("age_to"))),
                    _connector="OR",
                ),
                name="event_age_range",
            ),
        ),
    ]
