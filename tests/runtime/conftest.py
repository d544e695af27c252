import fcntl
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from openpas.runtime.home import Home
from tests.runtime.processes import manage


@pytest.fixture
def home() -> Iterator[Home]:
    """A home of its own, on a short path that other accounts may be let into."""
    folder = Path(tempfile.mkdtemp(prefix="openpas-home-"))
    yield Home(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def used_home(home: Home, migrated_home: Path) -> Home:
    """A home of its own whose database has all tables, and no rows yet."""
    subprocess.run(["/bin/cp", "--archive", f"{migrated_home}/.", home.path], check=True)
    return home


@pytest.fixture(scope="session")
def migrated_home(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Path:
    """Made by the first process of the run that wants it; tests take copies."""
    made = tmp_path_factory.getbasetemp().parent / f"home-{testrun_uid}"
    with made.with_suffix(".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not made.exists():
            draft = Home(Path(tempfile.mkdtemp(prefix="openpas-home-")))
            manage(draft, "migrate", "-v0")
            shutil.move(draft.path, made)
    return made


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
