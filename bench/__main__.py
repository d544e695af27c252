"""`python3 run bench`: Openpas beside the floor, in one run, on one PostgreSQL with the same durability.

Rounds are interleaved and their order turns round each time, since a machine drifts: what counts is the ratio inside a
round. `--growth` measures instead what a hundred times more people and twenty million past check-ins cost, and
`--access` what a million looks at passholders in one month do, and `--desk` how long a scan at the desk takes.
"""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench.access import measure_access
from bench.desk import measure_desk
from bench.growth import measure_growth
from bench.load import LoadFailed, demand_wrk
from bench.processes import ServerFailed
from bench.rounds import measure_rounds

CHECKOUT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    chosen = _parser().parse_args(arguments)
    try:
        measure = _measurement(chosen)
        if measure not in WITHOUT_WRK:
            demand_wrk()
        with tempfile.TemporaryDirectory(prefix="openpas-bench-", dir=chosen.work) as folder:
            bad = measure(chosen, Path(folder))
    except (LoadFailed, ServerFailed) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 1 if bad else 0


WITHOUT_WRK: Final = (measure_access, measure_desk)


def _measurement(chosen: Namespace) -> Callable[[Namespace, Path], int]:
    if chosen.desk:
        return measure_desk
    return measure_access if chosen.access else measure_growth if chosen.growth else measure_rounds


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python3 run bench", description="How fast Openpas is beside the floor.")
    parser.add_argument("--passholders", type=int, default=100_000)
    parser.add_argument("--past", type=int, default=200_000, help="past check-ins (200000)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10, help="per server and round (10)")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--only", choices=["checkins", "tariffs"])
    parser.add_argument("--growth", action="store_true", help="10,000 against 1,000,000 passholders")
    parser.add_argument("--grown", type=int, default=1_000_000, help="passholders of the grown one (1000000)")
    parser.add_argument("--grown-past", type=int, default=20_000_000, help="its past check-ins (20000000)")
    parser.add_argument("--access", action="store_true", help="the desk's read with an empty and with a full log")
    parser.add_argument("--desk", action="store_true", help="from the Enter of a scan to the result, in Chromium")
    parser.add_argument("--scans", type=int, default=200, help="at the desk (200)")
    parser.add_argument("--looks", type=int, default=1_000_000, help="looks in the month of the full one (1000000)")
    parser.add_argument(
        "--floor", type=Path, default=CHECKOUT.parent / "shared" / "bench", metavar="DIR", help="the floor's code"
    )
    parser.add_argument(
        "--work", type=Path, metavar="DIR", help="where to make the databases (the usual temporary folder)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
