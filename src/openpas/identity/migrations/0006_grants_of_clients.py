import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Grants are of clients alone; those of people went before, in a transaction of its own."""

    dependencies = [("identity", "0005_rights_of_desks")]

    operations = [
        migrations.RemoveConstraint(model_name="grant", name="grant_has_one_owner"),
        migrations.RemoveConstraint(model_name="grant", name="grant_once"),
        migrations.RemoveField(model_name="grant", name="user"),
        migrations.AlterField(
            model_name="grant",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="grants", to="identity.apiclient"
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                fields=("client", "organizer", "permission"), name="grant_of_client_once", nulls_distinct=False
            ),
        ),
    ]
