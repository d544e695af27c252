"""A mail leaves over SMTP after the commit, and only then."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Receiver
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from openpas.records.mail import mail_after_commit

TEMPLATE = "passholders/mail/family_member_added"
DETAILS = {"first_name": "Zoë", "main_name": "Bart & D'Hondt", "undo_url": "https://example.org/x?a=1&b=2", "days": 90}


class Inbox(Receiver):
    """Keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[EmailMessage] = []

    def handle_message(self, message: Message) -> None:
        self.letters.append(message_from_bytes(message.as_bytes(), policy=policy.default))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port: int = held.getsockname()[1]
    return port


@pytest.fixture
def inbox(settings: Settings) -> Iterator[Inbox]:
    received = Inbox()
    server = Controller(received, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield received
    server.stop()


def body_of(letter: EmailMessage) -> str:
    text: str = letter.get_content()
    return text


def test_over_smtp_in_two_languages(
    db: None, inbox: Inbox, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.DEFAULT_FROM_EMAIL = "UiTPAS <no-reply@example.org>"
    with django_capture_on_commit_callbacks(execute=True):
        mail_after_commit("zoe@example.org", TEMPLATE, ("nl", "fr"), DETAILS)
        assert inbox.letters == []
    (letter,) = inbox.letters
    assert (letter["to"], letter["from"]) == ("zoe@example.org", "UiTPAS <no-reply@example.org>")
    subjects = str(letter["subject"]).strip().split(" / ")
    assert subjects[0] == "Bart & D'Hondt heeft je aan een UiTPAS-gezin toegevoegd"
    assert subjects[1] == "Bart & D'Hondt vous a ajouté à une famille UiTPAS"
    body = body_of(letter)
    assert body.index("Dag Zoë,") < body.index("Bonjour Zoë,")
    assert body.count("https://example.org/x?a=1&b=2") == 2


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_every_language_says_the_same(
    db: None, inbox: Inbox, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, language: str
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        mail_after_commit("zoe@example.org", TEMPLATE, (language,), DETAILS)
    body = body_of(inbox.letters[0])
    for detail in ("Zoë", "Bart & D'Hondt", "https://example.org/x?a=1&b=2", "90"):
        assert detail in body
    assert "{" not in body


@pytest.mark.django_db(transaction=True)
def test_nothing_leaves_when_the_change_is_undone(inbox: Inbox) -> None:
    with transaction.atomic():
        mail_after_commit("zoe@example.org", TEMPLATE, ("nl",), DETAILS)
        transaction.set_rollback(True)
    assert inbox.letters == []


@pytest.mark.django_db(transaction=True)
def test_a_server_that_is_down_undoes_nothing(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with transaction.atomic():
        mail_after_commit("zoe@example.org", TEMPLATE, ("nl",), DETAILS)
    assert "was not sent: ConnectionRefusedError" in caplog.text
    assert "zoe@example.org" not in caplog.text


def test_without_a_server_it_is_a_file(
    db: None,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    with django_capture_on_commit_callbacks(execute=True):
        mail_after_commit("zoe@example.org", TEMPLATE, ("de",), DETAILS)
    (file,) = (tmp_path / "mail").iterdir()
    assert "zoe@example.org" in file.read_text()
