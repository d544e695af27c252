"""Words for a person, in the languages of the programme."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("nl", "fr", "en", "de")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or two in Dutch, and in French, English and German where we have them.

    Placeholders are `str.format` fields. Dutch is never missing: the contract demands it
    (`endUserMessage.nl`), and it is what a reader gets whose language is not there.
    """

    nl: str
    fr: str = ""
    en: str = ""
    de: str = ""

    def filled(self, **values: object) -> "Text":
        """The same text with its placeholders replaced."""
        return Text(**{language: text.format(**values) for language, text in self.as_dict().items()})

    def in_language(self, language: str) -> str:
        """The text in `language`, or in Dutch where that is not written yet."""
        return self.as_dict().get(language[:2], self.nl)

    def as_dict(self) -> dict[str, str]:
        """Language → text, the languages that are there only: the shape of `endUserMessage`."""
        texts = {"nl": self.nl, "fr": self.fr, "en": self.en, "de": self.de}
        return {language: text for language, text in texts.items() if text}

    @classmethod
    def from_dict(cls, texts: Mapping[str, str]) -> "Text":
        return cls(**{language: texts.get(language, "") for language in LANGUAGES})
