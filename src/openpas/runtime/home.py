"""The folder that holds all state of one installation: database, secrets, logs."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self


class HomeInUse(Exception):
    """Another process works on this home; two databases on the same files would destroy them."""


@dataclass(frozen=True)
class Home:
    """Where everything of one installation lies. Reading a name makes nothing; `prepare` makes the folder."""

    path: Path

    @classmethod
    def of(cls, chosen: str | os.PathLike[str] | None) -> Self:
        """The home that was chosen, by argument or by OPENPAS_HOME, or else the usual one of this account."""
        return cls(Path(chosen or os.environ.get("OPENPAS_HOME") or usual_path()).expanduser().resolve())

    @property
    def database_folder(self) -> Path:
        return self.path / "postgres"

    @property
    def socket_folder(self) -> Path:
        return self.path / "socket"

    @property
    def database_log(self) -> Path:
        return self.path / "postgres.log"

    @property
    def server_log(self) -> Path:
        return self.path / "openpas.log"

    @property
    def secrets(self) -> Path:
        return self.path / "secrets.json"

    @property
    def mail(self) -> Path:
        return self.path / "mail"

    @property
    def sms(self) -> Path:
        return self.path / "sms"

    @property
    def demo_accounts(self) -> Path:
        return self.path / "demo.json"

    def prepare(self) -> None:
        """Make the folder, closed to other accounts where it is new."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold this home for one process at a time. The lock ends with the process, however it ends.

        Raises HomeInUse where another process holds it.
        """
        self.prepare()
        with (self.path / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise HomeInUse(
                    f"Openpas already runs on {self.path}. Stop it first, or choose another --home."
                ) from None
            yield


def usual_path() -> Path:
    """A folder in the user's data directory; for root, whose own folder other accounts cannot enter, the system's."""
    if given := os.environ.get("XDG_DATA_HOME"):
        return Path(given) / "openpas"
    if os.geteuid() == 0:
        return Path("/var/lib/openpas")
    return Path.home() / ".local" / "share" / "openpas"
