"""The outside world of a demo: begun by the server, used by it, and gone with it."""

import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from openpas.demo.management.commands.serve_doubles import Command
from openpas.runtime.home import Home
from openpas.runtime.serve import Serving, _companions

SOURCE = Path(__file__).parents[2] / "src"
WORKER = ("openpas.runtime.worker",)
DOUBLES = ("django", "serve_doubles", "--as-companion")


def test_doubles_are_for_the_data_of_a_demo(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert _companions(Serving(home, "127.0.0.1", 8000, demo=True)) == [WORKER]
    home.demo_accounts.write_text("{}")
    assert _companions(Serving(home, "127.0.0.1", 8000, demo=True)) == [WORKER, DOUBLES]
    assert _companions(Serving(home, "127.0.0.1", 8000, demo=False)) == [WORKER]


def test_none_outside_a_demo(settings: Settings) -> None:
    settings.OPENPAS_DEMO = False
    with pytest.raises(CommandError, match="only in a demo"):
        call_command("serve_doubles")


@pytest.mark.parametrize("mine", ["payment.toml", "government.toml"])
def test_what_an_administrator_configured_is_left_alone(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mine: str
) -> None:
    settings.OPENPAS_DEMO = True
    settings.OPENPAS_PAYMENT = tmp_path / "payment.toml"
    settings.OPENPAS_GOVERNMENT = tmp_path / "government.toml"
    (tmp_path / mine).write_text("# my own\n")
    seen: set[str] = set()
    monkeypatch.setattr(
        Command, "wait", staticmethod(lambda _ends: seen.update(path.name for path in tmp_path.iterdir()))
    )
    call_command("serve_doubles")
    assert seen == {"payment.toml", "government.toml"}
    assert [path.name for path in tmp_path.iterdir()] == [mine]
    assert (tmp_path / mine).read_text() == "# my own\n"


@contextmanager
def companion(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "OPENPAS_HOME": str(home),
        "OPENPAS_DEMO": "1",
        "OPENPAS_LOG": str(home / "log"),
    }
    with subprocess.Popen(
        [sys.executable, "-m", *DOUBLES], env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def await_(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.parametrize("ends", ["signal", "parent"])
def test_they_end_with_the_server(tmp_path: Path, ends: str) -> None:
    files = [tmp_path / "payment.toml", tmp_path / "government.toml"]
    with companion(tmp_path) as process:
        await_(lambda: all(file.exists() and file.stat().st_size for file in files))
        assert tomllib.loads(files[0].read_text())["mollie"]["url"].startswith("http://127.0.0.1:")
        assert [file.stat().st_mode & 0o777 for file in files] == [0o600, 0o600]
        if ends == "signal":
            process.send_signal(signal.SIGTERM)
        elif process.stdin is not None:
            process.stdin.close()
        assert process.wait(30) == 0
    assert [file.exists() for file in files] == [False, False]
