"""Whether this process can serve: its database answers, and has the tables that the code expects."""

import logging
from functools import cache
from typing import Final

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

_log: Final = logging.getLogger(__name__)


def health(_request: HttpRequest) -> JsonResponse:
    """200 when requests can be served, else 503 with the reason: `database` or `migrations`."""
    reason = _reason_not_to_serve()
    if reason is None:
        return JsonResponse({"status": "ok"})
    return JsonResponse({"status": "unavailable", "reason": reason}, status=503)


def _reason_not_to_serve() -> str | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        _demand_migrated()
    except DatabaseError:
        _log.exception("the database does not answer")
        connection.close()
        return "database"
    except MigrationsPending:
        return "migrations"
    return None


class MigrationsPending(Exception):
    """The database does not have the tables that this version of the code expects."""


@cache
def _demand_migrated() -> None:
    """A good answer is kept for the life of the process, since tables never go back; a bad one is asked again."""
    if migrations_pending():
        raise MigrationsPending


def migrations_pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
