"""The colour of a region as a style sheet: its address says the colour, so that a browser keeps it for ever."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from openpas.card_systems.accents import Shade, accent_of

A_YEAR_SECONDS: Final = 365 * 24 * 60 * 60
_SHEET: Final = """@layer tokens {{
  :root:has(.accent-{name}) {{ {light} }}
  @media (prefers-color-scheme: dark) {{ :root:has(.accent-{name}) {{ {dark} }} }}
}}
"""


@require_safe
@cache_control(public=True, immutable=True, max_age=A_YEAR_SECONDS)
def accent_sheet(_request: HttpRequest, colour: str) -> HttpResponse:
    """Sets --accent and --on-accent wherever something of the page carries the class `accent-…`."""
    try:
        accent = accent_of(colour)
    except ValueError as problem:
        raise Http404 from problem
    sheet = _SHEET.format(name=str(accent.chosen)[1:], light=_tokens(accent.light), dark=_tokens(accent.dark))
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


def _tokens(shade: Shade) -> str:
    return f"--accent: {shade.accent}; --on-accent: {shade.letters};"
