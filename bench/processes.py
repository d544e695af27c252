"""Processes of a measurement: what they cost, and starting and ending them."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

TICKS_PER_SECOND: Final = os.sysconf("SC_CLK_TCK")
START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 10.0


class ServerFailed(Exception):
    """A server did not start; the text says where its output is."""


def cpu_seconds(*roots: int) -> float:
    """What these processes and all below them have used so far, user and system, those that have ended included."""
    parents = _parents()
    family = set(roots)
    while grown := {pid for pid, parent in parents.items() if parent in family and pid not in family}:
        family |= grown
    return sum(_own_ticks(pid) for pid in family) / TICKS_PER_SECOND


@contextmanager
def server(
    command: Sequence[str], *, port: int, health: str, environment: Mapping[str, str], output: Path, folder: Path
) -> Iterator[int]:
    """A server that answers on `health`, for the time of the block; its process id."""
    with output.open("wb") as file:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _await_answer(process, f"http://127.0.0.1:{port}{health}", output)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _await_answer(process: subprocess.Popen[bytes], url: str, output: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310  our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise ServerFailed(f"{url} does not answer; the output of the server is in {output}.")


def _parents() -> dict[int, int]:
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        if fields := _stat(int(entry.name)):
            found[int(entry.name)] = int(fields[1])
    return found


def _own_ticks(pid: int) -> int:
    """utime, stime, and the same of children that ended."""
    return sum(int(ticks) for ticks in _stat(pid)[11:15])


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat behind the name, which may hold anything; empty when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
