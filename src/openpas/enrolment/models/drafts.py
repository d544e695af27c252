"""A registration that a clerk is filling in."""

from django.db import models

from openpas.identity.models import User
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder


class RegistrationDraft(models.Model):
    """What was filled in so far, kept so that nothing is lost on an error, a lost session or a dead laptop.

    It belongs to one clerk at one desk, and goes a day after it began. `answers_encrypted` is everything
    (`enrolment.drafts.answers`), and nothing once the person is `registered`: then only that it was done is left, with
    what was to be paid, so that a form that arrives twice makes one person.
    """

    public_id = models.UUIDField(unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="registration_drafts")
    organizer = models.ForeignKey(Organizer, models.CASCADE, related_name="+")
    answers_encrypted = models.BinaryField(null=True, blank=True)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    registered = models.ForeignKey(Passholder, models.SET_NULL, null=True, blank=True, related_name="+")
    price_cents = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-saved_at"]
        indexes = [models.Index(fields=["begun_at"], name="registration_draft_begun")]
