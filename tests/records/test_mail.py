"""A mail leaves over SMTP after the commit, and only then."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from openpas.records.mail import mail_after_commit
from tests.smtp import Inbox, smtp_server

TEMPLATE = "passholders/mail/family_member_added"
DETAILS = {"first_name": "Zoë", "main_name": "Bart & D'Hondt", "undo_url": "https://example.org/x?a=1&b=2", "days": 90}


@pytest.fixture
def inbox(settings: Settings) -> Iterator[Inbox]:
    with smtp_server(settings) as received:
        yield received


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
    assert letter["reply-to"] is None
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


def test_an_answer_goes_to_who_asked(
    db: None, inbox: Inbox, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        mail_after_commit("help@example.org", TEMPLATE, ("nl",), DETAILS, answer_to="dirk@example.org")
    assert inbox.letters[0].get_all("reply-to") == ["dirk@example.org"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("between", ["\r\n", "\n", "\r"])
def test_a_mail_with_a_header_in_an_address_does_not_leave(
    inbox: Inbox, between: str, caplog: pytest.LogCaptureFixture
) -> None:
    with transaction.atomic():
        hidden = f"dirk@example.org{between}Bcc: eva@example.org"
        mail_after_commit("help@example.org", TEMPLATE, ("nl",), DETAILS, answer_to=hidden)
    assert inbox.letters == []
    assert "was not sent" in caplog.text
    assert "example.org" not in caplog.text


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
