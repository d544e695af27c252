"""How long a text message is: 160 characters of the telephone's own alphabet, or 70 of any other (3GPP TS 23.038)."""

import unicodedata
from typing import Final

LONGEST_PLAIN: Final = 160
LONGEST_OTHER: Final = 70

_PLAIN: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_OF_TWO: Final = frozenset("\f^{}\\[~]|€")
_TYPOGRAPHY: Final = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{NO-BREAK SPACE}": " ",
    }
)


class MessageTooLong(ValueError):
    """The text does not fit in one message. A mistake of who wrote it, not of who reads it."""


def one_message(text: str) -> str:
    """The text as it is sent: accents that the alphabet lacks are dropped. Raises MessageTooLong.

    A letter that has no like in the alphabet makes the whole message one of 70 characters.
    """
    plain = "".join(_in_the_alphabet(character) for character in text.translate(_TYPOGRAPHY).strip())
    if _length(plain) > (LONGEST_PLAIN if _is_plain(plain) else LONGEST_OTHER):
        raise MessageTooLong(f"The text is {_length(plain)} characters long.")
    return plain


def _in_the_alphabet(character: str) -> str:
    """ê becomes e; é is in the alphabet and stays."""
    if character in _PLAIN or character in _OF_TWO:
        return character
    base = unicodedata.normalize("NFKD", character)[0]
    return base if base in _PLAIN else character


def _is_plain(text: str) -> bool:
    return set(text) <= _PLAIN | _OF_TWO


def _length(text: str) -> int:
    """Septets of a plain text, where the euro sign counts for two; else code units of UTF-16."""
    if _is_plain(text):
        return len(text) + sum(character in _OF_TWO for character in text)
    return len(text.encode("utf-16-be")) // 2
