from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0006_grants_of_clients"),
    ]

    operations = [
        migrations.AddField(
            model_name="factor",
            name="pending_encrypted",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="factor",
            name="pending_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
