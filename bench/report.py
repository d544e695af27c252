"""What was measured, as a table for people and as JSON."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bench.load import Measured

RESULTS: Final = Path(__file__).parent / "results"
Rounds = Sequence[Mapping[str, Measured]]

_HEAD: Final = f"{'':<20}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>9}{'bad':>6}"


def say(text: str) -> None:
    """Tell whoever waits at the terminal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def table(operation: str, rounds: Rounds) -> str:
    """One line per server with the medians of its rounds, and the ratios where there are two servers."""
    names = list(rounds[0])
    lines = [operation, _HEAD, *(_line(name, [one[name] for one in rounds]) for name in names)]
    if {"floor", "openpas"} <= set(names):
        lines += [
            f"  requests/s, of the floor's: {_ratio(rounds, 'requests_per_second'):.2f}",
            f"  CPU per request, times the floor's: {_ratio(rounds, 'cpu_ms'):.2f}",
        ]
    first_bad = next((m.first_bad for one in rounds for m in one.values() if m.first_bad), "")
    return "\n".join([*lines, *([f"  first bad answer: {first_bad}"] if first_bad else [])])


def ratios(rounds: Rounds) -> dict[str, float]:
    """Openpas over floor, each the median of the ratios inside a round."""
    if not {"floor", "openpas"} <= set(rounds[0]):
        return {}
    return {value: _ratio(rounds, value) for value in ("requests_per_second", "cpu_ms", "p50_ms")}


def as_json(rounds: Rounds) -> dict[str, Any]:
    measured = [{name: one.as_dict() for name, one in each.items()} for each in rounds]
    return {"rounds": measured, "ratios": ratios(rounds)}


def keep(text: str, results: Mapping[str, Any]) -> Path:
    """Both forms in `bench/results/`, which git leaves alone; the path of the text."""
    RESULTS.mkdir(exist_ok=True)
    name = f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}"
    (RESULTS / f"{name}.json").write_text(json.dumps(results, indent=2))
    path = RESULTS / f"{name}.txt"
    path.write_text(text + "\n")
    return path


def _line(name: str, measured: Sequence[Measured]) -> str:
    def median(value: str) -> float:
        return float(statistics.median(getattr(one, value) for one in measured))

    return (
        f"  {name:<18}{median('requests_per_second'):>12.0f}{median('p50_ms'):>9.1f}{median('p99_ms'):>9.1f}"
        f"{median('cpu_ms'):>9.2f}{sum(one.bad for one in measured):>6}"
    )


def _ratio(rounds: Rounds, value: str) -> float:
    each = (getattr(one["openpas"], value) / getattr(one["floor"], value) for one in rounds)
    return float(statistics.median(each))
