"""Dirk with ways to get a code, and a browser of Django's that walks through the pages."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast as typed

import pyotp
import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from openpas.demo.cast import PASSWORD, Cast
from openpas.identity.models import User
from openpas.identity.sign_in import factors
from openpas.records.sms.providers.folder import written_messages
from tests.web.conftest import Answer

NUMBER = "+32470123456"
_CODE = re.compile(r"\b\d{6}\b")


@dataclass
class Post:
    """What was sent: mails of Django's tests, messages of the folder."""

    folder: Path

    def mail(self) -> str:
        return str(mail.outbox[-1].body)

    def mail_code(self) -> str:
        return first_code(self.mail())

    def sms_code(self) -> str:
        newest = next(iter(written_messages(self.folder)))[1]
        assert newest.to == NUMBER
        return first_code(newest.text)


def first_code(text: str) -> str:
    """The six digits in it."""
    found = _CODE.search(text)
    assert found is not None
    return found[0]


@pytest.fixture
def post(settings: Settings, tmp_path: Path) -> Post:
    settings.OPENPAS_SMS_FOLDER = tmp_path
    return Post(tmp_path)


@pytest.fixture
def dirk(transactional_db: None, cast: Cast, post: Post) -> User:
    """With a mailbox and a telephone; the telephone was used last. Mail leaves after a real commit."""
    factors.start_email(cast.dirk)
    factors.confirm_email(cast.dirk, post.mail_code())
    factors.start_sms(cast.dirk, "0470 12 34 56")
    factors.confirm_sms(cast.dirk, post.sms_code())
    mail.outbox.clear()
    return cast.dirk


@pytest.fixture
def app(dirk: User) -> pyotp.TOTP:
    """Dirk's authenticator app, which is set up as well. It was used for the step before this one."""
    seed = factors.start_app(dirk).seed
    totp = pyotp.TOTP(seed)
    factors.confirm_app(dirk, totp.now())
    dirk.factors.filter(kind="APP").update(last_step=0)
    return totp


def with_password(client: Client, email: str, password: str = PASSWORD, **more: str) -> Answer:
    """The first step."""
    return typed("Answer", client.post("/account/sign-in", {"email": email, "password": password, **more}))


def place(response: Answer) -> str:
    """Where an answer sends the browser."""
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]
