"""Reads of check-ins, balances and the ledger of points."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from openpas.checkins.models import Checkin, CheckinCancellation, PointsLine
from openpas.events.models import Event
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder, PointsAccount
from openpas.records.service import note_access


@dataclass(frozen=True, slots=True)
class RegisteredCheckin:
    """A check-in that counts, with the public id and the title that its event has now."""

    id: UUID
    created_at: datetime
    event_id: str
    event_title: str
    uitpas_number: str
    points: int


def checkins_of(
    actor: Actor,
    passholder_public_id: str,
    organizer_public_ids: Collection[str],
    *,
    event_title: str = "",
    start: int = 0,
    limit: int = 20,
) -> tuple[int, list[RegisteredCheckin]]:
    """How many there are, and a page of them, newest first (contract: O6). Cancelled ones are left out.

    Only events of those named organizers for which the actor may read check-ins. Somebody unknown has none. The person
    sees that it was looked up. Raises PermissionMissing.
    """
    actor.require_somewhere(Permission.CHECKINS_READ)
    passholder_id = _passholder_id(passholder_public_id)
    if passholder_id is None:
        return 0, []
    found = Checkin.objects.filter(
        ~_cancelled(), passholder_id=passholder_id, organizer_id__in=_readable(actor, organizer_public_ids)
    )
    if event_title:
        found = found.filter(event_id__in=Event.objects.filter(title__icontains=event_title).values("id"))
    note_access(actor, [passholder_id], "checkins")
    return found.count(), _with_events(found.order_by("-created_at", "-id")[start : start + limit])


def balance_of(passholder_id: int) -> int:
    """The points that a person has now."""
    return PointsAccount.objects.values_list("points", flat=True).get(passholder_id=passholder_id)


def ledger_of(passholder_id: int, start: int = 0, limit: int = 20) -> list[PointsLine]:
    """A page of the lines whose sum is the balance, newest first."""
    lines = PointsLine.objects.filter(passholder_id=passholder_id)
    return list(lines.order_by("-created_at", "-id")[start : start + limit])


def counter_ids_of(checkin: Checkin) -> Sequence[int]:
    """The organizers whose desks act for the event of a check-in: its own, and those that are its location."""
    at_location = Q(linked_location__events__id=checkin.event_id)
    counters = Organizer.objects.filter(Q(id=checkin.organizer_id) | at_location)
    return list(counters.values_list("id", flat=True).distinct().order_by())


def _cancelled() -> Exists:
    return Exists(CheckinCancellation.objects.filter(checkin_id=OuterRef("id")))


def _passholder_id(public_id: str) -> int | None:
    try:
        uuid = UUID(public_id)
    except ValueError:
        return None
    return Passholder.objects.filter(public_id=uuid).values_list("id", flat=True).first()


def _readable(actor: Actor, public_ids: Collection[str]) -> list[int]:
    wanted = {public_id.lower() for public_id in public_ids}
    named = Organizer.objects.annotate(lower_id=Lower("public_id")).filter(lower_id__in=wanted)
    return [
        organizer_id
        for organizer_id in named.order_by().values_list("id", flat=True)
        if actor.may(Permission.CHECKINS_READ, [organizer_id])
    ]


def _with_events(checkins: QuerySet[Checkin]) -> list[RegisteredCheckin]:
    page = list(checkins)
    events = Event.objects.in_bulk({checkin.event_id for checkin in page})
    return [
        RegisteredCheckin(
            id=checkin.id,
            created_at=checkin.created_at,
            event_id=events[checkin.event_id].public_id,
            event_title=events[checkin.event_id].title,
            uitpas_number=checkin.uitpas_number,
            points=checkin.points,
        )
        for checkin in page
    ]
