"""Who works where: people at desks, what a desk may do, and who looks after a region or the whole."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openpas.card_systems.models import CardSystem
from openpas.identity.models.accounts import User
from openpas.organizers.models import Organizer


class OrganizerAdmin(models.Model):
    """Somebody who works for an organizer (contract: OrganizerAdmin). An ADMIN may also choose who else does."""

    class Type(models.TextChoices):
        MEMBER = "MEMBER"
        ADMIN = "ADMIN"

    organizer = models.ForeignKey(Organizer, models.CASCADE, related_name="admins")
    user = models.ForeignKey(User, models.CASCADE, related_name="desks")
    type = models.TextField(choices=Type)
    last_chosen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organizer", "user"], name="admin_once_per_organizer")]


class DeskGroup(models.Model):
    """What the desks in it may do in one region (domain/rules.md 2.2).

    A desk may what any of its groups may. A new desk joins the groups that are its region's defaults. Every change of
    what a desk may raises `grants_version` of who works there. `registers_without_insz` is what the region asks for
    otherwise (BR-PH-01); `shows_names_in_reports` puts names of passholders in the desk's expense reports.
    """

    card_system = models.ForeignKey(CardSystem, models.CASCADE, related_name="desk_groups")
    name = models.TextField()
    permissions = ArrayField(models.TextField(), default=list)
    registers_without_insz = models.BooleanField(default=False, db_default=False)
    shows_names_in_reports = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)
    desks = models.ManyToManyField(Organizer, related_name="desk_groups")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card_system", "name"], name="desk_group_name")]


class Manager(models.Model):
    """Somebody who looks after a region, or without one after the whole installation."""

    user = models.ForeignKey(User, models.CASCADE, related_name="manages")
    card_system = models.ForeignKey(CardSystem, models.CASCADE, null=True, blank=True, related_name="managers")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "card_system"], name="manager_once", nulls_distinct=False)
        ]


class Invitation(models.Model):
    """A mail that asks somebody to work at a desk or to look after a region. Only the hash of its token is here.

    The place is there from the moment of the invitation; what is missing until it is accepted is an account that can
    sign in. Inviting again replaces the token, and no invitation works twice.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    organizer = models.ForeignKey(Organizer, models.CASCADE, null=True, blank=True, related_name="invitations")
    card_system = models.ForeignKey(CardSystem, models.CASCADE, null=True, blank=True, related_name="invitations")
    token_hash = models.BinaryField(unique=True)
    invited_by = models.TextField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="invitation_expiry")]
