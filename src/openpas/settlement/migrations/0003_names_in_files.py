import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("settlement", "0002_guards")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="named_passholder_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list, size=None
            ),
        )
    ]
