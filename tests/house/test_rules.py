"""The house rules hold in every source file, and each of them bites."""

import ast
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.house.source_rules import (
    append_only_tables,
    changes_of,
    floats,
    imports_inside_functions,
    other_clocks,
)

SOURCE = Path(__file__).resolve().parents[2] / "src" / "openpas"
Rule = Callable[[ast.AST], list[int]]


def sources(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in SOURCE.glob(pattern))


def breaches(rule: Rule, paths: list[Path]) -> list[str]:
    return [f"{path.relative_to(SOURCE)}:{line}" for path in paths for line in rule(ast.parse(path.read_text()))]


def append_only() -> frozenset[str]:
    return append_only_tables(SOURCE.glob("*/migrations/*.py"))


def test_no_import_inside_a_function() -> None:
    # Django asks for it in apps.py: what an app prepares may import models only once all apps are there.
    assert breaches(imports_inside_functions, [path for path in sources("**/*.py") if path.name != "apps.py"]) == []


def test_one_clock() -> None:
    assert (
        breaches(other_clocks, [path for path in sources("**/*.py") if path != SOURCE / "runtime" / "clock.py"]) == []
    )


def test_no_float_near_money() -> None:
    assert breaches(floats, sources("foundation/money.py", "tariffs/**/*.py")) == []


def test_append_only_tables_are_never_changed() -> None:
    assert breaches(partial(changes_of, append_only()), sources("**/*.py")) == []


def test_append_only_tables_are_known() -> None:
    assert {"records_auditline", "checkins_pointsline"} <= append_only()


@pytest.mark.parametrize(
    ("rule", "sample"),
    [
        (imports_inside_functions, "def f():\n    import json"),
        (
            imports_inside_functions,
            "class A:\n    async def f(self):\n        if True:\n            from a import b",
        ),
        (other_clocks, "from datetime import datetime\ndatetime.now()"),
        (other_clocks, "import datetime\ndatetime.datetime.now(datetime.UTC)"),
        (other_clocks, "from django.utils import timezone\ntimezone.now()"),
        (other_clocks, "from datetime import date\ndate.today()"),
        (floats, "float('1.10')"),
        (floats, "def price() -> float: ..."),
        (floats, "share = 0.2 * cents"),
        (partial(changes_of, frozenset({"points"})), "sql = 'UPDATE points SET n = 1'"),
        (partial(changes_of, frozenset({"points"})), "sql = f'''delete from \"points\" WHERE id = {x}'''"),
    ],
)
def test_the_rule_bites(rule: Rule, sample: str) -> None:
    assert rule(ast.parse(sample)) != []


@pytest.mark.parametrize(
    ("rule", "sample"),
    [
        (imports_inside_functions, "import json\ndef f(): ..."),
        (other_clocks, "from openpas.runtime import clock\nclock.now()"),
        (floats, "cents // 2 + 1"),
        (
            partial(changes_of, frozenset({"points"})),
            "sql = 'INSERT INTO points SELECT 1; UPDATE points_balance SET n = 1'",
        ),
    ],
)
def test_the_rule_lets_pass(rule: Rule, sample: str) -> None:
    assert rule(ast.parse(sample)) == []
