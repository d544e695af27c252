"""Validations of the social tariff while they run, what was asked of the government, and attests that desks saw."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openpas.card_systems.models import CardSystem
from openpas.identity.models import ApiClient
from openpas.organizers.models import Organizer
from openpas.passholders.models import CardSystemMembership


class ReturnAddress(models.Model):
    """Where people may be sent after signing in with the government. It also tells which client began."""

    client = models.ForeignKey(ApiClient, models.CASCADE, related_name="return_addresses")
    address = models.TextField(unique=True)


class CardSystemStatutes(models.Model):
    """Which statutes give the social tariff in a card system, and which source is asked.

    Without a row the defaults of `statutes_of` hold (domain/rules.md 6.3). `postal_codes` lets the source test
    residence too; empty asks nothing about it. `source` is a name in the configuration, empty for the first one there.
    """

    card_system = models.OneToOneField(CardSystem, models.CASCADE, primary_key=True)
    names = ArrayField(models.TextField())
    names_for_minors = ArrayField(models.TextField(), default=list, blank=True)
    postal_codes = ArrayField(models.TextField(), default=list, blank=True)
    source = models.TextField(blank=True, default="")


class Validation(models.Model):
    """One person's way through a validation, from the start until the information was read.

    `*_index` are keyed hashes of secrets that are in other hands: our state at the identity provider, the code, the
    token. Purpose of the person's data: to ask for the social tariff that the person applies for. It is encrypted, and
    deleted with the row a day later (`tasks.forget_old_validations`).
    """

    return_address = models.ForeignKey(ReturnAddress, models.CASCADE)
    client_state = models.TextField()
    challenge_digest = models.BinaryField()
    state_index = models.BinaryField(unique=True)
    nonce = models.TextField()
    verifier_encrypted = models.BinaryField()
    started_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)
    person_encrypted = models.BinaryField(null=True, blank=True)
    code_index = models.BinaryField(null=True, blank=True, unique=True)
    code_used_at = models.DateTimeField(null=True, blank=True)
    token_index = models.BinaryField(null=True, blank=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["started_at"], name="validation_started")]


class IdToken(models.Model):
    """What a validation proves about one person, to be spent once in an order. Deleted with its validation."""

    validation = models.ForeignKey(Validation, models.CASCADE, related_name="id_tokens")
    token_index = models.BinaryField(unique=True)
    person_encrypted = models.BinaryField()
    has_social_tariff = models.BooleanField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class StatusEnquiry(models.Model):
    """That a source was asked about somebody, and how it ended: which statutes were asked, never which are held.

    Sources demand such a log. `person_index` is the keyed hash of the INSZ. Kept for thirteen months (domain/rules.md
    6.4).
    """

    asked_at = models.DateTimeField()
    person_index = models.BinaryField()
    source = models.TextField()
    reason = models.TextField()
    statutes = ArrayField(models.TextField())
    reference = models.TextField(blank=True, default="")
    outcome = models.TextField()
    code = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["asked_at"], name="status_enquiry_asked"),
            models.Index(fields=["person_index"], name="status_enquiry_person"),
        ]


class Attest(models.Model):
    """That a desk saw a proof of somebody's right to the social tariff. The proof itself is not kept.

    It is what the programme answers when it is asked why this membership has the tariff until `ends_on`: a kind out of
    a closed list, the day on which it was seen, the desk and who recorded it (the id of an actor, no name).
    `note_encrypted` is filled for OTHER only. Rows never change: the database refuses it. They go with the membership,
    and thirteen months after the tariff that they gave has ended (docs/decisions/0019-attests-seen-not-kept.md).
    """

    class Kind(models.TextChoices):
        INCREASED_REIMBURSEMENT = "INCREASED_REIMBURSEMENT"
        LIVING_WAGE = "LIVING_WAGE"
        DEBT_HELP = "DEBT_HELP"
        INCOME_GUARANTEE = "INCOME_GUARANTEE"
        DISABILITY_ALLOWANCE = "DISABILITY_ALLOWANCE"
        SOCIAL_HOUSE = "SOCIAL_HOUSE"
        OTHER = "OTHER"

    membership = models.ForeignKey(CardSystemMembership, models.CASCADE, related_name="attests")
    organizer = models.ForeignKey(Organizer, models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind)
    note_encrypted = models.BinaryField(null=True, blank=True)
    seen_on = models.DateField()
    ends_on = models.DateField()
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "id"]
        indexes = [models.Index(fields=["ends_on"], name="attest_ends_on")]
