"""Long lists come in pages; nobody leafs through more than some."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

LAST: Final = 99


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a list that nobody counts: `<c-pages>` reads it as it reads a page of Django's paginator."""

    number: int
    has_more: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.has_more and self.number < LAST

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def page_number(request: HttpRequest) -> int:
    """The page that is asked for, the first is 1; whatever is no page is the first."""
    typed = request.GET.get("page", "")
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(LAST))
    return max(int(typed), 1) if is_number else 1
