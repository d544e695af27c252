"""Starting, watching and ending the product as a process of its own."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from openpas.runtime.home import Home

SOURCE = str(Path(__file__).parents[2] / "src")


def environment() -> dict[str, str]:
    """Without what this test run itself has set: the process finds its own database, home and log."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENPAS_")}
    kept.pop("DATABASE_URL")
    return kept | {"PYTHONPATH": SOURCE}


def openpas(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "openpas", *arguments],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def manage(home: Home, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "openpas", "manage", "--home", str(home.path), *arguments],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@contextmanager
def serving(home: Home, port: int, *, may_be_demo: bool = False) -> Iterator[subprocess.Popen[str]]:
    """A server that is healthy; killed where the test has not ended it, and afterwards nobody answers for it."""
    arguments = ["serve", "--home", str(home.path), "--port", str(port)]
    process = openpas(*arguments, *([] if may_be_demo else ["--no-demo"]))
    try:
        await_health(process, port)
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
        await_silence(port)


def await_health(process: subprocess.Popen[str], port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"ended by itself: {process.communicate()[0]}")
        if get(port, "/health") == (200, b'{"status": "ok"}'):
            return
        time.sleep(0.05)
    pytest.fail("not healthy within a minute")


def await_silence(port: int) -> None:
    """Until the workers of a server that was killed have noticed; they answer for a moment longer than it lives."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if get(port, "/health")[0] == 0:
            return
        time.sleep(0.05)
    pytest.fail("still answering after a minute")


def get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()


def end(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, float, str]:
    """The exit code, how many seconds it took, and what was printed."""
    asked_at = time.monotonic()
    process.send_signal(number)
    printed, _ = process.communicate(timeout=30)
    return process.returncode, time.monotonic() - asked_at, printed
