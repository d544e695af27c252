from django.db import migrations

from openpas.records.migrating import append_only


class Migration(migrations.Migration):
    dependencies = [("checkins", "0001_initial"), ("records", "0002_guards")]
    operations = append_only("checkins_checkin", "checkins_checkincancellation", "checkins_pointsline")
