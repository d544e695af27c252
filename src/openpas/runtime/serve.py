"""`openpas serve`: database, tables, demo data and web server, started in this order and ended in the reverse one."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Final

import django
from django.core.management import call_command
from django.db import connection, connections
from django.urls import get_resolver

from openpas.runtime.companions import Kept, begin, end, kept
from openpas.runtime.database import Database, database_to_serve
from openpas.runtime.health import migrations_pending
from openpas.runtime.home import Home

STARTUP_SECONDS: Final = 60.0
PATIENCE_SECONDS: Final = 5.0
PORT_SECONDS: Final = 5.0
WORKER: Final = "openpas.runtime.worker"
DOUBLES: Final = ("django", "serve_doubles", "--as-companion")
EVERYWHERE: Final = {"0.0.0.0", "::"}  # noqa: S104  compared with, not listened on
# Any number does; two servers that start beside each other on one database take turns on it.
MIGRATION_LOCK: Final = 4_217_001


class ServingFailed(Exception):
    """The server could not start, or something it needs ended by itself."""


class Stopped(BaseException):
    """A signal asked for the end. Not an Exception: nothing on the way may take it for a failure."""


@dataclass(frozen=True)
class Serving:
    """What was asked for."""

    home: Home
    host: str
    port: int
    demo: bool

    @property
    def near_host(self) -> str:
        """The address under which this machine reaches the server."""
        return "127.0.0.1" if self.host in EVERYWHERE else self.host

    @property
    def url(self) -> str:
        return f"http://{self.near_host}:{self.port}"


def serve(asked: Serving) -> int:
    """Serve until SIGTERM, SIGHUP or Ctrl-C; 0 after a clean end."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        _serve(asked)
    except Stopped:
        _say("Stopped.")
    return 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


def _serve(asked: Serving) -> None:
    with database_to_serve(asked.home) as database:
        _demand_free_port(asked)
        _configure(asked, database)
        django.setup()
        _prepare_tables(asked)
        with _server(asked) as server:
            _await_health(asked, database, server)
            _say(_banner(asked))
            with ExitStack() as begun:
                _watch(database, server, [begun.enter_context(kept(*command)) for command in _companions(asked)])


def _companions(asked: Serving) -> list[tuple[str, ...]]:
    """What runs beside the web server: module and arguments. Doubles only where the data is a demo's too."""
    return [(WORKER,), *([DOUBLES] if _is_demo(asked) else [])]


def _is_demo(asked: Serving) -> bool:
    """Whether the data is a demo's: data of people that was there already never becomes one."""
    return asked.demo and asked.home.demo_accounts.exists()


def _configure(asked: Serving, database: Database) -> None:
    """What the settings read; the web server's process inherits it. What production has set already is kept."""
    os.environ["DATABASE_URL"] = database.url
    os.environ["OPENPAS_DEMO"] = "1" if asked.demo else "0"
    os.environ.setdefault("OPENPAS_ISSUER", asked.url)
    os.environ.setdefault("OPENPAS_LOG", str(asked.home.server_log))
    if asked.host in EVERYWHERE:
        os.environ.setdefault("OPENPAS_ALLOWED_HOSTS", "*")


def _prepare_tables(asked: Serving) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
    if migrations_pending():
        _say("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    call_command("ensure_partitions", skip_checks=True)
    if asked.demo:
        call_command("load_demo", skip_checks=True)
    # From here on it opens more than the loading of data: the messages of everybody, the doubles.
    os.environ["OPENPAS_DEMO"] = "1" if _is_demo(asked) else "0"
    # Closing lets go of the lock as well.
    connections.close_all()


def _demand_free_port(asked: Serving) -> None:
    """A server that is ending may still hold the port for a moment; what holds it longer is somebody else's."""
    family = socket.AF_INET6 if ":" in asked.host else socket.AF_INET
    deadline = time.monotonic() + PORT_SECONDS
    while True:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((asked.host, asked.port))
            except OSError as problem:
                if time.monotonic() > deadline:
                    raise ServingFailed(f"Cannot listen on {asked.host}:{asked.port}: {problem.strerror}.") from None
            else:
                return
        time.sleep(0.2)


@contextmanager
def _server(asked: Serving) -> Iterator[subprocess.Popen[bytes]]:
    process = begin("openpas.runtime.server", asked.host, str(asked.port))
    try:
        yield process
    finally:
        end(process)


def _await_health(asked: Serving, database: Database, server: subprocess.Popen[bytes]) -> None:
    """Code that cannot be imported shows its trace here; the server only begins its workers again and again."""
    begun_at, has_loaded = time.monotonic(), False
    while time.monotonic() < begun_at + STARTUP_SECONDS:
        _demand_alive(database, server)
        if _healthy(asked):
            return
        if not has_loaded and time.monotonic() > begun_at + PATIENCE_SECONDS:
            get_resolver().url_patterns  # noqa: B018  reading it imports
            has_loaded = True
        time.sleep(0.05)
    raise ServingFailed(f"The web server did not become healthy; {os.environ['OPENPAS_LOG']} may say why.")


def _healthy(asked: Serving) -> bool:
    asking = http.client.HTTPConnection(asked.near_host, asked.port, timeout=5)
    try:
        asking.request("GET", "/health")
        return asking.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


def _demand_alive(database: Database, server: subprocess.Popen[bytes]) -> None:
    if server.poll() is not None:
        raise ServingFailed(f"The web server ended by itself with code {server.returncode}.")
    if not database.alive():
        raise ServingFailed("The database ended by itself; postgres.log in the home says why.")


def _watch(database: Database, server: subprocess.Popen[bytes], companions: Sequence[Kept]) -> None:
    while True:
        _demand_alive(database, server)
        for companion in companions:
            companion.look_after()
        time.sleep(0.5)


def _banner(asked: Serving) -> str:
    lines = [
        "",
        f"Openpas runs on {asked.url}",
        f"  desk            {asked.url}/desk/",
        f"  API reference   {asked.url}/api/v4/docs",
        f"  data            {asked.home.path}",
        f"  log             {os.environ['OPENPAS_LOG']}",
    ]
    return "\n".join([*lines, *_demo_lines(asked.home), "", "Ctrl-C stops it.", ""])


def _demo_lines(home: Home) -> list[str]:
    """The accounts and clients that `load_demo` has noted down."""
    if not home.demo_accounts.exists():
        return []
    noted = json.loads(home.demo_accounts.read_text())
    accounts = [f"  {one['role']:<18} {one['email']:<20} {one['password']}" for one in noted["accounts"]]
    clients = [f"  {one['client_id']:<15} {one['secret']}" for one in noted["clients"]]
    return [
        "",
        "Demo accounts (role, e-mail, password)",
        *accounts,
        "",
        "Demo API clients (id, secret)",
        *clients,
    ]


def _say(text: str) -> None:
    print(text, flush=True)
