"""Long statements of hot operations, translated once and sent as they are.

The driver rewrites the placeholders of a statement each time it is executed, and remembers the result of short texts
only. For a text of eight thousand characters that takes as long as deciding on what it brings.
"""

import re
from collections.abc import Mapping
from threading import local
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg import Connection, RawCursor

_NAMED: Final = re.compile(r"%\((\w+)\)s")


class _OfThisThread(local):
    """A cursor that is used for one statement after the other: making one takes longer than sending a statement."""

    _cursor: RawCursor[tuple[Any, ...]] | None = None

    def cursor_of(self, connected: Connection[Any]) -> RawCursor[tuple[Any, ...]]:
        if self._cursor is None or self._cursor.connection is not connected:
            self._cursor = RawCursor(connected)
        return self._cursor


_own: Final = _OfThisThread()


class HotStatement:
    """A statement with named placeholders (`%(number)s`), prepared by each connection when it first executes it."""

    def __init__(self, text: str) -> None:
        self._text: Final = " ".join(text.split())
        self._names: Final = tuple(dict.fromkeys(_NAMED.findall(text)))
        places = {name: f"${place}" for place, name in enumerate(self._names, start=1)}
        # As bytes, which the driver takes as they are; a text is encoded and hashed each time.
        self._numbered: Final = _NAMED.sub(lambda found: places[found[1]], self._text).encode()

    def row(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The first row of the result, None without one. One round trip."""
        wrapper = connections[DEFAULT_DB_ALIAS]
        if wrapper.queries_logged:
            return self._logged_row(values)
        wrapper.ensure_connection()
        with wrapper.wrap_database_errors:
            cursor = _own.cursor_of(wrapper.connection)
            cursor.execute(self._numbered, [values[name] for name in self._names])
            return cursor.fetchone()

    def _logged_row(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Django's log shows a statement with its values filled in, which it can do for its own form only."""
        with connection.cursor() as cursor:
            cursor.execute(self._text, {name: values[name] for name in self._names})
            row: tuple[Any, ...] | None = cursor.fetchone()
            return row
