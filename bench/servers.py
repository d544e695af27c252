"""The two servers: the floor as its own page says, and Openpas as `serve` starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.databases import Cluster
from bench.load import Target
from bench.processes import server

HERE: Final = Path(__file__).parent
CHECKOUT: Final = HERE.parent
FLOOR_PORT: Final = 8381
OPENPAS_PORT: Final = 8382
REGULAR_PRICE: Final = "&regularPrice=10"

Targets = dict[str, Target]
"""Operation (`checkins`, `tariffs`) → target."""


@contextmanager
def floor_server(cluster: Cluster, url: str, code: Path) -> Iterator[Targets]:
    keys = cluster.home.path / "floor-keys"
    environment = {"FLOOR_DSN": url, "FLOOR_KEYS": str(keys)}
    subprocess.run([sys.executable, str(code / "floor.py")], env={**os.environ, **environment}, check=True)
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--workers", "2", "--loop", "uvloop"]
    command += ["--host", "127.0.0.1", "--port", str(FLOOR_PORT), "--no-access-log", "floor:app"]
    output, token = cluster.home.path / "floor.out", (keys / "token").read_text()
    with server(command, port=FLOOR_PORT, health="/ping", environment=environment, output=output, folder=code) as pid:
        pids, script = (pid, cluster.pid), code / "load.lua"
        yield {
            "checkins": Target("floor", FLOOR_PORT, "/checkins", script, token, pids, url),
            "tariffs": Target("floor", FLOOR_PORT, "/tariffs", script, token, pids, url, method="get"),
        }


@contextmanager
def openpas_server(cluster: Cluster, url: str, token: str) -> Iterator[Targets]:
    environment = {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "openpas.runtime.settings",
        "OPENPAS_HOME": str(cluster.home.path),
        "OPENPAS_LOG": str(cluster.home.server_log),
    }
    command = [sys.executable, "-m", "openpas.runtime.server", "127.0.0.1", str(OPENPAS_PORT)]
    output = cluster.home.path / "openpas.out"
    with server(
        command, port=OPENPAS_PORT, health="/health", environment=environment, output=output, folder=CHECKOUT
    ) as pid:
        pids, script = (pid, cluster.pid), HERE / "checkins.lua"
        yield {
            "checkins": Target("openpas", OPENPAS_PORT, "/api/v4/checkins", script, token, pids, url),
            "tariffs": Target(
                "openpas", OPENPAS_PORT, "/api/v4/tariffs", script, token, pids, url, "get", REGULAR_PRICE
            ),
        }
