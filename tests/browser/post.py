"""What somebody finds in the mailbox and on the telephone: the files in which a demo keeps what would have left."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

import pyotp
import pytest

from openpas.records.sms.providers.folder import written_messages

CODE = re.compile(r"\b\d{6}\b")
_PATIENCE_SECONDS = 30.0


@dataclass
class Post:
    """The two folders. Whoever asks for the newest waits for it, and never gets the same one twice."""

    mails: Path
    messages: Path
    read: set[str]

    def mail(self, to: str, about: str = "") -> str:
        """The newest unread mail to this address with these words in it."""
        return self._wait(lambda: self._mail(to, about), f"no mail to {to} about {about!r}")

    def mail_code(self, to: str) -> str:
        return first_code(self.mail(to, "code"))

    def link(self, to: str, path: str) -> str:
        """The link below `path` in the newest mail that has one."""
        found = re.search(rf"{path}\S+", self.mail(to, path))
        assert found is not None
        return found[0]

    def sms_code(self, to: str) -> str:
        return first_code(self._wait(lambda: self._sms(to), f"no message to {to}"))

    def _wait(self, look: Callable[[], str], failure: str) -> str:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if found := look():
                return found
            time.sleep(0.05)
        pytest.fail(failure)

    def _mail(self, to: str, about: str) -> str:
        for file in sorted(self.mails.glob("*.log"), key=lambda one: one.stat().st_mtime_ns, reverse=True):
            letter = message_from_bytes(file.read_bytes(), policy=policy.default)
            body = str(letter.get_content())
            if file.name not in self.read and letter["To"] == to and about in f"{letter['Subject']}\n{body}":
                self.read.add(file.name)
                return body
        return ""

    def _sms(self, to: str) -> str:
        for name, message in written_messages(self.messages):
            if message.to == to and name not in self.read:
                self.read.add(name)
                return message.text
        return ""


def first_code(text: str) -> str:
    """The six digits in it."""
    found = CODE.search(text)
    assert found is not None
    return found[0]


def app_code(key: str) -> str:
    """What an authenticator app shows for a key that was typed with its spaces."""
    return pyotp.TOTP(key.replace(" ", "")).now()
