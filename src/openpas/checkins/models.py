"""Check-ins and the ledger of points. Append-only; the balance itself is `passholders.PointsAccount`."""

from django.db import models
from django.db.models.functions import Lower

from openpas.events.models import Event
from openpas.passholders.models import Passholder


class PointsLine(models.Model):
    """One change of a balance. Append-only, partitioned by month.

    `source` is the id of the check-in or redemption that it stands for.
    """

    class Kind(models.TextChoices):
        CHECKIN = "CHECKIN"
        CHECKIN_CANCELLED = "CHECKIN_CANCELLED"
        REDEMPTION = "REDEMPTION"
        REDEMPTION_CANCELLED = "REDEMPTION_CANCELLED"
        WELCOME = "WELCOME"

    pk = models.CompositePrimaryKey("created_at", "id")
    id = models.UUIDField()
    created_at = models.DateTimeField()
    passholder_id = models.BigIntegerField()
    kind = models.TextField(choices=Kind)
    points = models.IntegerField()
    balance_after = models.IntegerField()
    source = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["passholder_id", "created_at"], name="points_line_of_passholder")]


class Checkin(models.Model):
    """A passholder took part. Append-only, partitioned by month of `created_at`, which `id` carries (UUIDv7).

    The person's situation at that moment is kept with it (BR-CI-07): card number, residence, whether the social tariff
    was ACTIVE. It counts unless a CheckinCancellation points at it.
    """

    class Channel(models.TextChoices):
        API = "API"
        DESK = "DESK"
        KIOSK = "KIOSK"
        CODE = "CODE"

    pk = models.CompositePrimaryKey("created_at", "id")
    id = models.UUIDField()
    created_at = models.DateTimeField()
    passholder_id = models.BigIntegerField()
    event_id = models.BigIntegerField()
    organizer_id = models.BigIntegerField()
    uitpas_number = models.TextField()
    points = models.SmallIntegerField()
    had_social_tariff = models.BooleanField()
    municipality_nis = models.TextField()
    channel = models.TextField(choices=Channel)
    actor = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["passholder_id", "event_id", "created_at"], name="checkin_of_passholder")]


class CheckinCancellation(models.Model):
    """The counter-entry of a check-in: it counts no longer, and its points went back. Append-only."""

    checkin_id = models.UUIDField(primary_key=True)
    passholder = models.ForeignKey(Passholder, models.CASCADE)
    created_at = models.DateTimeField()
    actor = models.TextField()


class CheckinCode(models.Model):
    """The text inside a QR code with which people check themselves in at an event, valid during its check-in times."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="checkin_codes")
    code = models.TextField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("code"), name="checkin_code_once")]
