"""What growth costs: few people and a short past beside many and a long one, both in one cluster."""

from __future__ import annotations

import statistics
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench import report
from bench.databases import Cluster, Size, cluster, fill_openpas, learn, settle, wal
from bench.load import Measured, run
from bench.rounds import NUMBERS_PER_RUN, WARM_UP_SECONDS
from bench.servers import openpas_server

SMALL: Final = Size(passholders=10_000, past_checkins=200_000)
MOST_P50: Final = 1.3
MOST_WAL: Final = 2.0
# A checkpoint comes every five minutes; a run of some seconds after one would measure little but its whole pages.
TIMES_LONGER: Final = 6


@dataclass(frozen=True, slots=True)
class Sized:
    """One run on a database of one size."""

    measured: Measured
    wal_bytes_per_checkin: float
    whole_pages_per_checkin: float


def measure_growth(chosen: Namespace, folder: Path) -> int:
    """Measure and tell; how many answers were bad, plus one for each bound that was broken."""
    sizes = {"small": SMALL, "grown": Size(chosen.grown, chosen.grown_past)}
    with cluster(folder) as database:
        tokens = {}
        for name, size in sizes.items():
            report.say(f"Filling {name}: {size.passholders:,} passholders, {size.past_checkins:,} past check-ins")
            tokens[name] = fill_openpas(database.create(name), database.home, size)
        rounds = [_round(number, sizes, tokens, database, chosen) for number in range(chosen.rounds)]
    return _tell(rounds)


def _round(
    number: int, sizes: Mapping[str, Size], tokens: Mapping[str, str], database: Cluster, chosen: Namespace
) -> dict[str, Sized]:
    names = list(sizes)[:: 1 if number % 2 else -1]
    return {name: _one(number, sizes[name], database.database(name), tokens[name], database, chosen) for name in names}


def _one(number: int, size: Size, url: str, token: str, database: Cluster, chosen: Namespace) -> Sized:
    asked = {"passholders": size.passholders, "connections": chosen.connections}
    start = NUMBERS_PER_RUN * (2 * number + 1)
    with openpas_server(database, url, token) as targets:
        run(targets["checkins"], start=start, seconds=WARM_UP_SECONDS, **asked)
        learn(url)
        settle(url)
        before = wal(url)
        seconds = chosen.seconds * TIMES_LONGER
        measured = run(targets["checkins"], start=start + NUMBERS_PER_RUN, seconds=seconds, **asked)
        after = wal(url)
    report.say(f"round {number + 1}: {size.passholders:,} passholders {measured.requests_per_second:.0f}/s")
    count = max(measured.requests, 1)
    return Sized(measured, (after.bytes - before.bytes) / count, (after.whole_pages - before.whole_pages) / count)


def _tell(rounds: list[dict[str, Sized]]) -> int:
    p50 = statistics.median(one["grown"].measured.p50_ms / one["small"].measured.p50_ms for one in rounds)
    wal = statistics.median(one["grown"].wal_bytes_per_checkin / one["small"].wal_bytes_per_checkin for one in rounds)
    lines = [
        report.table("check-ins", [{name: one[name].measured for name in ("small", "grown")} for one in rounds]),
        f"  p50, times that of the small one: {p50:.2f} (at most {MOST_P50})",
        *(_wal_line(rounds, name) for name in ("small", "grown")),
        f"  WAL, times that of the small one: {wal:.2f} (at most {MOST_WAL})",
    ]
    text = "\n".join(lines)
    path = report.keep(text, {"growth": [_as_json(one) for one in rounds], "p50_ratio": p50, "wal_ratio": wal})
    report.say(f"\n{text}\n\nKept in {path}")
    bad = sum(sized.measured.bad for one in rounds for sized in one.values())
    return bad + (p50 > MOST_P50) + (wal > MOST_WAL)


def _wal_line(rounds: list[dict[str, Sized]], name: str) -> str:
    size = statistics.median(one[name].wal_bytes_per_checkin for one in rounds)
    pages = statistics.median(one[name].whole_pages_per_checkin for one in rounds)
    return f"  WAL bytes per check-in, {name}: {size:,.0f}, with {pages:.2f} whole pages"


def _as_json(one: dict[str, Sized]) -> dict[str, Any]:
    return {
        name: {
            **sized.measured.as_dict(),
            "wal_bytes_per_checkin": sized.wal_bytes_per_checkin,
            "whole_pages_per_checkin": sized.whole_pages_per_checkin,
        }
        for name, sized in one.items()
    }
