"""The two databases of a measurement, in one cluster with the same durability, and what is in them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg

from openpas.runtime.embedded_postgres import EmbeddedPostgres, Postmaster
from openpas.runtime.home import Home

SETTINGS: Final = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "max_wal_size": "8GB"}
HERE: Final = Path(__file__).parent
_VARIABLE: Final = re.compile(r"(?<![:\w]):([a-z]+)\b")


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is before the first request."""

    passholders: int
    past_checkins: int
    events: int = 1000
    months: int = 12


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running PostgreSQL."""

    home: Home
    url: str
    pid: int

    def database(self, name: str) -> str:
        return self.url.replace("/openpas?", f"/{name}?")

    def create(self, name: str) -> str:
        """An empty database of that name; its address."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.database(name)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A PostgreSQL in this folder for the time of the block. It keeps what it promised, as in production."""
    home = Home(folder)
    postgres = EmbeddedPostgres(home, SETTINGS)
    try:
        url = postgres.start()
        running = Postmaster.of(home.database_folder)
        if running is None:
            raise RuntimeError("PostgreSQL started and is not there")
        yield Cluster(home, url, running.pid)
    finally:
        postgres.stop()


def fill_floor(url: str, floor: Path, size: Size) -> None:
    """The floor's own schema and data."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute((floor / "schema.sql").read_text().encode())
        seed = (floor / "seed.sql").read_text()
        for statement in _statements(seed, ph=size.passholders, ev=size.events, past=size.past_checkins):
            connection.execute(statement.encode())


def fill_openpas(url: str, home: Home, size: Size) -> str:
    """Our tables and data; an access token of the client that may check in and ask prices everywhere."""
    token = home.path / "token"
    environment = {**os.environ, "DATABASE_URL": url, "OPENPAS_HOME": str(home.path)}
    python = [sys.executable, "-m"]
    subprocess.run([*python, "openpas", "manage", "migrate", "--verbosity=0"], env=environment, check=True)
    subprocess.run([*python, "bench.prepare", str(size.months), str(token)], env=environment, check=True)
    with psycopg.connect(url, autocommit=True) as connection:
        seed = (HERE / "seed.sql").read_text()
        values = {"passholders": size.passholders, "events": size.events, "past": size.past_checkins}
        connection.execute(_filled(seed, months=size.months, **values).encode())
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
    subprocess.run([*python, "bench.prepare", "client", str(token)], env=environment, check=True)
    return token.read_text()


@dataclass(frozen=True, slots=True)
class Wal:
    """What the cluster has written ahead: bytes, and how many of its entries were whole pages.

    The first change of a page after a checkpoint logs all of it, so a short run after one overstates what a change
    costs, and the more the larger the tables are.
    """

    bytes: int
    whole_pages: int


def wal(url: str) -> Wal:
    """So far, since the cluster was made."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn, wal_fpi FROM pg_stat_wal").fetchone()
    if row is None:
        raise RuntimeError("pg_stat_wal has one row")
    return Wal(int(row[0]), int(row[1]))


def settle(url: str) -> None:
    """Begin the next measurement with nothing left to write."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")


def learn(url: str) -> None:
    """Renew the statistics, and with them every plan that was made while a table was still empty.

    In a living system this has happened long ago; here it would happen at some moment of a measurement, or not.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _statements(script: str, **values: int) -> list[str]:
    return [one for one in _filled(script, **values).split(";") if one.strip()]


def _filled(script: str, **values: int) -> str:
    """Variables as psql has them, `:name`, replaced; `::type` and times such as 10:30 are left alone."""
    return _VARIABLE.sub(lambda found: str(values.get(found[1], found[0])), script)
