"""What a killed predecessor left on a data folder: servers that outlived it, and the note of one that did not."""

import os
import re
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

PATIENCE_SECONDS: Final = 15.0


class StillRunning(Exception):
    """A server of this folder does not end; a second one beside it would destroy the data."""


def take_over(data: Path) -> None:
    """End what a killed predecessor left running on these files, and the note of a server that is no more.

    The note's number may by now belong to any process, so what counts is which processes work inside the folder.
    """
    left = _processes_in(data)
    # Only the postmaster is asked to end: to the others the same signal says other things.
    _send([pid for pid in left if pid == _noted(data)], signal.SIGINT)
    if left := _still_there(data, PATIENCE_SECONDS):
        _send(left, signal.SIGKILL)
        left = _still_there(data, PATIENCE_SECONDS)
    if left:
        raise StillRunning(f"Processes {left} still work on {data} and do not end.")
    (data / "postmaster.pid").unlink(missing_ok=True)


def _noted(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _processes_in(data: Path) -> list[int]:
    """Servers of this folder: PostgreSQL's processes stand in their data folder."""
    return sorted(pid for entry in Path("/proc").glob("[0-9]*") if _works_in(pid := int(entry.name), data))


def _works_in(pid: int, data: Path) -> bool:
    try:
        stands_in = Path(f"/proc/{pid}/cwd").readlink()
        called = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return stands_in == data and re.search(rb"(^|/)postgres[\0:]", called) is not None


def _still_there(data: Path, patience: float) -> list[int]:
    deadline = time.monotonic() + patience
    while (left := _processes_in(data)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def _send(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
