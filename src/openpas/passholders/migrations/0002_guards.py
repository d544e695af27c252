from django.db import migrations

PLAIN_TEXT = migrations.RunSQL(
    """
    CREATE EXTENSION IF NOT EXISTS unaccent;
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE FUNCTION plain_text(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN lower(unaccent('unaccent'::regdictionary, $1));
    """,
    "DROP FUNCTION plain_text(text);",
)
SEARCHED = migrations.RunSQL(
    """
    CREATE INDEX passholder_plain_names ON passholders_passholder (plain_text(name), plain_text(first_name), id);
    CREATE INDEX passholder_name_parts ON passholders_passholder
        USING gin (plain_text(name) gin_trgm_ops, plain_text(first_name) gin_trgm_ops);
    CREATE INDEX passholder_plain_email ON passholders_passholder (plain_text(email) text_pattern_ops);
    """,
    "DROP INDEX passholder_plain_names, passholder_name_parts, passholder_plain_email;",
)

BALANCES_CHANGE_IN_PLACE = migrations.RunSQL(
    "ALTER TABLE passholders_pointsaccount SET (fillfactor = 70)",
    "ALTER TABLE passholders_pointsaccount RESET (fillfactor)",
)


class Migration(migrations.Migration):
    dependencies = [("passholders", "0001_initial")]
    operations = [PLAIN_TEXT, SEARCHED, BALANCES_CHANGE_IN_PLACE]
