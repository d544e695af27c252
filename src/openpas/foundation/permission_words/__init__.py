"""The 57 rights in words for people, in areas: "this desk may save points", "for this it needs the right to ..."."""

from collections.abc import Iterable
from typing import Final

from openpas.foundation.permission_words.area import Area
from openpas.foundation.permission_words.counter import COUNTER
from openpas.foundation.permission_words.offer import OFFER
from openpas.foundation.permission_words.people import PEOPLE
from openpas.foundation.permission_words.programs import PROGRAMS
from openpas.foundation.permissions import Permission
from openpas.foundation.text import LANGUAGES, Text

__all__ = ["AREAS", "WORDS", "Area", "in_words"]

AREAS: Final = (COUNTER, PEOPLE, OFFER, PROGRAMS)
WORDS: Final = {permission: words for area in AREAS for permission, words in area.words.items()}

_OR: Final = Text(nl=" of ", fr=" ou ", en=" or ", de=" oder ")


def in_words(permissions: Iterable[Permission]) -> Text:
    """One of these rights, as one says it: "punten sparen of voordelen omruilen"."""
    chosen = [WORDS[permission] for permission in permissions]
    return Text.from_dict(
        {
            language: _OR.in_language(language).join(words.in_language(language) for words in chosen)
            for language in LANGUAGES
        }
    )
