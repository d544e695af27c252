from django.db import migrations

from openpas.records.migrating import append_only


class Migration(migrations.Migration):
    dependencies = [("settlement", "0001_initial"), ("records", "0002_guards")]
    operations = append_only("settlement_toldcancellation")
