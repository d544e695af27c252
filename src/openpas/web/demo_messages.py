"""Whether mail and text messages stay here, where a demo shows them. All faces share it."""

from typing import Final

from django.conf import settings
from django.urls import reverse

_TO_FILES: Final = "django.core.mail.backends.filebased.EmailBackend"


def shows_messages() -> bool:
    """Whether this is a demo that sends no mail to anybody."""
    return bool(settings.OPENPAS_DEMO) and settings.EMAIL_BACKEND == _TO_FILES


def demo_messages() -> str:
    """Where the messages of a demo are read; "" where they do leave."""
    return reverse("demo_messages") if shows_messages() else ""
