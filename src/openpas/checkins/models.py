"""Check-ins and the ledger of points, append-only; the balance itself is `passholders.PointsAccount`. And kiosks."""

from django.db import models
from django.db.models.functions import Lower

from openpas.card_systems.models import CardSystem
from openpas.events.models import Event
from openpas.organizers.models import Location, Organizer
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


class Kiosk(models.Model):
    """A device at an entrance, at which people check themselves in with the chip of their card (contract: KioskDevice).

    A region makes it, with a configuration code that is shown once. The device that presents the code becomes the
    kiosk; from then on its device id is what it proves itself with. Of both only a keyed hash is kept: the code's up to
    its one use, the device's until it is revoked. Without `fixed_event` the kiosk finds its event itself.
    """

    class ReleaseTrack(models.TextChoices):
        BETA = "beta"
        STABLE = "stable"

    public_id = models.UUIDField(unique=True)
    name = models.TextField()
    card_system = models.ForeignKey(CardSystem, models.PROTECT, related_name="kiosks")
    organizers = models.ManyToManyField(Organizer, related_name="kiosks")
    locations = models.ManyToManyField(Location, related_name="kiosks")
    release_track = models.TextField(choices=ReleaseTrack, default=ReleaseTrack.STABLE)
    configuration_code_hash = models.BinaryField(null=True, blank=True)
    device_hash = models.BinaryField(null=True, blank=True, unique=True)
    fixed_event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="fixed_at_kiosks")
    is_blocked = models.BooleanField(default=False)
    configured_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="kiosk_name_once"),
            models.CheckConstraint(
                condition=models.Q(device_hash__isnull=True) | models.Q(configuration_code_hash__isnull=True),
                name="kiosk_code_is_used_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
