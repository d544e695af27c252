"""Long lists come in pages; nobody leafs through more than some."""

from typing import Final

from django.http import HttpRequest

LAST: Final = 99


def page_number(request: HttpRequest) -> int:
    """The page that is asked for, the first is 1; whatever is no page is the first."""
    typed = request.GET.get("page", "")
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(LAST))
    return max(int(typed), 1) if is_number else 1
