"""Dirk, who works at a desk, and what he is sent."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.identity.models import User
from openpas.records.sms.providers.folder import written_messages

CODE = re.compile(r"\b\d{6}\b")


@dataclass
class Letter:
    """A mail or a text message."""

    to: str
    subject: str
    body: str

    @property
    def code(self) -> str:
        return str(CODE.findall(self.body)[0])


@dataclass
class Post:
    """What leaves when something is committed."""

    capture: DjangoCaptureOnCommitCallbacks
    folder: Path

    def after(self, work: Callable[[], object]) -> list[Letter]:
        """What was sent by it, mails first."""
        mail.outbox.clear()
        before = {name for name, _ in written_messages(self.folder)}
        with self.capture(execute=True):
            work()
        mails = [Letter(one.to[0], str(one.subject), str(one.body)) for one in mail.outbox]
        messages = [one for name, one in written_messages(self.folder) if name not in before]
        return [*mails, *(Letter(one.to, "", one.text) for one in messages)]

    def code(self, work: Callable[[], object]) -> str:
        """The code in the only thing that was sent."""
        (letter,) = self.after(work)
        return letter.code


@pytest.fixture
def post(
    settings: Settings, tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Post:
    settings.OPENPAS_SMS = tmp_path / "sms.toml"
    settings.OPENPAS_SMS_FOLDER = tmp_path / "sms"
    return Post(django_capture_on_commit_callbacks, tmp_path / "sms")


@pytest.fixture
def dirk(cast: Cast) -> User:
    """Dirk works at the theatre, and has set up nothing yet."""
    return cast.dirk


@pytest.fixture
def visitor(db: None) -> User:
    """A passholder with an account, who works nowhere."""
    return User.objects.create_user("vera@example.org", "Vera", "zeven blauwe eenden")
