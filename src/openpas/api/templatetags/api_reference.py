"""How descriptions of operations are shown."""

import re
from typing import Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_CODE: Final = re.compile(r"`([^`]+)`")


@register.filter
def with_code(text: str) -> SafeString:
    """Text in which what stands between backticks is code; everything else is escaped."""
    parts = enumerate(_CODE.split(text))  # plain and code take turns
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if at % 2 else part,) for at, part in parts)
    )
