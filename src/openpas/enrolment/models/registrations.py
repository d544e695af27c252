"""What a desk keeps about a passholder for itself: consent, a note and a picture. All of it goes with the person."""

from django.db import models

from openpas.passholders.models import Passholder


class Consent(models.Model):
    """How a passholder heard of the legal terms, and for a minor that a parent agreed (BR-PH-12, BR-PH-13)."""

    passholder = models.OneToOneField(Passholder, models.CASCADE, primary_key=True, related_name="consent")
    parental_consent = models.BooleanField(default=False)
    legal_terms_paper = models.BooleanField(default=False)
    legal_terms_digital = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()


class PrivateNote(models.Model):
    """What staff wrote about a passholder for each other (contract: PrivateProperties), encrypted at rest."""

    passholder = models.OneToOneField(Passholder, models.CASCADE, primary_key=True, related_name="private_note")
    note_encrypted = models.BinaryField()
    changed_at = models.DateTimeField()


class Picture(models.Model):
    """The face of a passholder as a JPEG without metadata, encrypted at rest (BR-PH-15)."""

    passholder = models.OneToOneField(Passholder, models.CASCADE, primary_key=True, related_name="picture")
    jpeg_encrypted = models.BinaryField()
    changed_at = models.DateTimeField()
