"""Statements of hot operations, translated once and sent as they are.

The driver rewrites the placeholders of a statement each time it is executed, and remembers the result of short texts
only. For a text of eight thousand characters that takes as long as deciding on what it brings. Django makes the text
anew each time; for the one row of a token that takes longer than to sign it.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, reduce
from itertools import islice
from threading import local
from typing import Any, Final, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model
from psycopg import Connection, RawCursor
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ExecStatus

Row = TypeVar("Row", bound=Model)

_NAMED: Final = re.compile(r"%\((\w+)\)s")


class _Prepared:
    """A statement that one connection has prepared, sent by one call of libpq; a cursor takes three times as long."""

    def __init__(self, connected: Connection[Any], text: bytes, name: bytes, places: int) -> None:
        self._libpq: Final = connected.pgconn
        self._text: Final = text
        self._name: Final = name
        self._formats: Final = [PyFormat.AUTO] * places
        self._types: tuple[int, ...] | None = None
        self._transformer: Final = Transformer(connected)

    def rows(self, values: list[Any]) -> list[tuple[Any, ...]] | None:
        """None where the database refused it, and where values are of other types than the first time."""
        sent = cast("Sequence[bytes]", self._transformer.dump_sequence(values, self._formats))
        if self._types is None:
            self._types = self._transformer.types
            self._libpq.prepare(self._name, self._text, self._types)
        elif self._types != self._transformer.types:
            return None
        result = self._libpq.exec_prepared(self._name, sent, self._transformer.formats)
        if result.status != ExecStatus.TUPLES_OK:
            return None
        self._transformer.set_pgresult(result)
        return self._transformer.load_rows(0, result.ntuples, tuple)


class _OfThisThread(local):
    """What a thread keeps of its connection. To make a cursor takes longer than to send a statement."""

    _connected: Connection[Any] | None = None
    _cursor: RawCursor[tuple[Any, ...]]
    _prepared: dict[bytes, _Prepared]

    def row(self, connected: Connection[Any], text: bytes, values: list[Any]) -> tuple[Any, ...] | None:
        if self._connected is not connected:
            self._connected, self._cursor, self._prepared = connected, RawCursor(connected), {}
        if connected.autocommit:
            rows = self._prepared_of(connected, text, len(values)).rows(values)
            if rows is not None:
                return rows[0] if rows else None
        # A cursor begins the transaction where one is due, and tells why a statement was refused: that changed nothing.
        return self._cursor.execute(text, values).fetchone()

    def _prepared_of(self, connected: Connection[Any], text: bytes, places: int) -> _Prepared:
        found = self._prepared.get(text)
        if found is None:
            found = self._prepared[text] = _Prepared(connected, text, b"hot_%d" % len(self._prepared), places)
        return found


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
            return _own.row(wrapper.connection, self._numbered, [values[name] for name in self._names])

    def _logged_row(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Django's log shows a statement with its values filled in, which it can do for its own form only."""
        with connection.cursor() as cursor:
            cursor.execute(self._text, {name: values[name] for name in self._names})
            row: tuple[Any, ...] | None = cursor.fetchone()
            return row


class HotRead(Generic[Row]):
    """One row of a model with rows that it refers to, as `select_related` brings them, by a statement made once.

    `behind_from` is all that stands behind FROM: the table of the model is named `this` there, and each one of
    `related` by its path (`authorization__user`). Only for models whose columns need no conversion by Django.
    """

    def __init__(self, model: type[Row], behind_from: str, **related: type[Model]) -> None:
        self._models: Final[dict[str, type[Model]]] = {"this": model, **related}
        self._paths: Final = [path.split("__") for path in related]
        self._behind_from: Final = behind_from

    def first(self, **values: object) -> Row | None:
        """The first row with these values of the placeholders. One round trip."""
        found = self._statement.row(values)
        if found is None:
            return None
        columns = iter(found)
        first, *related = [
            model.from_db(DEFAULT_DB_ALIAS, names, list(islice(columns, len(names)))) for model, names in self._parts
        ]
        for path, row in zip(self._paths, related, strict=True):
            setattr(reduce(getattr, path[:-1], first), path[-1], row)
        return cast("Row", first)

    @cached_property
    def _parts(self) -> list[tuple[type[Model], list[str]]]:
        """Each model with its fields; not before the first use, when all models are known."""
        return [(model, [field.attname for field in _fields(model)]) for model in self._models.values()]

    @cached_property
    def _statement(self) -> HotStatement:
        columns = (f'"{path}"."{field.column}"' for path, model in self._models.items() for field in _fields(model))
        return HotStatement(f"SELECT {', '.join(columns)} FROM {self._behind_from}")  # noqa: S608  names of columns


def _fields(model: type[Model]) -> "Sequence[Field[Any, Any]]":
    return model._meta.concrete_fields  # noqa: SLF001  Django's documented name
