"""Write down a change: the fact for others, the line for the auditor, the line for the person that was looked at.

All of these belong in the transaction of the change itself.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from openpas.foundation.actor import Actor
from openpas.foundation.identifiers import new_id, whole_milliseconds
from openpas.records.models import AccessLine, AuditLine, OutboxMessage
from openpas.runtime import clock


def publish(kind: str, payload: Mapping[str, object]) -> None:
    """Put a fact (past tense: `TicketSold`) in the outbox. Internal ids and numbers only, no personal data."""
    OutboxMessage.objects.create(kind=kind, payload=dict(payload), created_at=clock.now())


def note(actor: Actor, action: str, subject: str, at: datetime | None = None, **details: object) -> None:
    """Add the audit line: who did what (`ticket_sale.cancel`) to what (`ticket_sale:12`). No personal data."""
    moment = whole_milliseconds(at or clock.now())
    AuditLine.objects.create(
        id=new_id(moment), created_at=moment, actor=actor.id, action=action, subject=subject, details=details
    )


def note_access(actor: Actor, passholder_ids: Iterable[int], purpose: str) -> None:
    """Add a line per person whose data `actor` is about to see; the person can read it (design.md section 3).

    Who looks at its own pass is not noted. The desk is the chosen one; a caller of the API chooses none, and is at the
    only one for which it has rights, if that is so.
    """
    moment, desk_id = whole_milliseconds(clock.now()), _desk_of(actor)
    AccessLine.objects.bulk_create(
        AccessLine(
            id=new_id(moment),
            created_at=moment,
            passholder_id=passholder_id,
            actor=actor.id,
            desk_id=desk_id,
            purpose=actor.purpose or purpose,
        )
        for passholder_id in passholder_ids
        if passholder_id != actor.passholder_id
    )


def _desk_of(actor: Actor) -> int | None:
    if actor.desk_id is not None or len(actor.by_organizer) != 1:
        return actor.desk_id
    [only] = actor.by_organizer
    return only
