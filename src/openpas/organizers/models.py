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
    """A named set of organizers (contract: `groupId`). With `is_school` each of them is a school (O58 to O60)."""

    id = models.IntegerField(primary_key=True)
    name = models.TextField()
    is_school = models.BooleanField(default=False)


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


class Association(models.Model):
    """Something beside a region of which passholders can be members: a sports card, the staff of a company.

    When a membership ends depends on `end_date_type` (domain/rules.md 4.11). CUSTOM: the desk chooses, and
    `suggested_ends_on` is offered. BASED_ON_DATE_OF_BIRTH: on the birthday at `age_limit`, for good.
    BASED_ON_REGISTRATION_DATE: `years` after it was made or renewed. Where it can be renewed, that is from
    `renewable_months` before the end on.
    """

    class EndDateType(models.TextChoices):
        CUSTOM = "CUSTOM"
        BASED_ON_DATE_OF_BIRTH = "BASED_ON_DATE_OF_BIRTH"
        BASED_ON_REGISTRATION_DATE = "BASED_ON_REGISTRATION_DATE"

    public_id = models.UUIDField(unique=True)
    name = models.TextField()
    card_systems = models.ManyToManyField(CardSystem, related_name="associations")
    end_date_type = models.TextField(choices=EndDateType)
    suggested_ends_on = models.DateField(null=True, blank=True)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    age_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    renewable_months = models.PositiveSmallIntegerField(default=2)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end_date_type="CUSTOM")
                | models.Q(end_date_type="BASED_ON_DATE_OF_BIRTH", age_limit__isnull=False)
                | models.Q(end_date_type="BASED_ON_REGISTRATION_DATE", years__isnull=False),
                name="association_end_date_type",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AssociationRight(models.Model):
    """An organizer may see the members of an association; with `can_write` also register, renew and stop them."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="rights")
    organizer = models.ForeignKey(Organizer, models.CASCADE, related_name="association_rights")
    can_write = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["association", "organizer"], name="association_right_once")]
