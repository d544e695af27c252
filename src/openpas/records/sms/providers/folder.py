"""Messages as files in a folder, where there is no gateway: to try things out, and for tests."""

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from openpas.records.sms.gateway import SmsNotSent
from openpas.runtime import clock

_OWNER_ONLY: Final = 0o600


@dataclass(frozen=True, slots=True)
class WrittenMessage:
    """A message that would have been sent."""

    to: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class FolderGateway:
    """One file per message, named by its moment."""

    folder: Path

    def send(self, to: str, text: str) -> None:
        """Write the message down. Raises SmsNotSent when the folder takes nothing."""
        moment = clock.now()
        told = json.dumps({"to": to, "text": text, "written_at": moment.isoformat()}, ensure_ascii=False)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = self.folder / f"{moment:%Y%m%d-%H%M%S-%f}-{secrets.token_hex(4)}.json"
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(told)
        except OSError as error:
            raise SmsNotSent(type(error).__name__) from error


def written_messages(folder: Path) -> Iterator[tuple[str, WrittenMessage]]:
    """The messages in the folder with the names of their files, newest first."""
    for path in sorted(folder.glob("*.json"), reverse=True):
        told = json.loads(path.read_text(encoding="utf-8"))
        yield path.stem, WrittenMessage(told["to"], told["text"], datetime.fromisoformat(told["written_at"]))
