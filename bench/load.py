"""Requests from wrk, and what they cost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from bench.processes import cpu_seconds

WRK_THREADS: Final = 2


class LoadFailed(Exception):
    """wrk is not there or did not say what it measured."""


@dataclass(frozen=True, slots=True)
class Target:
    """One operation of one server, and the processes that answer it."""

    name: str
    port: int
    path: str
    script: Path
    token: str
    pids: tuple[int, ...]
    database: str
    method: str = "post"
    more_query: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run against one target. CPU is that of server and database per request."""

    requests_per_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    requests: int
    bad: int
    first_bad: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def run(target: Target, *, start: int, passholders: int, seconds: int, connections: int) -> Measured:
    """Ask for some seconds. Requests are numbered from `start` on; no number may come twice for one database."""
    environment = {
        "START": str(start),
        "NPH": str(passholders),
        "NEV": "1000",
        "TOK": target.token,
        "MODE": target.method,
        "PATHQ": target.path,
        "EXTRA": target.more_query,
        "THREADS": str(WRK_THREADS),
    }
    before = cpu_seconds(*target.pids)
    told = _wrk(target, environment, seconds, connections)
    spent = cpu_seconds(*target.pids) - before
    result = json.loads(told["RESULT"])
    return Measured(
        requests_per_second=result["rps"],
        p50_ms=result["p50_ms"],
        p99_ms=result["p99_ms"],
        cpu_ms=spent / max(result["requests"], 1) * 1000,
        requests=result["requests"],
        bad=result["bad"] + result["sock_errors"],
        first_bad=told.get("FIRSTBAD", ""),
    )


def demand_wrk() -> str:
    """The path of wrk. Raises LoadFailed with how to get it."""
    found = shutil.which("wrk")
    if found is None:
        raise LoadFailed("The benchmark needs wrk to send requests. On Debian and Ubuntu: apt-get install wrk")
    return found


def _wrk(target: Target, environment: Mapping[str, str], seconds: int, connections: int) -> dict[str, str]:
    command = [demand_wrk(), f"-t{WRK_THREADS}", f"-c{connections}", f"-d{seconds}s", "-s", str(target.script)]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{target.port}"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    told = dict(line.split(" ", 1) for line in done.stdout.splitlines() if line.startswith(("RESULT ", "FIRSTBAD ")))
    if "RESULT" not in told:
        raise LoadFailed(f"wrk against {target.name}: {done.stderr or done.stdout}")
    return told
