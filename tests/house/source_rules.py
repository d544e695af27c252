"""House rules as functions over a source file: each answers the lines that break it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PRESENT_MOMENTS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("time", "time"),
}


def imports_inside_functions(tree: ast.AST) -> list[int]:
    """An import inside a function hides a dependency from the import contracts."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = (node for function in functions for node in ast.walk(function))
    return sorted({node.lineno for node in inside if isinstance(node, ast.Import | ast.ImportFrom)})


def other_clocks(tree: ast.AST) -> list[int]:
    """Every present moment comes from openpas.runtime.clock."""
    return [call.lineno for call in _calls(tree) if _called(call) in PRESENT_MOMENTS]


def floats(tree: ast.AST) -> list[int]:
    """Money is integer cents and shares are basis points. A division that makes a float the type checker refuses."""
    return sorted({node.lineno for node in ast.walk(tree) if isinstance(node, ast.expr) and _makes_float(node)})


def changes_of(tables: frozenset[str], tree: ast.AST) -> list[int]:
    """SQL that changes or deletes rows of a table that only grows."""
    change = re.compile(rf"\b(UPDATE|DELETE\s+FROM)\s+(ONLY\s+)?\"?({'|'.join(sorted(tables))})\b", re.IGNORECASE)
    return [node.lineno for node, text in _texts(tree) if tables and change.search(text)]


def append_only_tables(migrations: Iterator[Path]) -> frozenset[str]:
    """The tables that the migrations close with `append_only("...")`."""
    return frozenset(
        argument.value
        for path in migrations
        for call in _calls(ast.parse(path.read_text()))
        if isinstance(call.func, ast.Name) and call.func.id == "append_only"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    )


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> tuple[str, str] | None:
    """The last two names of what is called: `datetime.datetime.now()` is ("datetime", "now")."""
    match call.func:
        case (
            ast.Attribute(value=ast.Name(id=owner), attr=name)
            | ast.Attribute(value=ast.Attribute(attr=owner), attr=name)
        ):
            return owner, name
    return None


def _makes_float(node: ast.expr) -> bool:
    match node:
        case ast.Name(id="float") | ast.Constant(value=float()):
            return True
    return False


def _texts(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node, node.value
