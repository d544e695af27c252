"""What templates of every face use."""

import secrets
from typing import Final

from django import template
from django.utils.translation import get_language

from openpas.foundation.identifiers import spaced
from openpas.foundation.money import spoken
from openpas.foundation.text import Text

register: Final = template.Library()

register.filter("spaced", spaced)


@register.filter
def euro(cents: int) -> str:
    """An amount that is never broken over two lines."""
    return spoken(cents).replace(" ", "\N{NO-BREAK SPACE}")


@register.simple_tag
def nonce() -> str:
    """A number used once: a form carries it, so that a double click or a reload does one thing."""
    return secrets.token_urlsafe(15)


@register.filter
def in_my_language(text: Text) -> str:
    return text.in_language(get_language() or "nl")
