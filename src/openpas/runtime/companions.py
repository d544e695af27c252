"""Processes beside the one that serves: begun by it, and ended with it however it ends.

Their standard input is a pipe from the process that began them. When it closes they end by themselves.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

STOP_SECONDS: Final = 4.0
AGAIN_AFTER_SECONDS: Final = 5.0


def begin(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Run a module as a process in a group of its own."""
    return subprocess.Popen([sys.executable, "-m", module, *arguments], stdin=subprocess.PIPE, start_new_session=True)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask the process to end, and end its whole group when it takes too long."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    finally:
        if process.stdin is not None:
            process.stdin.close()


def end_with_the_parent() -> None:
    """For the process itself: ask ourselves to end once whoever began us is gone."""
    threading.Thread(target=_await_the_end, daemon=True).start()


def _await_the_end() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    # Still here: a child did not end. Only our own group is ended, never that of a terminal.
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)


class Kept:
    """A process that is begun again when it ended by itself, not more often than every few seconds."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._command = (module, *arguments)
        self._begin()

    def look_after(self) -> None:
        """Begin it again if need be. Called now and then."""
        if self._process.poll() is not None and time.monotonic() - self._begun_at > AGAIN_AFTER_SECONDS:
            end(self._process)
            self._begin()

    def end(self) -> None:
        end(self._process)

    @property
    def pid(self) -> int:
        """The number of the process that runs now."""
        return self._process.pid

    def _begin(self) -> None:
        self._process = begin(*self._command)
        self._begun_at = time.monotonic()


@contextmanager
def kept(module: str, *arguments: str) -> Iterator[Kept]:
    """The module as a process that is kept running until the end of the block."""
    keeping = Kept(module, *arguments)
    try:
        yield keeping
    finally:
        keeping.end()
