from django.db import migrations

SEARCHED = migrations.RunSQL(
    """
    CREATE INDEX passholder_street_parts ON passholders_passholder USING gin (plain_text(street) gin_trgm_ops);
    CREATE INDEX passholder_birth ON passholders_passholder (date_of_birth);
    """,
    "DROP INDEX passholder_street_parts, passholder_birth;",
)


class Migration(migrations.Migration):
    dependencies = [("passholders", "0003_families_schools_and_associations")]
    operations = [SEARCHED]
