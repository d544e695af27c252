"""The countries in which somebody may live, in the reader's language."""

from functools import cache
from typing import Final

from phonenumbers.geodata.locale import LOCALE_DATA

_NEAREST: Final = ("BE", "NL", "FR", "DE", "LU", "GB")
_SAME_AS: Final = "*"


@cache
def country_names(language: str) -> list[tuple[str, str]]:
    """(ISO 3166-1 code, name): Belgium and its neighbours first, then the others by name."""
    names = {code: _name(code, language[:2]) for code in LOCALE_DATA if code.isalpha()}
    others = sorted((name, code) for code, name in names.items() if code not in _NEAREST)
    return [*((code, names[code]) for code in _NEAREST), *((code, name) for name, code in others)]


def _name(code: str, language: str) -> str:
    """In this language, or else in English; a language may say to look at another one."""
    known = LOCALE_DATA[code]
    name = known.get(language) or known.get("en") or code
    while name.startswith(_SAME_AS):
        name = known[name[1:]]
    return name
