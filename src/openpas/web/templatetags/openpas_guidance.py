"""What the foot of every page of the desk tells."""

from typing import Final

from django import template

from openpas import __version__
from openpas.guidance.queries import unread_of

register: Final = template.Library()

register.filter("unread_news", unread_of)


@register.simple_tag
def version() -> str:
    """The version of Openpas that answers."""
    return __version__
