"""What a clerk looked for and what is being done for a group: kept for hours, so that a reload loses nothing."""

import uuid
from datetime import timedelta
from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openpas.identity.models import User
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder

KEPT_FOR: Final = timedelta(hours=24)
"""From the moment on which it was made. A working day, and the evening in which somebody wants to see what was done."""


class PeopleSearch(models.Model):
    """What a clerk looked for at a desk, and whom of the found ones he or she ticked.

    It is a row and not a part of the session, because a list of numbers is too long for an address, several tabs search
    at the same time, and what was typed must not be readable where it lies: `criteria` is encrypted, like names and
    numbers in it. Only the clerk who searched, at the same desk, can open it. Deleted after KEPT_FOR.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    desk = models.ForeignKey(Organizer, models.CASCADE, related_name="+")
    criteria = models.BinaryField()
    ticked = ArrayField(models.BigIntegerField(), default=list)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="people_search_age")]


class BulkRun(models.Model):
    """Something that is done for each of a group, row by row: a check-in of a class, an address of a whole home.

    It is a row, because four requests at once write its rows, and because it goes on after a lost connection.
    `terms` is what was chosen with it, encrypted because an address may be in it. Deleted after KEPT_FOR: what was done
    stays where it belongs, as check-ins, tickets and audit lines.
    """

    class Kind(models.TextChoices):
        POINT = "point"
        TICKET = "ticket"
        ADDRESS = "address"
        BLOCK = "block"
        EXTEND = "extend"

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    desk = models.ForeignKey(Organizer, models.CASCADE, related_name="+")
    search = models.ForeignKey(PeopleSearch, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.TextField(choices=Kind)
    terms = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="bulk_run_age")]


class BulkRow(models.Model):
    """One person of a run, and how it went: `words` say it, without naming anybody. DONE is never done again."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        REFUSED = "refused"

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    passholder = models.ForeignKey(Passholder, models.CASCADE, related_name="+")
    state = models.TextField(choices=State, default=State.WAITING)
    words = models.TextField(blank=True, default="")
    points = models.IntegerField(default=0)
    price_cents = models.IntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="bulk_row_position"),
            models.UniqueConstraint(fields=["run", "passholder"], name="bulk_row_once_per_person"),
        ]
