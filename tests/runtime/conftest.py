import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from openpas.runtime.home import Home


@pytest.fixture
def home() -> Iterator[Home]:
    """A home of its own, on a short path that other accounts may be let into."""
    folder = Path(tempfile.mkdtemp(prefix="openpas-home-"))
    yield Home(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
