"""An event with its calendar, prices, card systems and settings."""

from django.db import models
from django.db.models.functions import Lower

from openpas.card_systems.models import CardSystem
from openpas.organizers.models import Location, Organizer


class CalendarType(models.TextChoices):
    """The event database's four kinds of calendar."""

    SINGLE = "SINGLE"
    MULTIPLE = "MULTIPLE"
    PERIODIC = "PERIODIC"
    PERMANENT = "PERMANENT"


class Event(models.Model):
    """An activity of an organizer (contract: EventSettings, EventCardSystem; the event database's `Event`).

    `calendar` is the JSON form of `events.rules.Calendar`; `starts_at` and `ends_at` are its outer bounds, empty for
    PERMANENT. A limit with an empty volume is no limit. `municipality_nis` is where the activity takes place.
    """

    public_id = models.TextField()
    organizer = models.ForeignKey(Organizer, models.PROTECT, related_name="events")
    location = models.ForeignKey(Location, models.SET_NULL, null=True, blank=True, related_name="events")
    title = models.TextField()
    description = models.TextField(blank=True, default="")
    calendar_type = models.TextField(choices=CalendarType)
    calendar = models.JSONField()
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    keywords = models.JSONField(default=list)
    is_published = models.BooleanField(default=True)
    checkin_points = models.PositiveSmallIntegerField(default=1)
    checkin_limit_volume = models.PositiveIntegerField(null=True, blank=True)
    checkin_limit_period = models.TextField(blank=True, default="")
    ticket_limit_volume = models.PositiveIntegerField(null=True, blank=True)
    ticket_limit_period = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("public_id"), name="event_public_id"),
            models.CheckConstraint(
                condition=models.Q(starts_at=None)
                | models.Q(ends_at=None)
                | models.Q(starts_at__lte=models.F("ends_at")),
                name="event_starts_before_it_ends",
            ),
        ]
        indexes = [models.Index(fields=["organizer", "ends_at"], name="event_organizer_end")]

    def __str__(self) -> str:
        return self.title


class PriceClass(models.Model):
    """A price that somebody may have to pay: the base price (`is_base`) or a named tariff of the organizer."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="price_classes")
    name = models.TextField()
    price_cents = models.PositiveIntegerField()
    is_base = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event"], condition=models.Q(is_base=True), name="one_base_price"),
        ]


class EventCardSystem(models.Model):
    """Whether an event counts in a card system of its organizer. A card system without a row is enabled."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="card_system_choices")
    card_system = models.ForeignKey(CardSystem, models.CASCADE)
    is_enabled = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "card_system"], name="event_card_system_once")]


class PendingCardSystems(models.Model):
    """The card systems chosen for an event that we do not know yet, applied when it becomes known (O11)."""

    event_public_id = models.TextField()
    choices = models.JSONField()
    actor = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("event_public_id"), name="pending_card_systems_event")]
