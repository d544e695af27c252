"""A number that rises with every transaction that changes what regions, organizers, events or keys say.

It rises when the transaction commits, and not at the statement, so that nobody waits for somebody else's transaction.
"""

from django.db import migrations

WATCHED = (
    "card_systems_cardsystem",
    "organizers_organizer",
    "organizers_organizer_card_systems",
    "events_event",
    "events_eventcardsystem",
    "events_priceclass",
    "tariffs_distributionkey",
    "tariffs_distributionkey_organizers",
    "tariffs_eventkey",
)

NUMBER = migrations.RunSQL(
    """
    CREATE TABLE tariffs_programme (version bigint NOT NULL);
    INSERT INTO tariffs_programme VALUES (1);
    CREATE FUNCTION programme_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('openpas.programme_changed', true) IS DISTINCT FROM 'here' THEN
            PERFORM set_config('openpas.programme_changed', 'here', true);
            UPDATE tariffs_programme SET version = version + 1;
        END IF;
        RETURN NULL;
    END $$;
    """,
    "DROP FUNCTION programme_changed(); DROP TABLE tariffs_programme;",
)


def raises_it(table: str) -> migrations.RunSQL:
    """Once per transaction, whatever the number of rows."""
    return migrations.RunSQL(
        f"CREATE CONSTRAINT TRIGGER programme_changed AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION programme_changed()",
        f"DROP TRIGGER programme_changed ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("tariffs", "0002_guards"),
        ("card_systems", "0002_vouchers_and_policy"),
        ("organizers", "0002_schools_and_associations"),
        ("events", "0002_status_audience_and_imports"),
    ]
    operations = [NUMBER, *(raises_it(table) for table in WATCHED)]
