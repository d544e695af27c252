"""The cast as rows: to make seven people and their world takes longer than what most tests do with them."""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from psycopg.sql import SQL, Identifier

from openpas.demo.cast import Cast, create_cast
from openpas.foundation.calendar import brussels_day
from openpas.runtime import clock

# The moments of the cast are around now. A test that travelled gets a cast of its own time.
_FRESH_FOR: Final = timedelta(minutes=1)
_INSERTED: Final = re.compile(r'INSERT INTO "?(\w+)"?')
_COLUMNS: Final = """
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


@dataclass(frozen=True, slots=True)
class _Rows:
    """What a table holds, as COPY writes and reads it."""

    table: Identifier
    columns: SQL
    lines: bytes


@dataclass(frozen=True, slots=True)
class _SavedCast:
    cast: Cast
    saved_at: datetime
    rows: list[_Rows]

    @property
    def is_of_now(self) -> bool:
        now = clock.now()
        return timedelta() <= now - self.saved_at < _FRESH_FOR and brussels_day(now) == brussels_day(self.saved_at)


@dataclass(slots=True)
class CastAgain:
    """Saves the cast with the ids that it had the last time, unless that is a while ago."""

    _saved: _SavedCast = field(init=False)

    def __post_init__(self) -> None:
        """In a database that is empty, which stays so."""
        with transaction.atomic():
            self._saved = _made()
            transaction.set_rollback(True)

    def create(self) -> Cast:
        if self._saved.is_of_now:
            _put_back(self._saved.rows)
        elif _are_empty(self._saved.rows):
            self._saved = _made()
        else:
            return create_cast()
        return deepcopy(self._saved.cast)


def _made() -> _SavedCast:
    now, tables = clock.now(), set[str]()

    def note_table(execute: Any, sql: str, *rest: Any) -> Any:
        tables.update(_INSERTED.findall(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(note_table):
        cast = create_cast()
    return _SavedCast(deepcopy(cast), now, [_rows_of(table) for table in sorted(tables)])


def _rows_of(table: str) -> _Rows:
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS, [table])
        (columns,) = cursor.fetchone() or ("",)
        place = Identifier(table), SQL(columns)
        with cursor.copy(SQL("COPY (SELECT {1} FROM {0}) TO STDOUT").format(*place)) as copy:
            return _Rows(*place, b"".join(map(bytes, copy)))


def _put_back(rows: list[_Rows]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for one in rows:
            with cursor.copy(SQL("COPY {} ({}) FROM STDIN").format(one.table, one.columns)) as copy:
                copy.write(one.lines)


def _are_empty(rows: list[_Rows]) -> bool:
    filled = SQL(" OR ").join(SQL("EXISTS (SELECT FROM {})").format(one.table) for one in rows)
    with connection.cursor() as cursor:
        cursor.execute(SQL("SELECT {}").format(filled))
        return not any(cursor.fetchone() or ())
