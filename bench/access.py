"""What a month with a million looks costs: the desk's read of a pass, and a person's read of its own log.

Two databases in one cluster, one with an empty log and one with a full month, are measured in turns.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import psycopg

from bench import report
from bench.databases import Cluster, Size, cluster, fill_openpas, settle

SIZE: Final = Size(passholders=100_000, past_checkins=1_000, events=100, months=3)
LOOKS_OF_ONE: Final = 500
MOST_TIMES: Final = 1.2
MOST_OWN_LOG_MS: Final = 20.0
EMPTY: Final = "empty"
FULL: Final = "full"
_FILL: Final = """
    INSERT INTO records_accessline (id, created_at, passholder_id, actor, desk_id, purpose)
    SELECT gen_random_uuid(), date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
            + (now() - date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') * n / %(looks)s,
        CASE WHEN n %% (%(looks)s / %(own)s) = 0 THEN 1 ELSE 2 + (n * 61803::bigint) %% (%(people)s - 1) END,
        'user:' || n %% 300, n %% 100 + 1, 'passes.read'
    FROM generate_series(1::bigint, %(looks)s) n
"""


def measure_access(chosen: Namespace, folder: Path) -> int:
    """Measure and tell; how many bounds were broken."""
    with cluster(folder) as database:
        for name in (EMPTY, FULL):
            report.say(f"Filling {name}: {SIZE.passholders:,} passholders")
            fill_openpas(database.create(name), database.home, SIZE)
        report.say(f"Filling the log of this month: {chosen.looks:,} looks")
        _fill(database.database(FULL), chosen.looks)
        rounds = [_round(number, database, chosen) for number in range(chosen.rounds)]
    return _tell(rounds, chosen.looks)


def _fill(url: str, looks: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_FILL, {"looks": looks, "own": LOOKS_OF_ONE, "people": SIZE.passholders})
        connection.execute("VACUUM ANALYZE records_accessline")


def _round(number: int, database: Cluster, chosen: Namespace) -> dict[str, Mapping[str, float]]:
    names = [EMPTY, FULL][:: 1 if number % 2 else -1]
    found = {name: _one(database, name, chosen.seconds) for name in names}
    report.say(f"round {number + 1}: " + ", ".join(f"{name} {found[name]['look_p50_ms']:.2f} ms" for name in names))
    return found


def _one(database: Cluster, name: str, seconds: int) -> Mapping[str, float]:
    url = database.database(name)
    settle(url)
    environment = {**os.environ, "DATABASE_URL": url, "OPENPAS_HOME": str(database.home.path)}
    command = [sys.executable, "-m", "bench.looks", str(seconds)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _tell(rounds: list[dict[str, Mapping[str, float]]], looks: int) -> int:
    times = statistics.median(one[FULL]["look_p50_ms"] / one[EMPTY]["look_p50_ms"] for one in rounds)
    own = _median(rounds, FULL, "own_log_p50_ms")
    lines = [
        f"access, {looks:,} looks in one month",
        *(
            f"  desk's read, {name} log: p50 {_median(rounds, name, 'look_p50_ms'):.2f} ms, "
            f"p99 {_median(rounds, name, 'look_p99_ms'):.2f} ms"
            for name in (EMPTY, FULL)
        ),
        f"  p50, times that with an empty log: {times:.2f} (at most {MOST_TIMES})",
        f"  own log, 20 of {LOOKS_OF_ONE} lines: p50 {own:.2f} ms (at most {MOST_OWN_LOG_MS:.0f})",
    ]
    text = "\n".join(lines)
    path = report.keep(
        text, {"access": [{name: dict(one[name]) for name in one} for one in rounds], "p50_ratio": times}
    )
    report.say(f"\n{text}\n\nKept in {path}")
    return (times > MOST_TIMES) + (own > MOST_OWN_LOG_MS)


def _median(rounds: list[dict[str, Mapping[str, float]]], name: str, value: str) -> float:
    return float(statistics.median(one[name][value] for one in rounds))
