"""Who looked at a person's data, for the person itself (design.md section 3)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.db.models.functions import TruncDate

from openpas.foundation.calendar import BRUSSELS
from openpas.records.models import AccessLine


@dataclass(frozen=True, slots=True)
class Access:
    """One look. `actor` is an account or a program (`user:12`, `client:x`), `desk_id` an organizer if one is known."""

    looked_at: datetime
    actor: str
    desk_id: int | None
    purpose: str


def accesses_of(passholder_id: int, start: int = 0, limit: int = 20) -> list[Access]:
    """A page of the looks at one person, newest first. One query; each month is found by its index."""
    lines = AccessLine.objects.filter(passholder_id=passholder_id).order_by("-created_at")
    rows = lines.values_list("created_at", "actor", "desk_id", "purpose")
    return [Access(*row) for row in rows[start : start + limit]]


@dataclass(frozen=True, slots=True)
class LooksOfDay:
    """What one organization looked at on a day in Brussels, whoever of it. `is_program` where no person looked."""

    day: date
    desk_id: int | None
    is_program: bool
    purposes: tuple[str, ...]


def looks_per_day(passholder_id: int, start: int = 0, limit: int = 20) -> list[LooksOfDay]:
    """A page of the looks at one person, day by day and organization by organization, newest first. One query."""
    lines = AccessLine.objects.filter(passholder_id=passholder_id).annotate(
        day=TruncDate("created_at", tzinfo=BRUSSELS), is_program=Q(actor__startswith="client:")
    )
    rows = lines.values("day", "desk_id", "is_program").annotate(purposes=ArrayAgg("purpose", distinct=True))
    page = rows.order_by("-day", "desk_id", "is_program")[start : start + limit]
    return [LooksOfDay(row["day"], row["desk_id"], row["is_program"], tuple(row["purposes"])) for row in page]
