from django.db import migrations

from openpas.records.migrating import append_only


class Migration(migrations.Migration):
    """What somebody accepted stays, and so does the text that was accepted."""

    dependencies = [("identity", "0003_sign_in"), ("records", "0002_guards")]

    operations = append_only("identity_document", "identity_acceptance")
