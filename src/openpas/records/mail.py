"""Mail to people, in their language. It leaves after the commit, and its failure undoes nothing."""

import logging
from collections.abc import Mapping, Sequence
from typing import Final

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

_BETWEEN_LANGUAGES: Final = "\n\n* * *\n\n"
_BETWEEN_SUBJECTS: Final = " / "
_log: Final = logging.getLogger(__name__)


def mail_after_commit(
    to: str, template: str, languages: Sequence[str], details: Mapping[str, object], *, answer_to: str = ""
) -> None:
    """Send a mail when the transaction is committed; what goes wrong then is logged, without the address.

    `template` is a name without its end: `<template>.nl.txt` and so on, the first line of which is the subject. In a
    mail of more than one language these stand below each other. `answer_to` is the address that gets the answer of who
    presses Reply, checked by whoever gives it; without it that is our own.
    """
    texts = [_written(f"{template}.{language}.txt", details) for language in languages]
    subject = _BETWEEN_SUBJECTS.join(subject for subject, _ in texts)
    body = _BETWEEN_LANGUAGES.join(body for _, body in texts)

    mail = EmailMessage(subject, body, None, [to], reply_to=[answer_to] if answer_to else None)

    def send() -> None:
        try:
            mail.send()
        # What smtplib raises is an OSError, a header of two lines a ValueError; the text of both holds the address.
        except (OSError, ValueError) as error:
            _log.error("a mail (%s) was not sent: %s", template, type(error).__name__)

    transaction.on_commit(send, robust=True)


def _written(template: str, details: Mapping[str, object]) -> tuple[str, str]:
    """Subject and body. Names are flattened to one line, since a subject of two lines would be a header of ours."""
    flat = {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in details.items()}
    subject, _, body = render_to_string(template, flat).partition("\n")
    return subject.strip(), body.strip()
