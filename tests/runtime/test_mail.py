"""Which server sends our mail."""

import pytest

from openpas.runtime.mail import MailServer


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", MailServer("mail.example.org", 25)),
        ("smtp://127.0.0.1:2525", MailServer("127.0.0.1", 2525)),
        (
            "smtp+starttls://post%40example.org:p%3Aw@mail.example.org",
            MailServer("mail.example.org", 587, "post@example.org", "p:w", has_starttls=True),
        ),
        ("smtps://mail.example.org", MailServer("mail.example.org", 465, has_tls=True)),
    ],
)
def test_a_server(url: str, server: MailServer) -> None:
    assert MailServer.of(url) == server
    assert server.backend == "django.core.mail.backends.smtp.EmailBackend"


def test_without_a_server_mails_are_files() -> None:
    assert MailServer.of("").backend == "django.core.mail.backends.filebased.EmailBackend"


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp:mail"])
def test_an_address_of_something_else(url: str) -> None:
    with pytest.raises(ValueError, match="OPENPAS_SMTP_URL"):
        MailServer.of(url)
