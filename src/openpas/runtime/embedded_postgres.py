"""A PostgreSQL of our own in a home: made, started, taken over after a crash, and stopped.

It listens on no network, only on a socket in a folder that other accounts cannot enter, so it needs no password.
Durability is PostgreSQL's own: fsync, synchronous_commit and full_page_writes stay on.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

import psycopg

from openpas.runtime.home import Home
from openpas.runtime.memory import available_bytes
from openpas.runtime.postgres_account import Account, account
from openpas.runtime.postgres_leftovers import take_over
from openpas.runtime.postgres_programs import Programs, programs

ROLE: Final = "openpas"
DATABASE: Final = "openpas"
PORT: Final = 5432
# What the kernel takes as the address of a socket, on the strictest of the systems we run on.
LONGEST_SOCKET_PATH: Final = 103
RECOVERY_SECONDS: Final = 300.0
FAST_STOP_SECONDS: Final = 6.0
BUILTIN_LOCALE_SINCE: Final = 17

SETTINGS: Final[Mapping[str, str]] = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "max_wal_size": "2GB",
    # The first change of a page after a checkpoint writes the whole page.
    "checkpoint_timeout": "15min",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
    # No values of columns or parameters in the log: they are people's.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


MEGABYTE: Final = 1024**2
LEAST_BUFFERS: Final = 128 * MEGABYTE
MOST_BUFFERS: Final = 2048 * MEGABYTE


def sized_for(memory_bytes: int) -> dict[str, str]:
    """An eighth of the memory for pages, since we are not alone; the planner may count on half, the system's included.

    What a check-in touches must fit: with a million passholders that is a few hundred megabytes.
    """
    buffers = max(LEAST_BUFFERS, min(memory_bytes // 8, MOST_BUFFERS))
    cached = max(buffers, memory_bytes // 2)
    return {
        "shared_buffers": f"{buffers // MEGABYTE}MB",
        "effective_cache_size": f"{cached // MEGABYTE}MB",
    }


class DatabaseFailed(Exception):
    """PostgreSQL did not start; the text carries the end of its log."""


@dataclass(frozen=True)
class Postmaster:
    """What a running server says of itself in `postmaster.pid`."""

    pid: int
    socket_folder: Path
    ready: bool

    @classmethod
    def of(cls, data: Path) -> Postmaster | None:
        try:
            lines = (data / "postmaster.pid").read_text().splitlines()
            return cls(int(lines[0]), Path(lines[4]), lines[7].strip() == "ready")
        except (OSError, ValueError, IndexError):
            return None


class EmbeddedPostgres:
    """The database of one home. Whoever starts it must hold the home (`Home.alone`)."""

    def __init__(self, home: Home, settings: Mapping[str, str] | None = None, run_as: Account | None = None) -> None:
        self._home = home
        self._data = home.database_folder
        self._settings = {**SETTINGS, **sized_for(available_bytes()), **(settings or {})}
        self._account = run_as or account()
        self._socket_folder = home.socket_folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Start on what is there or on a new database, after a crash too; the address for DATABASE_URL."""
        found = self._readable(programs())
        self._home.prepare()
        self._account.admit(self._home.path, (self._data,))
        if not self._data.exists():
            self._initialize(found)
        self._demand_same_major(found)
        take_over(self._data)
        self._launch(found)
        self._await_ready()
        self._ensure_database()
        return address(self._socket_folder)

    def stop(self) -> None:
        """End it as PostgreSQL calls fast: open transactions are rolled back, everything committed is on disk."""
        if self._process is not None:
            _end(self._process)
            self._process = None
        if self._socket_folder != self._home.socket_folder:
            shutil.rmtree(self._socket_folder, ignore_errors=True)

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _readable(self, found: Programs) -> Programs:
        return Programs(self._account.readable(found.folder, self._home.path), found.major)

    def _initialize(self, found: Programs) -> None:
        """Into a draft that is renamed when it is whole, so that an end in the middle leaves nothing half made."""
        draft = self._data.with_name(f"{self._data.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self._account.admit(self._home.path, (draft,))
        arguments = [f"--pgdata={draft}", f"--username={ROLE}", "--auth=trust", "--encoding=UTF8"]
        made = subprocess.run(
            self._account.command(found.initdb, arguments + _locale(found.major)),
            cwd="/",
            env=_environment(),
            capture_output=True,
            text=True,
            check=False,
            **self._account.popen_options,
        )
        if made.returncode != 0:
            raise DatabaseFailed(f"The database could not be made in {self._data}:\n{made.stderr.strip()}")
        draft.rename(self._data)

    def _demand_same_major(self, found: Programs) -> None:
        written_by = int((self._data / "PG_VERSION").read_text())
        if written_by != found.major:
            raise DatabaseFailed(
                f"The database in {self._data} was written by PostgreSQL {written_by}; this is {found.major}. "
                "Dump it with the old version and restore it with the new one, or start with another --home."
            )

    def _launch(self, found: Programs) -> None:
        self._socket_folder = self._make_socket_folder()
        settings = self._settings | {"unix_socket_directories": str(self._socket_folder)}
        arguments = ["-D", str(self._data)]
        for name, value in settings.items():
            arguments += ["-c", f"{name}={value}"]
        with self._home.database_log.open("ab") as log:
            # A session of its own: Ctrl-C in a terminal reaches us alone, and we end the server before the database.
            self._process = subprocess.Popen(
                self._account.command(found.postgres, arguments),
                cwd="/",
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._account.popen_options,
            )

    def _make_socket_folder(self) -> Path:
        folder = self._home.socket_folder
        if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) > LONGEST_SOCKET_PATH:
            folder = Path(tempfile.mkdtemp(prefix="openpas-", dir="/tmp"))
        folder.mkdir(mode=0o700, exist_ok=True)
        # Nobody serves this home now; a note of who did could name a process that was killed and not yet buried.
        for leftover in folder.glob(".s.PGSQL.*"):
            leftover.unlink()
        self._account.admit(self._home.path, (folder,))
        return folder

    def _await_ready(self) -> None:
        deadline = time.monotonic() + RECOVERY_SECONDS
        while time.monotonic() < deadline:
            if not self.alive:
                break
            if (running := Postmaster.of(self._data)) and running.ready:
                return
            time.sleep(0.01)
        self.stop()
        raise DatabaseFailed(f"PostgreSQL did not start:\n{_last_lines(self._home.database_log)}")

    def _ensure_database(self) -> None:
        with psycopg.connect(address(self._socket_folder, "postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if not known:
                connection.execute(f"CREATE DATABASE {DATABASE}")


def address(socket_folder: Path, database: str = DATABASE) -> str:
    return f"postgresql://{ROLE}@/{database}?host={quote(str(socket_folder), safe='')}&port={PORT}"


def running_address(home: Home) -> str | None:
    """The address of the database that another process runs on this home, once it takes connections."""
    running = Postmaster.of(home.database_folder)
    return address(running.socket_folder) if running and running.ready else None


def _end(process: subprocess.Popen[bytes]) -> None:
    for sent in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(sent)
        try:
            process.wait(FAST_STOP_SECONDS if sent is signal.SIGINT else 1.5)
        except subprocess.TimeoutExpired:
            continue
        return


def _locale(major: int) -> list[str]:
    """Text sorted by code point, and upper and lower case for accented letters where the version can without ICU."""
    if major >= BUILTIN_LOCALE_SINCE:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C"]


def _environment() -> dict[str, str]:
    """Without the caller's PG* variables, which would reach into the new server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def _last_lines(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-12:])
