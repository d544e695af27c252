"""The security checklist names tests that are there."""

import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[2]
CHECKLIST = TESTS.parent / "docs" / "security" / "asvs-oauth.md"
SHORT = {"oauth/": "identity/oauth/", "external/": "identity/external/"}


def named() -> Iterator[tuple[str, str]]:
    """Each test of the list, as file and function; one that begins with `::` is in the file that was named before."""
    file = ""
    for name in re.findall(r"`([^`\s]*(?:::test_\w+|\.py))`", CHECKLIST.read_text()):
        path, _, function = name.partition("::")
        if path:
            short = next((one for one in SHORT if path.startswith(one)), "")
            file = SHORT.get(short, "") + path.removeprefix(short)
        yield file, function


def test_they_are_there() -> None:
    found = list(named())
    assert len(found) > 50
    missing = [
        f"{file}::{function}"
        for file, function in found
        if not (TESTS / file).exists() or (function and f"def {function}(" not in (TESTS / file).read_text())
    ]
    assert missing == []


def test_every_requirement_is_in_it() -> None:
    """Those of levels 1 and 2 in chapters 9 and 10 of version 5.0.0."""
    last = {"9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3}
    wanted = [f"{section}.{number}" for section, count in last.items() for number in range(1, count + 1)]
    assert re.findall(r"^\| (\d+\.\d+\.\d+) \|", CHECKLIST.read_text(), re.MULTILINE) == wanted
