"""Every mail is there in every language, says whose it is, and promises nothing that is not so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from openpas.foundation.text import LANGUAGES
from openpas.identity.models import User
from openpas.identity.sign_in import mails
from openpas.runtime import clock
from tests.identity.sign_in.conftest import Post

pytestmark = pytest.mark.django_db
FOLDER = Path(mails.__file__).parents[1] / "templates" / "identity" / "mail"

SENT: dict[str, Callable[[User], None]] = {
    "code": lambda user: mails.send_code(user, user.email, "123456"),
    "address_code": lambda user: mails.send_address_code(user, "new@example.org", "123456"),
    "registration_code": lambda user: mails.send_registration_code(user, "123456"),
    "account_exists": mails.account_exists,
    "new_browser": lambda user: mails.new_browser(user, "Firefox op Linux", clock.now()),
    "password_changed": mails.password_changed,
    "email_changed": lambda user: mails.email_changed(user, "old@example.org"),
    "factor_added": lambda user: mails.factor_added(user, "SMS"),
    "factor_removed": lambda user: mails.factor_removed(user, mails.PASSKEY),
    "recovery_codes_made": mails.recovery_codes_made,
    "recovery_code_used": lambda user: mails.recovery_code_used(user, 9),
    "wrong_codes": mails.wrong_codes,
    "start_over": lambda user: mails.start_over(user, "token", 24),
    "started_over": mails.started_over,
    "reset_password": lambda user: mails.reset_password(user, "token"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SENT)
def test_it_is_written(visitor: User, post: Post, name: str, language: str) -> None:
    visitor.language = language

    (letter,) = post.after(lambda: SENT[name](visitor))

    expected = {"address_code": "new@example.org", "email_changed": "old@example.org"}.get(name, visitor.email)
    assert letter.to == expected
    assert 10 < len(letter.subject) < 60
    assert letter.body.endswith("UiTPAS")
    assert "{" not in letter.body
    assert "\n\n\n" not in letter.body


@pytest.mark.parametrize("name", SENT)
def test_no_two_languages_are_the_same(name: str) -> None:
    texts = {(FOLDER / f"{name}.{language}.txt").read_text() for language in LANGUAGES}

    assert len(texts) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_fit_one_sms(visitor: User, post: Post, language: str) -> None:
    visitor.language = language

    (code,) = post.after(lambda: mails.send_code_by_sms(visitor, "+32470123412", "123456"))
    (told,) = post.after(lambda: mails.started_over_by_sms(visitor, "+32470123412"))

    assert {len(one.body) <= 160 for one in (code, told)} == {True}


def test_a_language_we_do_not_have_is_dutch(visitor: User, post: Post) -> None:
    visitor.language = "xx"

    (letter,) = post.after(lambda: mails.password_changed(visitor))

    assert letter.subject == "Je wachtwoord is veranderd"


def test_a_name_adds_no_lines(visitor: User, post: Post) -> None:
    visitor.name = "Vera\nBcc: mallory@example.org"

    (letter,) = post.after(lambda: mails.password_changed(visitor))

    assert "Dag Vera Bcc: mallory@example.org," in letter.body
