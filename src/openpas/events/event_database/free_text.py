"""What somebody typed in a search box, or wrote in the event database's query language, as words to look for.

Nothing is ever refused: what is no word is passed over.
"""

import re
from typing import Final

_LONGEST: Final = 1000
_MOST_WORDS: Final = 20
_RANGE: Final = re.compile(r"\S+:[\[{][^\]}]*[\]}]?")
_FIELD: Final = re.compile(r"^[\w.*\\@]+:(?=\S)")
_PART: Final = re.compile(r'(?P<not>[-!]|NOT\s+)?(?:[\w.*\\@]+:)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"()]+))')
_SYNTAX: Final = re.compile(r"[~^][0-9.]*$|[*?~^+\\{}\[\]&|!]")
_OPERATORS: Final = frozenset({"AND", "OR", "NOT", "TO"})


def alternatives(query: str) -> tuple[tuple[str, ...], ...]:
    """The words of each part between `OR`: an event matches when it has all words of one part; () matches all.

    `jazz concert` → (("jazz", "concert"),); `name.nl:jazz OR "vrije inkom"` → (("jazz",), ("vrije inkom",)). Words that
    may not occur and ranges (`dateRange:[… TO …]`) are passed over, a field in front of a word too.
    """
    plain = _RANGE.sub(" ", query[:_LONGEST])
    parts = (_words(part) for part in re.split(r"\sOR\s|\|\|", plain))
    return tuple(words for words in parts if words)


def _words(part: str) -> tuple[str, ...]:
    found = (_text(match) for match in _PART.finditer(part) if not match["not"])
    return tuple(text for text in found if text)[:_MOST_WORDS]


def _text(match: re.Match[str]) -> str:
    text = match["phrase"] if match["phrase"] is not None else _FIELD.sub("", match["word"])
    return "" if text in _OPERATORS else _SYNTAX.sub("", text).strip()
