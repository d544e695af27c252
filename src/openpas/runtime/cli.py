"""The command line: `openpas serve` and `openpas manage`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Final

from django.core.management import execute_from_command_line

from openpas.runtime.database import UnusableDatabase, database_to_manage
from openpas.runtime.embedded_postgres import DatabaseFailed
from openpas.runtime.home import Home, HomeInUse
from openpas.runtime.postgres_leftovers import StillRunning
from openpas.runtime.postgres_programs import NoPostgres
from openpas.runtime.serve import Serving, ServingFailed, serve

REFUSALS: Final = (
    DatabaseFailed,
    HomeInUse,
    NoPostgres,
    PermissionError,
    ServingFailed,
    StillRunning,
    UnusableDatabase,
)


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; the exit code. What a person can mend is told in one sentence, without a trace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openpas.runtime.settings")
    chosen = _parser().parse_args(arguments)
    home = Home.of(chosen.home)
    os.environ["OPENPAS_HOME"] = str(home.path)
    try:
        return _serve(home, chosen) if chosen.command == "serve" else _manage(home, chosen)
    except REFUSALS as refusal:
        print(refusal, file=sys.stderr)
        return 1


def _serve(home: Home, chosen: Namespace) -> int:
    return serve(Serving(home, chosen.host, chosen.port, demo=chosen.demo))


def _manage(home: Home, chosen: Namespace) -> int:
    with database_to_manage(home) as database:
        os.environ["DATABASE_URL"] = database.url
        execute_from_command_line(["openpas manage", *chosen.arguments])
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="openpas")
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="start Openpas, with its own PostgreSQL or the one of DATABASE_URL")
    serving.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serving.add_argument("--port", default=8000, type=int, help="port to listen on (8000)")
    serving.add_argument("--no-demo", dest="demo", action="store_false", help="leave an empty database empty")
    managing = commands.add_parser("manage", help="a management command, on the same database")
    for command in (serving, managing):
        command.add_argument("--home", metavar="DIR", help="folder that holds all state")
    managing.add_argument("arguments", nargs="...", metavar="COMMAND", help="the command and its arguments")
    return parser
