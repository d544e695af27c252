"""What people promise before they see data of others, and which part each organization has in processing it."""

from django.db import models

from openpas.card_systems.models import CardSystem
from openpas.identity.models.accounts import User
from openpas.identity.models.clients import ApiClient
from openpas.organizers.models import Organizer


class Document(models.Model):
    """A version of a text that staff accepts: the declaration of honour, the terms of use (domain/rules.md 7.4, 7.5).

    It holds from `effective_on`. With `demands_signature` everybody accepts it anew; without, who accepted an earlier
    version is done. `texts` has the text per language as plain paragraphs, Dutch always.
    """

    class Kind(models.TextChoices):
        DECLARATION_OF_HONOUR = "DECLARATION_OF_HONOUR"
        TERMS_OF_USE = "TERMS_OF_USE"

    kind = models.TextField(choices=Kind)
    version = models.PositiveIntegerField()
    effective_on = models.DateField()
    demands_signature = models.BooleanField(default=True)
    texts = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="document_version")]


class Acceptance(models.Model):
    """Somebody accepted a version of a document. Rows are never changed."""

    class Method(models.TextChoices):
        ON_SCREEN = "ON_SCREEN"
        ON_PAPER = "ON_PAPER"

    user = models.ForeignKey(User, models.CASCADE, related_name="acceptances")
    document = models.ForeignKey(Document, models.PROTECT, related_name="acceptances")
    organizer = models.ForeignKey(Organizer, models.SET_NULL, null=True, blank=True, related_name="+")
    method = models.TextField(choices=Method)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "document"], name="accepted_once")]


class ProcessingRole(models.Model):
    """The part that an organization has in processing personal data, and under which agreement (domain/rules.md 7.1).

    It is about one of the three: a region, an organizer or a vendor's client.
    """

    class Role(models.TextChoices):
        CONTROLLER = "CONTROLLER"
        PROCESSOR = "PROCESSOR"
        SUB_PROCESSOR = "SUB_PROCESSOR"
        SUB_SUB_PROCESSOR = "SUB_SUB_PROCESSOR"

    card_system = models.ForeignKey(CardSystem, models.CASCADE, null=True, blank=True, related_name="processing_roles")
    organizer = models.ForeignKey(Organizer, models.CASCADE, null=True, blank=True, related_name="processing_roles")
    client = models.ForeignKey(ApiClient, models.CASCADE, null=True, blank=True, related_name="processing_roles")
    role = models.TextField(choices=Role)
    agreement = models.TextField(help_text="what was agreed and where it is kept")
    agreed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="processing_role_of_one",
                condition=models.Q(card_system__isnull=False, organizer__isnull=True, client__isnull=True)
                | models.Q(card_system__isnull=True, organizer__isnull=False, client__isnull=True)
                | models.Q(card_system__isnull=True, organizer__isnull=True, client__isnull=False),
            )
        ]
