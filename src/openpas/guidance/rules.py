"""What a text for desks, news and a message must be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from openpas.guidance.refusals import DaysUpsideDown, TextMissing, TextTooLong

LONGEST_TITLE: Final = 120
LONGEST_NEWS: Final = 5_000
LONGEST_HELP: Final = 40_000
LONGEST_MESSAGE: Final = 5_000
LONGEST_LINE: Final = 200


@dataclass(frozen=True, slots=True)
class NewsText:
    """News as somebody wrote it. Both days are included; without a last one it stays until it is taken away."""

    title: str
    body: str
    shown_from: date
    shown_until: date | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody at a desk tells: who it is, the address for the answer, and the message."""

    name: str
    email: str
    message: str


def fit_news(written: NewsText) -> NewsText:
    """The news without space around its words. Raises TextMissing, TextTooLong and DaysUpsideDown."""
    _demand({"title": (written.title, LONGEST_TITLE), "body": (written.body, LONGEST_NEWS)})
    if written.shown_until is not None and written.shown_until < written.shown_from:
        raise DaysUpsideDown
    title = " ".join(written.title.split())
    return NewsText(title, written.body.strip(), written.shown_from, written.shown_until)


def fit_help(body: str) -> str:
    """The help without space around it; it may be empty. Raises TextTooLong."""
    if len(body) > LONGEST_HELP:
        raise TextTooLong("body", LONGEST_HELP)
    return body.strip()


def fit_feedback(told: Feedback) -> Feedback:
    """Everything is required (D-05); of the address only that it is there. Raises TextMissing and TextTooLong."""
    _demand(
        {
            "name": (told.name, LONGEST_LINE),
            "email": (told.email, LONGEST_LINE),
            "message": (told.message, LONGEST_MESSAGE),
        }
    )
    return Feedback(" ".join(told.name.split()), told.email.strip(), told.message.strip())


def _demand(fields: Mapping[str, tuple[str, int]]) -> None:
    for name, (text, most) in fields.items():
        if not text.strip():
            raise TextMissing(name)
        if len(text) > most:
            raise TextTooLong(name, most)
