"""Which database a command works on: the one of DATABASE_URL, or the embedded one of the home."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import psycopg

from openpas.runtime.embedded_postgres import EmbeddedPostgres, running_address
from openpas.runtime.home import Home, HomeInUse
from openpas.runtime.postgres_programs import OLDEST_MAJOR

STARTING_SECONDS: Final = 30.0


class UnusableDatabase(Exception):
    """DATABASE_URL names something that Openpas cannot work with."""


@dataclass(frozen=True)
class Database:
    """An address that takes connections, and whether what serves it is still there."""

    url: str
    alive: Callable[[], bool]


@contextmanager
def database_to_serve(home: Home) -> Iterator[Database]:
    """The database for the life of a server, which holds the home alone when the database is in it."""
    if url := os.environ.get("DATABASE_URL"):
        home.prepare()
        yield external(url)
        return
    with home.alone(), embedded(home) as database:
        yield database


@contextmanager
def database_to_manage(home: Home) -> Iterator[Database]:
    """The database for one command: that of a server that runs on this home, or else started for the command."""
    if url := os.environ.get("DATABASE_URL"):
        yield external(url)
        return
    try:
        with home.alone(), embedded(home) as database:
            yield database
    except HomeInUse:
        yield _of_the_running_server(home)


@contextmanager
def embedded(home: Home) -> Iterator[Database]:
    postgres = EmbeddedPostgres(home)
    try:
        yield Database(postgres.start(), lambda: postgres.alive)
    finally:
        postgres.stop()


def external(url: str) -> Database:
    """Raises UnusableDatabase where it does not answer or is older than what the tables need."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            demand_version(connection.info.server_version)
    except psycopg.OperationalError as problem:
        raise UnusableDatabase(f"The database of DATABASE_URL does not answer: {problem}") from None
    return Database(url, lambda: True)


def demand_version(server_version: int) -> None:
    """`server_version` as libpq tells it: 150008 is 15.8."""
    major, minor = divmod(server_version, 10000)
    if major < OLDEST_MAJOR:
        raise UnusableDatabase(
            f"Openpas needs PostgreSQL {OLDEST_MAJOR} or newer; the one of DATABASE_URL is {major}.{minor}."
        )


def _of_the_running_server(home: Home) -> Database:
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline:
        if url := running_address(home):
            return Database(url, lambda: True)
        time.sleep(0.1)
    raise UnusableDatabase(f"Another process holds {home.path}, but its database does not take connections.")
