"""The web server as a process of its own: `python -m openpas.runtime.server HOST PORT`.

Its standard input is a pipe from the process that started it. When that closes, however that process ended, the server
ends too, so that nothing keeps the port.
"""

from __future__ import annotations

import os
import sys
from typing import Final

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from openpas.runtime.companions import end_with_the_parent
from openpas.runtime.logging import logging_settings

WORKERS: Final = 2
# One thread computes while the other waits for the database; with more they wait for each other's turn.
THREADS_PER_WORKER: Final = 2
# A thread that ends takes its database connection and its prepared statements with it.
THREAD_IDLE_SECONDS: Final = 600
STOP_SECONDS: Final = 3


def run(host: str, port: int) -> None:
    """Serve until a signal, or until whoever started us is gone."""
    end_with_the_parent()
    Granian(
        "openpas.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS_PER_WORKER,
        blocking_threads_idle_timeout=THREAD_IDLE_SECONDS,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=logging_settings(os.environ.get("OPENPAS_LOG")),
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    ).serve()


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]))
