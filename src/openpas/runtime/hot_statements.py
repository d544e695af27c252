"""Long statements of hot operations, translated once and sent as they are.

The driver rewrites the placeholders of a statement each time it is executed, and remembers the result of short texts
only. For a text of eight thousand characters that takes as long as deciding on what it brings.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from django.db import connection
from psycopg import RawCursor

_NAMED: Final = re.compile(r"%\((\w+)\)s")


class HotStatement:
    """A statement with named placeholders (`%(number)s`), prepared by each connection when it first executes it."""

    def __init__(self, text: str) -> None:
        self._text: Final = " ".join(text.split())
        self._names: Final = tuple(dict.fromkeys(_NAMED.findall(text)))
        places = {name: f"${place}" for place, name in enumerate(self._names, start=1)}
        self._numbered: Final = _NAMED.sub(lambda found: places[found[1]], self._text)

    def row(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The first row of the result, None without one. One round trip."""
        if connection.queries_logged:
            return self._logged_row(values)
        connection.ensure_connection()
        with connection.make_cursor(cast("Any", RawCursor(connection.connection))) as cursor:
            cursor.execute(self._numbered, [values[name] for name in self._names])
            row: tuple[Any, ...] | None = cursor.fetchone()
            return row

    def _logged_row(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Django's log shows a statement with its values filled in, which it can do for its own form only."""
        with connection.cursor() as cursor:
            cursor.execute(self._text, {name: values[name] for name in self._names})
            row: tuple[Any, ...] | None = cursor.fetchone()
            return row
