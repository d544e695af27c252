"""Every component in every state, with a sentence about when to use it: for who makes pages."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpas.identity.models import User

_FOLDER: Final = Path(__file__).resolve().parent.parent / "templates" / "public" / "gallery"
TOKENS: Final = (
    "ink",
    "ink-soft",
    "paper",
    "surface",
    "sunken",
    "line",
    "edge",
    "brand",
    "brand-strong",
    "brand-soft",
    "sun",
    "sun-soft",
    "good",
    "good-soft",
    "alarm",
    "alarm-soft",
    "focus",
    "accent",
)

CHOICES: Final = (
    ("a", "Plastic kaart", "Meteen mee te nemen."),
    ("b", "Digitale kaart", "Op de telefoon van de pashouder."),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A component as it is written in a template, and as it then looks."""

    name: str
    title: str
    when: str

    @property
    def template(self) -> str:
        return f"public/gallery/{self.name}.html"

    @property
    def source(self) -> str:
        """The text of the example, as somebody would copy it."""
        return (_FOLDER / f"{self.name}.html").read_text(encoding="utf-8").strip()


EXAMPLES: Final = (
    Example(
        "page_head", "Head of a page", "On top of every page: where one is, one sentence, the way back, an action."
    ),
    Example("buttons", "Buttons", "One filled button per page says what people come for; everything else is quiet."),
    Example("choices", "Choice", "A list out of which people take one thing: large, with what tells them apart."),
    Example("tags", "Tag and pills", "A tag says one thing about a line. Pills choose what a list shows."),
    Example("field", "Field", "One line to fill in. The problem stands above the box, where it is read first."),
    Example("date", "Date", "A day: the browser's own calendar, in the order of the reader's country."),
    Example("text_area", "Text area", "More than a line. It grows with what is typed."),
    Example("select", "Select", "One out of more than six. Of fewer, radios show all at once."),
    Example("radios", "Radios", "One out of a few, each with a sentence where it needs one."),
    Example("check", "Check", "Yes or no, decided when the form is sent."),
    Example("search_box", "Search", "Above a list that is searched. In `live_search` the list follows what is typed."),
    Example("problems", "Problems", "On top of a form that was refused: what to look at. It gets the focus."),
    Example("confirm", "Confirm", "For what cannot be undone: it opens, asks once more, and then does it."),
    Example("notice", "Notice", "What just happened, or what to know before one goes on. An alarm needs words."),
    Example("empty", "Empty", "Where a list has nothing: why, and what to do about it."),
    Example("facts", "Facts", "What is known about somebody or something, line by line, each with its own change."),
    Example("table", "Table", "Rows that are compared. It scrolls in itself on a phone; numbers stand right."),
    Example("tabs", "Tabs", "The parts of one subject: links, each a page of its own."),
    Example("pages", "Pages", "Below a list that does not fit: a page of Django's, or a Leaf where nobody counts."),
    Example("more", "More", "What some people want to know and nobody has to."),
    Example("steps", "Steps", "How far one is in a form of several pages."),
)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """In a demo for all, elsewhere for who works at a desk or manages one."""
    if not settings.OPENPAS_DEMO and not _works_here(request):
        raise Http404
    words = {
        "examples": EXAMPLES,
        "tokens": TOKENS,
        "day": date(2026, 11, 3),
        "choices": CHOICES,
        "with_blank": [("", "Kies er een"), *CHOICES],
        "problems": [("insz", "Dit nummer telt geen 11 cijfers."), ("terms", "Vink aan dat je dit las.")],
        "page": Paginator(range(3), 1).page(2),
        "tabs": [("#tabs", "Gegevens", True), ("#table", "Geschiedenis", False), ("#facts", "Kaarten", False)],
    }
    return render(request, "public/gallery.html", words)


def _works_here(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and (user.desks.exists() or user.manages.exists())
