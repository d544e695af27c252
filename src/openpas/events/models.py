"""An event with its calendar, prices, card systems and settings."""

from django.db import models
from django.db.models.functions import Lower

from openpas.card_systems.models import CardSystem
from openpas.events.ages import AgeRange
from openpas.organizers.models import Location, Organizer


class CalendarType(models.TextChoices):
    """The event database's four kinds of calendar."""

    SINGLE = "SINGLE"
    MULTIPLE = "MULTIPLE"
    PERIODIC = "PERIODIC"
    PERMANENT = "PERMANENT"


class EventStatus(models.TextChoices):
    """Whether an event takes place: as planned, called off, or put off to a day that is not known yet."""

    AVAILABLE = "Available"
    UNAVAILABLE = "Unavailable"
    TEMPORARILY_UNAVAILABLE = "TemporarilyUnavailable"


class Audience(models.TextChoices):
    """For whom an event is: everybody, members only, or schools. One for members is hidden from public calendars."""

    EVERYONE = "everyone"
    MEMBERS = "members"
    EDUCATION = "education"


class Event(models.Model):
    """An activity of an organizer (contract: EventSettings, EventCardSystem; the event database's `Event`).

    `calendar` is the JSON form of `events.rules.Calendar`; `starts_at` and `ends_at` are its outer bounds, empty for
    PERMANENT. `age_from` and `age_to` are those of `events.ages.AgeRange`; without `age_from` nobody told for which age
    it is, and without `age_to` there is no end. A limit with an empty volume is no limit. `keywords` are the event
    database's labels. `imported_from` and `imported_at` say from which catalogue it came and when it was seen there
    last; empty for one entered here.
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
    status = models.TextField(choices=EventStatus, default=EventStatus.AVAILABLE)
    audience = models.TextField(choices=Audience, default=Audience.EVERYONE)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    keywords = models.JSONField(default=list)
    is_published = models.BooleanField(default=True)
    imported_from = models.TextField(blank=True, default="")
    imported_at = models.DateTimeField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=models.Q(age_to=None) | models.Q(age_from__isnull=False, age_from__lte=models.F("age_to")),
                name="event_age_range",
            ),
        ]
        indexes = [
            models.Index(fields=["organizer", "ends_at"], name="event_organizer_end"),
            models.Index(fields=["ends_at"], name="event_end"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ages(self) -> AgeRange | None:
        """For which age it is; None when nobody told."""
        return None if self.age_from is None else AgeRange(self.age_from, self.age_to)


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


class CatalogueImport(models.Model):
    """One run of the import of events, and how far it came: what was begun and not finished goes on from there.

    `source` is the address that was searched, `organizer_ids` the internal ids that were asked for (empty: all),
    `from_at` the moment before which ended events are left alone. `at_organizer_id` and `next_start` are where it is.
    """

    source = models.TextField()
    organizer_ids = models.JSONField(default=list)
    from_at = models.DateTimeField()
    at_organizer_id = models.BigIntegerField(default=0)
    next_start = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=models.Q(finished_at=None), name="one_unfinished_import_per_source"
            ),
        ]
