"""What templates about people use."""

from collections.abc import Mapping
from typing import Final

from django import template

register: Final = template.Library()


@register.filter
def of(texts: Mapping[str, str], name: str) -> str:
    """The text under this name; empty where there is none."""
    return texts.get(name, "")
