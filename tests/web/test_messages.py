"""The page with what would have been sent: in a demo, and only there."""

from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from pytest_django.fixtures import Settings

from openpas.records.sms.providers.folder import FolderGateway
from tests.web.conftest import words

PATH = "/demo/messages"
TO_FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def demo(settings: Settings, tmp_path: Path, db: None) -> Path:
    """A demo without messages yet."""
    settings.OPENPAS_DEMO = True
    settings.EMAIL_BACKEND = TO_FILES
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.OPENPAS_SMS = tmp_path / "sms.toml"
    settings.OPENPAS_SMS_FOLDER = tmp_path / "sms"
    return tmp_path


def send_mail(subject: str, text: str, to: str = "dirk@example.org") -> None:
    EmailMessage(subject, text, "UiTPAS <no-reply@example.org>", [to]).send()


def send_sms(folder: Path, text: str) -> None:
    FolderGateway(folder / "sms").send("+32470123456", text)


def opened(page: str) -> list[str]:
    return [part.split('"', 1)[0] for part in page.split('<li id="')[1:] if "message-text" in part]


def names(page: str) -> list[str]:
    return [part.split('"', 1)[0] for part in page.split('<li id="')[1:]]


def test_nothing_yet(demo: Path) -> None:
    assert "nog geen enkel bericht" in words(Client().get(PATH))


def test_newest_first_and_one_opened(demo: Path) -> None:
    send_mail("Je uitnodiging", "Dag Dirk\n\nKlik op https://example.org/account/invitations/a?b=1&c=2 binnen de week.")
    send_sms(demo, "Je code is 123456")
    listed = Client().get(PATH)
    page = listed.content.decode()
    assert opened(page) == []
    assert "Je code is 123456" not in page
    sms, letter = names(page)
    assert sms.startswith("sms-")
    assert letter.startswith("mail-")
    assert "Je uitnodiging aan dirk@example.org" in words(listed)
    assert "Sms aan +32470123456" in words(listed)

    page = Client().get(PATH, {"open": letter}).content.decode()
    assert opened(page) == [letter]
    assert 'href="https://example.org/account/invitations/a?b=1&amp;c=2"' in page
    assert "Je code is 123456" not in page
    assert "Je code is 123456" in words(Client().get(PATH, {"open": sms}))


def test_mails_that_left_together(demo: Path) -> None:
    letters = [EmailMessage(f"Nummer {number}", "Dag", "a@example.org", ["b@example.org"]) for number in (1, 2)]
    get_connection().send_messages(letters)
    shown = words(Client().get(PATH))
    assert "Nummer 1" in shown
    assert "Nummer 2" in shown


def test_what_a_mail_says_is_text(demo: Path) -> None:
    send_mail("<b>Hallo</b>", "<script>alert(1)</script>")
    [name] = names(Client().get(PATH).content.decode())
    page = Client().get(PATH, {"open": name}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>Hallo" not in page


def test_only_the_newest_fifty(demo: Path) -> None:
    for number in range(52):
        send_sms(demo, f"Code {number}")
    assert len(names(Client().get(PATH).content.decode())) == 50


@pytest.mark.parametrize("asked", ["../sms.toml", "mail-", "sms-../../secrets", "\x00"])
def test_an_address_opens_nothing_else(demo: Path, asked: str) -> None:
    (demo / "sms.toml.bak").write_text("secret")
    send_mail("Een", "Twee")
    response = Client().get(PATH, {"open": asked})
    assert response.status_code == 200
    assert opened(response.content.decode()) == []


def test_it_reloads_until_it_is_told_to_stand_still(demo: Path) -> None:
    assert 'hx-trigger="every 3s"' in Client().get(PATH).content.decode()
    assert "hx-trigger" not in Client().get(f"{PATH}?still").content.decode()
    assert "no-store" in Client().get(PATH).headers["Cache-Control"]


def test_no_text_messages_where_a_gateway_sends_them(demo: Path) -> None:
    send_sms(demo, "Je code is 123456")
    (demo / "sms.toml").write_text('url = "https://sms.example.org"\ntoken = "x"')
    assert names(Client().get(PATH).content.decode()) == []


def test_not_there_without_a_demo(demo: Path, settings: Settings) -> None:
    send_mail("Een", "Twee")
    settings.OPENPAS_DEMO = False
    assert Client().get(PATH).status_code == 404


def test_not_there_where_mail_really_leaves(demo: Path, settings: Settings) -> None:
    send_mail("Een", "Twee")
    assert not mail.outbox
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    response = Client().get(PATH)
    assert response.status_code == 404
    assert "Twee" not in response.content.decode()
