"""Passwords that are known from break-ins, looked up in files of our own: nothing about a password leaves the server.

The files are those of the official downloader of Have I Been Pwned (SHA-1): one text file, or a folder with a file per
range of five digits. Where there are none, Django's list of 20,000 common passwords is what remains.
"""

import hashlib
import mmap
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from openpas.foundation.text import Text
from openpas.identity.models import User
from openpas.identity.sign_in.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD

_RANGE_DIGITS: Final = 5
_HOUSE_WORDS: Final = ("openpas", "uitpas", "uitid", "publiq", "paspartoe", "welkom", "welcome", "wachtwoord", "balie")
_SHORTEST_REST: Final = 6
_TOO_SHORT: Final = Text(
    nl="Een wachtwoord heeft minstens {length} tekens. Enkele woorden na elkaar zijn makkelijk te onthouden.",
    fr="Un mot de passe compte au moins {length} caractères. Quelques mots à la suite se retiennent facilement.",
    en="A password has at least {length} characters. A few words in a row are easy to remember.",
    de="Ein Passwort hat mindestens {length} Zeichen. Einige Wörter hintereinander merkt man sich leicht.",
)
_TOO_LONG: Final = Text(
    nl="Een wachtwoord heeft hoogstens {length} tekens.",
    fr="Un mot de passe compte au plus {length} caractères.",
    en="A password has at most {length} characters.",
    de="Ein Passwort hat höchstens {length} Zeichen.",
)
_KNOWN: Final = Text(
    nl="Dit wachtwoord is ooit gestolen bij een andere website. Kies een ander.",
    fr="Ce mot de passe a déjà été volé sur un autre site. Choisissez-en un autre.",
    en="This password was once stolen from another site. Please choose another one.",
    de="Dieses Passwort wurde einmal bei einer anderen Website gestohlen. Wählen Sie ein anderes.",
)
_FROM_HERE: Final = Text(
    nl="Dit wachtwoord raadt iemand die UiTPAS kent. Kies iets dat er niets mee te maken heeft.",
    fr="Ce mot de passe se devine quand on connaît UiTPAS. Choisissez-en un sans rapport.",
    en="Somebody who knows UiTPAS guesses this password. Choose something that has nothing to do with it.",
    de="Wer UiTPAS kennt, errät dieses Passwort. Wählen Sie etwas, das nichts damit zu tun hat.",
)


class Length:
    """Ten characters at least, of any kind, and no more than anybody types (OWASP ASVS 5.0, 6.2.1, 6.2.9)."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002  as Django calls it
        if len(password) < SHORTEST_PASSWORD:
            raise ValidationError(_told(_TOO_SHORT.filled(length=SHORTEST_PASSWORD)), code="too_short")
        if len(password) > LONGEST_PASSWORD:
            raise ValidationError(_told(_TOO_LONG.filled(length=LONGEST_PASSWORD)), code="too_long")

    def get_help_text(self) -> str:
        return ""


class BreachedPasswords:
    """Refuses what was stolen elsewhere (OWASP ASVS 5.0, 6.2.12)."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002  as Django calls it
        if settings.OPENPAS_BREACHED_PASSWORDS and is_breached(password, Path(settings.OPENPAS_BREACHED_PASSWORDS)):
            raise ValidationError(_told(_KNOWN), code="breached")

    def get_help_text(self) -> str:
        return ""


class HouseWords:
    """Refuses a password that is little more than words of this programme (OWASP ASVS 5.0, 6.2.11)."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002  as Django calls it
        rest = "".join(letter for letter in password.lower() if letter.isalpha())
        without = _without(rest, _HOUSE_WORDS)
        if without != rest and len(without) < _SHORTEST_REST:
            raise ValidationError(_told(_FROM_HERE), code="house_word")

    def get_help_text(self) -> str:
        return ""


def _told(text: Text) -> str:
    """In the language of the reader, as Django's own validators do."""
    return text.in_language(get_language() or "nl")


def is_breached(password: str, known: Path) -> bool:
    """Whether the password is in the file or the folder of ranges."""
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    if not known.is_dir():
        return _is_in(known, digest)
    ranges = known / f"{digest[:_RANGE_DIGITS]}.txt"
    return ranges.exists() and _is_in(ranges, digest[_RANGE_DIGITS:])


def _is_in(sorted_lines: Path, wanted: str) -> bool:
    """Binary search for the line `wanted:count`; the whole list is forty gigabytes and stays on the disk."""
    with sorted_lines.open("rb") as file:
        if not sorted_lines.stat().st_size:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
            return _searched(lines, wanted.encode())


def _searched(lines: mmap.mmap, wanted: bytes) -> bool:
    low, high = 0, len(lines)
    while low < high:
        begin = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        end = lines.find(b"\n", begin)
        end = len(lines) if end < 0 else end
        found = lines[begin:end].partition(b":")[0].strip().upper()
        if found == wanted:
            return True
        low, high = (end + 1, high) if found < wanted else (low, begin)
    return False


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text
