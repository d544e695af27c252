from django.db import migrations

from openpas.records.migrating import REFUSE_CHANGE, append_only


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [REFUSE_CHANGE, *append_only("records_auditline", "records_accessline")]
