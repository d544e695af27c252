"""What templates of every face use."""

import secrets
from typing import Final

from django import template
from django.conf import settings
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


@register.filter
def numbers(last: int) -> range:
    """1 up to and with `last`."""
    return range(1, int(last) + 1)


@register.simple_tag
def lock_minutes() -> int:
    """After how many minutes without work a desk locks itself."""
    return int(settings.OPENPAS_LOCK_MINUTES)
