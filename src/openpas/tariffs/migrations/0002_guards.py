from django.db import migrations

from openpas.records.migrating import append_only

POSTINGS_BALANCE = migrations.RunSQL(
    """
    CREATE FUNCTION postings_balance() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE expected integer; actual integer;
    BEGIN
        SELECT CASE WHEN NEW.is_reversal THEN -regular_price_cents ELSE regular_price_cents END
          INTO expected FROM tariffs_ticketsale WHERE id = NEW.sale_id;
        SELECT sum(amount_cents) INTO actual FROM tariffs_posting
         WHERE sale_id = NEW.sale_id AND is_reversal = NEW.is_reversal;
        IF actual IS DISTINCT FROM expected THEN
            RAISE EXCEPTION 'postings of sale % sum to % instead of %', NEW.sale_id, actual, expected
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER postings_balance AFTER INSERT ON tariffs_posting
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION postings_balance();
    """,
    "DROP TRIGGER postings_balance ON tariffs_posting; DROP FUNCTION postings_balance();",
)


EVERY_SALE_IS_POSTED = migrations.RunSQL(
    """
    CREATE FUNCTION sale_is_posted() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE owed integer; actual integer; reversal boolean := TG_ARGV[0]::boolean; sale bigint;
    BEGIN
        sale := (to_jsonb(NEW) ->> CASE WHEN reversal THEN 'sale_id' ELSE 'id' END)::bigint;
        SELECT CASE WHEN reversal THEN -regular_price_cents ELSE regular_price_cents END
          INTO owed FROM tariffs_ticketsale WHERE id = sale;
        SELECT coalesce(sum(amount_cents), 0) INTO actual FROM tariffs_posting
         WHERE sale_id = sale AND is_reversal = reversal;
        IF actual <> owed THEN
            RAISE EXCEPTION 'postings of sale % sum to % instead of %', sale, actual, owed
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER sale_is_posted AFTER INSERT ON tariffs_ticketsale
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sale_is_posted('false');
    CREATE CONSTRAINT TRIGGER cancellation_is_posted AFTER INSERT ON tariffs_ticketsalecancellation
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sale_is_posted('true');
    """,
    "DROP TRIGGER cancellation_is_posted ON tariffs_ticketsalecancellation; "
    "DROP TRIGGER sale_is_posted ON tariffs_ticketsale; DROP FUNCTION sale_is_posted();",
)


class Migration(migrations.Migration):
    dependencies = [("tariffs", "0001_initial"), ("records", "0002_guards")]
    operations = [
        POSTINGS_BALANCE,
        EVERY_SALE_IS_POSTED,
        *append_only(
            "tariffs_ticketsale",
            "tariffs_ticketsalecancellation",
            "tariffs_posting",
            "tariffs_distributionkeyrevision",
        ),
    ]
