"""Months of the partitioned tables. What is not prepared in time lands in the default partition and is not lost."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Final

from django.db import IntegrityError, OperationalError, connection, transaction

MONTHLY_TABLES: Final = ("records_auditline", "records_accessline", "checkins_checkin", "checkins_pointsline")

_MONTH: Final = re.compile(r"_\d{4}_\d{2}$")
_PATIENCE_MS: Final = 500
_LONGEST_NAME: Final = 63


def ensure_months(first: date, last: date) -> None:
    """Make the partitions of every month from that of `first` up to that of `last`, where they are not there yet.

    A month of which rows lie in the default partition already stays there: they may not be moved, and are found there.
    """
    for month in _months(first, last):
        for table in MONTHLY_TABLES:
            _ensure(table, month)


def drop_months(table: str, before: date) -> list[str]:
    """Drop the months of one table that ended before the month of `before`; the names of those that are gone.

    The only way in which rows that never change go, whole months at once. A month that is in use is left for the next
    night: waiting for it would make every writer wait. What lies in the default partition stays.
    """
    ended = [name for name in _partitions(table) if _month_of(name) < before.replace(day=1)]
    return [name for name in ended if _drop(name)]


def index_months(table: str, before: date, columns: Sequence[str]) -> list[str]:
    """Index the months of one table that ended before the month of `before`, for reading; the names of those that now
    have it. Nobody writes to them any more, so nobody waits.
    """
    ended = [name for name in _partitions(table) if _month_of(name) < before.replace(day=1)]
    for name in ended:
        with connection.cursor() as cursor:
            index = f"{name}_{'_'.join(columns)}"
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {index[:_LONGEST_NAME]} ON {name} ({', '.join(columns)})")
    return ended


def _partitions(table: str) -> list[str]:
    """The months of a table, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass", [table])
        return sorted(name for (name,) in cursor.fetchall() if _MONTH.search(name))


def _month_of(partition: str) -> date:
    year, month = partition[-len("2026_01") :].split("_")
    return date(int(year), int(month), 1)


def _drop(partition: str) -> bool:
    with suppress(OperationalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE_MS}ms'")
        cursor.execute(f"DROP TABLE {partition}")
        return True
    return False


def _ensure(table: str, month: date) -> None:
    with suppress(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {table}_{month:%Y_%m} PARTITION OF {table} "
            f"FOR VALUES FROM ('{month:%Y-%m-%d} 00:00+00') TO ('{_next(month):%Y-%m-%d} 00:00+00')"
        )


def _months(first: date, last: date) -> list[date]:
    months, month = [], first.replace(day=1)
    while month <= last:
        months.append(month)
        month = _next(month)
    return months


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
