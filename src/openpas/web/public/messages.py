"""The page of a demo with the mails and text messages that would have been sent; the people in a demo are made up.

It exists only in a demo, and only while mail stays on this machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from openpas.records.sms.configured import has_real_gateway
from openpas.records.sms.providers.folder import written_messages
from openpas.web.demo_messages import shows_messages

MOST_SHOWN: Final = 50
_BETWEEN: Final = b"-" * 79  # Django's, between mails that left together


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A mail or a text message. `name` is good for a link and for nothing else; a text message has no subject."""

    name: str
    to: str
    subject: str
    text: str
    sent_at: datetime

    @property
    def is_sms(self) -> bool:
        return not self.subject


@never_cache
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """The newest messages; the one that `open` names in full. It reloads itself unless `still` is set."""
    if not shows_messages():
        raise Http404
    opened, still = request.GET.get("open", ""), "still" in request.GET
    words = {
        "sent": [
            (message, _address("" if message.name == opened else message.name, still=still))
            for message in sent_messages()
        ],
        "open": opened,
        "still": still,
        "here": _address(opened, still=still),
        "otherwise": _address(opened, still=not still),
        "most": MOST_SHOWN,
    }
    return render(request, "public/messages.html", words)


def _address(opened: str, *, still: bool) -> str:
    """The page with one message opened, or none."""
    asked = {name: value for name, value in (("still", "1" if still else ""), ("open", opened)) if value}
    return f"{reverse('demo_messages')}?{urlencode(asked)}"


def sent_messages() -> list[SentMessage]:
    """Newest first, mails and text messages together."""
    found = [*_mails(Path(settings.EMAIL_FILE_PATH))]
    if not has_real_gateway():
        found.extend(_text_messages(settings.OPENPAS_SMS_FOLDER))
    return sorted(found, key=lambda message: (message.sent_at, message.name), reverse=True)[:MOST_SHOWN]


def _text_messages(folder: Path) -> Iterator[SentMessage]:
    for position, (name, written) in enumerate(written_messages(folder)):
        if position == MOST_SHOWN:
            return
        yield SentMessage(f"sms-{name}", written.to, "", written.text, written.written_at)


def _mails(folder: Path) -> Iterator[SentMessage]:
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in files[:MOST_SHOWN]:
        sent_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        for position, raw in enumerate(file.read_bytes().split(_BETWEEN)):
            if raw.strip():
                yield _mail(f"mail-{file.stem}-{position}", raw, sent_at)


def _mail(name: str, raw: bytes, sent_at: datetime) -> SentMessage:
    letter = message_from_bytes(raw.lstrip(), _class=EmailMessage, policy=policy.default)
    body = letter.get_body(("plain",))
    return SentMessage(
        name,
        str(letter.get("To", "")),
        str(letter.get("Subject", "")) or "-",
        body.get_content().strip() if body else "",
        sent_at,
    )
