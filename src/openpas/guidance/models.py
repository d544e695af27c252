"""The help of desks with all its versions, the news, and who read it."""

from django.db import models

from openpas.card_systems.models import CardSystem
from openpas.foundation.text import LANGUAGES
from openpas.identity.models import User

_LANGUAGE_CHOICES = [(language, language) for language in LANGUAGES]


class HelpVersion(models.Model):
    """The help in one language as somebody wrote it: of the whole installation, or of a region. Append-only.

    The latest version of a place and language holds. One without text takes the place's own help away again.
    `written_by` is the id of the actor.
    """

    card_system = models.ForeignKey(CardSystem, models.PROTECT, null=True, blank=True, related_name="help_versions")
    language = models.TextField(choices=_LANGUAGE_CHOICES)
    body = models.TextField(blank=True, default="")
    written_by = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["card_system", "language", "created_at"], name="help_of_place")]


class NewsItem(models.Model):
    """News for the desks of a region, or without one for all desks. Without a last day it stays.

    Both days are included. `written_by` is the id of the actor who wrote it first.
    """

    card_system = models.ForeignKey(CardSystem, models.CASCADE, null=True, blank=True, related_name="news_items")
    title = models.TextField()
    body = models.TextField()
    shown_from = models.DateField()
    shown_until = models.DateField(null=True, blank=True)
    written_by = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shown_until=None) | models.Q(shown_from__lte=models.F("shown_until")),
                name="news_has_days",
            )
        ]

    def __str__(self) -> str:
        return self.title


class NewsReading(models.Model):
    """Somebody had this news on screen: it counts as new no longer. It goes with the news or the account."""

    item = models.ForeignKey(NewsItem, models.CASCADE, related_name="readings")
    user = models.ForeignKey(User, models.CASCADE, related_name="news_readings")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="news_read_once")]
