"""A text in Markdown as sections of a page: headings with anchors, safe links, and never any HTML of its writer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
_SECTION: Final = "h2"
_HIGHEST: Final = ("h1", _SECTION)
_BELOW: Final = "h3"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. The part before the first heading has no title and no anchor.

    `html` is safe to show as it is; `plain` is what a search looks in.
    """

    anchor: str
    title: str
    html: str
    plain: str

    def answers_to(self, text: str) -> bool:
        """Whether every word of the search is in it, whatever its case."""
        return all(word in self.plain for word in text.casefold().split())


def sections_of(body: str, prefix: str = "") -> tuple[Section, ...]:
    """The sections of a text in their order. `prefix` keeps the anchors of two texts on one page apart."""
    anchors: set[str] = set()
    return tuple(_section(part, prefix, anchors) for part in _parts(_MARKDOWN.parse(body)))


def html_of(body: str) -> str:
    """A short text as a whole, without anchors: safe to show as it is."""
    return _rendered(_MARKDOWN.parse(body))


def _parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens, cut before each heading of a section."""
    part: list[Token] = []
    for token in tokens:
        if part and token.type == "heading_open" and token.level == 0 and token.tag in _HIGHEST:
            yield part
            part = []
        part.append(token)
    if part:
        yield part


def _section(part: list[Token], prefix: str, anchors: set[str]) -> Section:
    begins = part[0].type == "heading_open" and part[0].tag in _HIGHEST
    title = _plain(part[1:2]) if begins else ""
    anchor = _new_anchor(f"{prefix}{slugify(title) or 'deel'}", anchors) if begins else ""
    if begins:
        part[0].attrSet("id", anchor)
    return Section(anchor, title, _rendered(part), _plain(part).casefold())


def _rendered(tokens: Sequence[Token]) -> str:
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = _SECTION if token.tag in _HIGHEST else _BELOW
        for inner in token.children or ():
            if inner.type == "link_open":
                inner.attrSet("rel", "noopener")
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def _plain(tokens: Sequence[Token]) -> str:
    inside = (inner for token in tokens for inner in (token.children or ()))
    return " ".join(inner.content for inner in inside if inner.content)


def _new_anchor(wanted: str, taken: set[str]) -> str:
    anchor, number = wanted, 1
    while anchor in taken:
        number += 1
        anchor = f"{wanted}-{number}"
    taken.add(anchor)
    return anchor
