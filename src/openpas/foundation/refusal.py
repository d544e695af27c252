"""To say no is a value with a name: a code, the contract's problem type and status, and words for a person.

Every package lists its refusals in its own `refusals.py`, and nothing else in it may refuse.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar

from openpas.foundation.text import Text


class Refusal(Exception):
    """The reason why something may not be done, told to the program and to the person.

    A subclass sets `type` (below https://api.publiq.be/probs/), `title`, and where a person may see it `text`, whose
    placeholders are filled from `details`. `rule` names the source. Where the contract answers 404 for an object that
    the path names and 400 for one that a body or query names, `missing` is true and `addressed_by_path` makes it 404.
    """

    type: ClassVar[str]
    title: ClassVar[str]
    rule: ClassVar[str] = ""
    text: ClassVar[Text | None] = None
    missing: ClassVar[bool] = False
    default_status: ClassVar[int] = 400

    def __init__(self, detail: str = "", *, extensions: Mapping[str, object] | None = None, **details: object) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.details = details
        self.extensions: dict[str, object] = dict(extensions or {})
        self.status = self.default_status

    @property
    def code(self) -> str:
        """The stable name of the reason, for logs, tests and clients of our own: `CheckinLimitReached`."""
        return type(self).__name__

    @property
    def end_user_message(self) -> Text | None:
        """The words for the person, filled in. A detail that is a Text is put in language by language."""
        if self.text is None:
            return None
        filled = {
            language: words.format(**{name: _in(value, language) for name, value in self.details.items()})
            for language, words in self.text.as_dict().items()
        }
        return Text.from_dict(filled)


def _in(value: object, language: str) -> object:
    return value.in_language(language) if isinstance(value, Text) else value


@contextmanager
def addressed_by_path() -> Iterator[None]:
    """Inside, something that does not exist is what the path of the request names: 404 instead of 400."""
    try:
        yield
    except Refusal as refusal:
        if refusal.missing:
            refusal.status = 404
        raise
