"""Months of the partitioned tables. What is not prepared in time lands in the default partition and is not lost."""

from contextlib import suppress
from datetime import date
from typing import Final

from django.db import IntegrityError, connection, transaction

MONTHLY_TABLES: Final = ("records_auditline", "records_accessline", "checkins_checkin", "checkins_pointsline")


def ensure_months(first: date, last: date) -> None:
    """Make the partitions of every month from that of `first` up to that of `last`, where they are not there yet.

    A month of which rows lie in the default partition already stays there: they may not be moved, and are found there.
    """
    for month in _months(first, last):
        for table in MONTHLY_TABLES:
            _ensure(table, month)


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
