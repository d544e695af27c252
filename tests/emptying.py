"""After a test that commits, every table is emptied.

Django truncates for that, which makes hundreds of files anew, whatever was in them; a test leaves a few rows.
"""

from typing import Final

from django.apps import apps
from django.db import connection, transaction
from psycopg.sql import SQL, Composed, Identifier

# What migrations write there is what Django itself has to know of the tables.
_KEPT: Final = {"auth", "contenttypes"}
_QUEUE: Final = ["procrastinate_events", "procrastinate_periodic_defers", "procrastinate_jobs"]


def empty_all_tables() -> None:
    """Remove all rows, those of the queue too. Waits for whoever is still writing, such as the thread of a server."""
    tables = [Identifier(name) for name in [*_our_tables(), *_QUEUE]]
    with transaction.atomic(), connection.cursor() as cursor:
        # Neither foreign keys nor tables that may only grow stand in the way.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(SQL(", ").join(tables)))
        cursor.execute(SQL("; ").join(_deletion(table) for table in tables))


def _our_tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return [model._meta.db_table for model in models if model._meta.managed and model._meta.app_label not in _KEPT]


def _deletion(table: Identifier) -> Composed:
    return SQL("DELETE FROM {}").format(table)
