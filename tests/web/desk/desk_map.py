"""The pages of the desk as somebody can reach them: every pattern, and every link and form on every page."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import URLPattern, resolve

from openpas.web.desk.urls import urlpatterns

ROOT: Final = "/desk/"
OF_EACH: Final = 3
LEAVES_ALONE: Final = ("sign-in",)
"""Pages that only lead elsewhere."""


@dataclass(frozen=True)
class Form:
    """A form on a page: where it goes, how, and the names of what it sends with what is filled in."""

    address: str
    method: str
    fields: Mapping[str, str]
    button: str = ""

    @property
    def kind(self) -> tuple[str, ...]:
        """The same for forms that do the same: a button says what, but not to which row."""
        where = pattern_of(self.address) if is_desk(self.address) else self.address
        return where, self.method, self.button if self.button.isalpha() else "", *sorted(self.fields)


@dataclass
class Page:
    """What a page leads to."""

    links: set[str] = field(default_factory=set)
    forms: list[Form] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects links, images and forms; a form with several buttons that carry a name counts once for each."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.page = Page()
        self._form: dict[str, str] | None = None
        self._buttons: list[tuple[str, str]] = []
        self._head = ("", "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name = told.get("name", "")
        for link in ("href", "src", "hx-get"):
            if told.get(link):
                self._link(told[link])
        if tag == "form":
            self._form, self._buttons = {}, []
            self._head = (told.get("action", ""), told.get("method", "get").lower())
        elif self._form is not None and name and tag == "button":
            self._buttons.append((name, told.get("value", "")))
        elif self._form is not None and name and tag in ("input", "select", "textarea"):
            self._form.setdefault(name, told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form is not None:
            to, method = urljoin(self.address, self._head[0] or self.address), self._head[1]
            for name, value in self._buttons or [("", "")]:
                pressed = {name: value} if name else {}
                self.page.forms.append(Form(to, method, {**self._form, **pressed}, value))
            self._form = None

    def _link(self, to: str) -> None:
        address = urldefrag(urljoin(self.address, to)).url
        if is_desk(address):
            self.page.links.add(address)


def is_desk(address: str) -> bool:
    """Whether it is a page of the desk, whatever it asks."""
    return address.startswith(ROOT)


def read(address: str, html: str) -> Page:
    """What this page leads to."""
    reader = _Reader(address)
    reader.feed(html)
    return reader.page


def patterns() -> list[URLPattern]:
    """Every pattern of the desk, those of parts that are added later included."""
    return [one for one in urlpatterns if isinstance(one, URLPattern) and str(one.pattern) not in LEAVES_ALONE]


def pattern_of(address: str) -> str:
    """The pattern that answers at an address."""
    return resolve(urlsplit(address).path).route.removeprefix(ROOT.lstrip("/"))


def walk(client: Client, starts: Iterable[str], seen: Counter[str] | None = None) -> Iterator[tuple[str, Page]]:
    """Every page that links and forms lead to; nothing is sent but questions.

    An address has a token that is new each time: of a pattern a few are enough. `seen` goes on from an earlier walk.
    """
    waiting, seen = deque(starts), Counter() if seen is None else seen
    while waiting:
        address = waiting.popleft()
        if seen[address] or seen[pattern_of(address)] >= OF_EACH:
            continue
        seen.update((address, pattern_of(address)))
        answer = client.get(address)
        if answer.status_code in (301, 302) and is_desk(answer.headers["Location"]):
            waiting.append(answer.headers["Location"])
        page = read(address, text_of(answer))
        yield address, page
        waiting.extend(sorted(page.links))


def text_of(answer: Any) -> str:
    """The body, also of a file; empty where it is no text."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content, "utf-8", "replace")


def values_in(address: str) -> Mapping[str, str]:
    """What stands in an address, by the names of its pattern."""
    return {name: str(value) for name, value in resolve(urlsplit(address).path).kwargs.items()}


def parameters(pattern: URLPattern) -> list[str]:
    """The names of what stands in the addresses of a pattern."""
    return re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern))
