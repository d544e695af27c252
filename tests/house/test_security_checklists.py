"""The checklists of docs/security name tests that are there, and each requirement once."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECKLISTS = sorted((ROOT / "docs" / "security").glob("asvs-*.md"))
TEST = re.compile(r"`(?:tests/)?([a-z_/0-9]+\.py)::(test_\w+)`")
NUMBER = re.compile(r"^\| (\d+\.\d+\.\d+) \|", re.MULTILINE)


def is_there(path: str, name: str) -> bool:
    """`path` may leave out the folders that a checklist says once at its top."""
    return any(f"def {name}(" in file.read_text() for file in (ROOT / "tests").rglob(path))


@pytest.mark.parametrize("checklist", CHECKLISTS, ids=lambda path: path.name)
def test_every_test_of_it_is_there(checklist: Path) -> None:
    missing = [f"{path}::{name}" for path, name in TEST.findall(checklist.read_text()) if not is_there(path, name)]

    assert missing == []


@pytest.mark.parametrize("checklist", CHECKLISTS, ids=lambda path: path.name)
def test_every_requirement_stands_there_once(checklist: Path) -> None:
    numbers = NUMBER.findall(checklist.read_text())

    assert numbers
    assert len(numbers) == len(set(numbers))


def test_authentication_and_sessions_are_complete() -> None:
    """All of levels 1 and 2 in chapters 6 and 7 of version 5.0."""
    written = set(NUMBER.findall((ROOT / "docs" / "security" / "asvs-authentication.md").read_text()))
    demanded = {"6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4}
    demanded |= {"7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2}

    assert {f"{section}.{number}" for section, last in demanded.items() for number in range(1, last + 1)} <= written
