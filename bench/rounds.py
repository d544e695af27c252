"""Openpas beside the floor: the same requests in turns."""

from __future__ import annotations

from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from bench import report
from bench.databases import Cluster, Size, cluster, fill_floor, fill_openpas, learn, settle
from bench.load import Measured, run
from bench.servers import Targets, floor_server, openpas_server

OPERATIONS: Final = ("checkins", "tariffs")
WARM_UP_SECONDS: Final = 2
# Far enough apart that no run reaches the numbers of the next.
NUMBERS_PER_RUN: Final = 1_000_000


def measure_rounds(chosen: Namespace, folder: Path) -> int:
    """Measure and tell; how many answers were bad."""
    operations = [chosen.only] if chosen.only else list(OPERATIONS)
    with ExitStack() as stack:
        database = stack.enter_context(cluster(folder))
        servers = _servers(stack, database, chosen)
        measured = {operation: _rounds(operation, servers, database, chosen) for operation in operations}
    return _tell(measured)


def _servers(stack: ExitStack, database: Cluster, chosen: Namespace) -> dict[str, Targets]:
    size = Size(chosen.passholders, chosen.past)
    servers = {}
    if (chosen.floor / "floor.py").exists():
        report.say(f"Filling the floor: {size.passholders:,} passholders, {size.past_checkins:,} past check-ins")
        url = database.create("floor")
        fill_floor(url, chosen.floor, size)
        servers["floor"] = stack.enter_context(floor_server(database, url, chosen.floor))
    else:
        report.say(f"The floor's code is not in {chosen.floor} (--floor DIR): measuring Openpas alone, without ratios.")
    report.say("Filling Openpas with the same")
    token = fill_openpas(database.url, database.home, size)
    servers["openpas"] = stack.enter_context(openpas_server(database, database.url, token))
    return servers


def _rounds(
    operation: str, servers: dict[str, Targets], database: Cluster, chosen: Namespace
) -> list[dict[str, Measured]]:
    start = NUMBERS_PER_RUN * (1 + OPERATIONS.index(operation) * 100)
    rounds: list[dict[str, Measured]] = []
    for number in range(chosen.rounds + 1):
        names = list(servers) if number % 2 else list(reversed(servers))
        seconds = chosen.seconds if number else WARM_UP_SECONDS
        measured = {}
        for name in names:
            settle(database.url)
            start += NUMBERS_PER_RUN
            measured[name] = run(
                servers[name][operation],
                start=start,
                passholders=chosen.passholders,
                seconds=seconds,
                connections=chosen.connections,
            )
            _say(operation, number, name, measured[name])
            if not number:
                learn(servers[name][operation].database)
        if number:
            rounds.append({name: measured[name] for name in servers})
    return rounds


def _say(operation: str, number: int, name: str, measured: Measured) -> None:
    label = f"round {number}" if number else "warm-up"
    report.say(f"{operation}, {label}: {name} {measured.requests_per_second:.0f}/s")


def _tell(measured: dict[str, list[dict[str, Measured]]]) -> int:
    text = "\n\n".join(report.table(operation, rounds) for operation, rounds in measured.items())
    path = report.keep(text, {operation: report.as_json(rounds) for operation, rounds in measured.items()})
    report.say(f"\n{text}\n\nKept in {path}")
    return sum(one.bad for rounds in measured.values() for each in rounds for one in each.values())
