"""An organizer offers activities and, as a desk, serves passholders."""

from django.db import models
from django.db.models.functions import Lower

from openpas.card_systems.models import CardSystem


class Location(models.Model):
    """A place where activities happen; its id is the event database's."""

    public_id = models.TextField()
    name = models.TextField()
    postal_code = models.TextField(blank=True, default="")
    city = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(Lower("public_id"), name="location_public_id")]

    def __str__(self) -> str:
        return self.name


class OrganizerGroup(models.Model):
    """A named set of organizers (contract: `groupId`), for instance all schools."""

    id = models.IntegerField(primary_key=True)
    name = models.TextField()


class Organizer(models.Model):
    """An organizer, desk, school or point of sale: it pays its part, and people work for it (contract: Organizer).

    `public_id` is opaque and compared without case. `linked_location` is set when the organizer is the place itself: it
    may then check in and sell for what happens there, without paying. A ticket limit holds for each of its events.
    """

    public_id = models.TextField()
    name = models.TextField()
    street = models.TextField(blank=True, default="")
    postal_code = models.TextField(blank=True, default="")
    city = models.TextField(blank=True, default="")
    municipality_nis = models.TextField(blank=True, default="")
    linked_location = models.ForeignKey(Location, models.SET_NULL, null=True, blank=True, related_name="organizers")
    card_systems = models.ManyToManyField(CardSystem, related_name="organizers")
    groups = models.ManyToManyField(OrganizerGroup, related_name="organizers")
    linked_organizers = models.ManyToManyField("self", symmetrical=False, related_name="linked_by")
    ticket_limit_volume = models.PositiveIntegerField(null=True, blank=True)
    ticket_limit_period = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(Lower("public_id"), name="organizer_public_id")]

    def __str__(self) -> str:
        return self.name
