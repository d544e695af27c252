"""Who looked at a person's data, for the person itself (design.md section 3)."""

from dataclasses import dataclass
from datetime import datetime

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
