"""Mails that somebody asks for who is not signed in: a new password, and an account.

The request puts a job in the queue and nothing more, so that it takes equally long whoever is meant; the worker looks
who that is (`identity.tasks`). What the job is about is encrypted, because the queue is kept.
"""

import json
from base64 import b64decode, b64encode
from typing import Final

from procrastinate.contrib.django import app

from openpas.identity.sign_in.refusals import MustRest
from openpas.records.encryption import decrypt, encrypt
from openpas.records.rate_limit import Rate, seconds_to_wait

MAIL_RESET_LINK: Final = "identity.mail_reset_link"
MAIL_REGISTRATION_CODE: Final = "identity.mail_registration_code"

_FROM_ONE_ADDRESS: Final = Rate("mails-about-accounts-from", requests=20, seconds=10 * 60)
_TO_ONE_MAILBOX: Final = Rate("mails-about-accounts-to", requests=5, seconds=60 * 60)
_MINUTE_SECONDS: Final = 60


def demand_patience(address: str) -> None:
    """Raise MustRest when twenty mails were asked for from a network address within ten minutes."""
    seconds = seconds_to_wait(_FROM_ONE_ADDRESS, address)
    if seconds:
        raise MustRest(-(-seconds // _MINUTE_SECONDS))


def is_too_often(email: str) -> bool:
    """Whether the mailbox got five of such mails within the hour; asked by the worker."""
    return seconds_to_wait(_TO_ONE_MAILBOX, email) > 0


def defer(task: str, **about: str) -> None:
    """Let the worker do it with what it is about, encrypted."""
    app.configure_task(task).defer(sealed=b64encode(encrypt(json.dumps(about))).decode())


def opened(sealed: str) -> dict[str, str]:
    """What a job is about."""
    about: dict[str, str] = json.loads(decrypt(b64decode(sealed)))
    return about
