"""The history of somebody's points, as the person reads it: what was saved where, and what was spent on what (O52).

It stands here because it tells of check-ins and of redemptions, and checkins knows nothing of rewards.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from openpas.checkins.models import Checkin, PointsLine
from openpas.events.models import Event
from openpas.foundation.actor import Actor
from openpas.foundation.identifiers import moment_of
from openpas.passholders.models import Passholder
from openpas.records.service import note_access
from openpas.rewards.models import Redemption

WELCOME: Final = "Welkom bij UiTPAS"
CANCELLED: Final = "Geannuleerd: {title}"
_CHECKINS: Final = frozenset({PointsLine.Kind.CHECKIN, PointsLine.Kind.CHECKIN_CANCELLED})
_REDEMPTIONS: Final = frozenset({PointsLine.Kind.REDEMPTION, PointsLine.Kind.REDEMPTION_CANCELLED})
_TAKEN_BACK: Final = frozenset({PointsLine.Kind.CHECKIN_CANCELLED, PointsLine.Kind.REDEMPTION_CANCELLED})


@dataclass(frozen=True, slots=True)
class Transaction:
    """One line of the history. `points` are above zero when they were saved, below when they were spent."""

    title: str
    location: str
    created_at: datetime
    points: int


@dataclass(frozen=True, slots=True)
class _Occasion:
    title: str
    location: str


_UNKNOWN: Final = _Occasion("", "")


def transactions_of(
    actor: Actor, passholder: Passholder, start: int, limit: int, *, oldest_first: bool = False
) -> tuple[int, list[Transaction]]:
    """How many there are, and a page of them, newest first unless asked otherwise.

    Whom the caller may reach was decided before. Somebody else than the person itself leaves a line of access. A start
    without points is no transaction. Seven queries at most, however many lines.
    """
    if actor.passholder_id != passholder.pk:
        note_access(actor, [passholder.pk], "transactions")
    lines = PointsLine.objects.filter(passholder_id=passholder.pk).exclude(kind=PointsLine.Kind.WELCOME, points=0)
    order = ("created_at", "id") if oldest_first else ("-created_at", "-id")
    page = list(lines.order_by(*order)[start : start + limit])
    return lines.count(), _told(page, passholder)


def _told(lines: Sequence[PointsLine], passholder: Passholder) -> list[Transaction]:
    occasions = {
        **_checkins(line.source for line in lines if line.kind in _CHECKINS),
        **_redemptions(line.source for line in lines if line.kind in _REDEMPTIONS),
        **_welcomes((line.source for line in lines if line.kind == PointsLine.Kind.WELCOME), passholder),
    }
    return [_transaction(line, occasions.get(line.source, _UNKNOWN)) for line in lines]


def _transaction(line: PointsLine, occasion: _Occasion) -> Transaction:
    title = CANCELLED.format(title=occasion.title) if line.kind in _TAKEN_BACK else occasion.title
    return Transaction(title, occasion.location, line.created_at, line.points)


def _checkins(ids: Iterable[UUID]) -> Mapping[UUID, _Occasion]:
    """Check-in → where somebody took part. The moments that the ids carry name the partitions to look in."""
    wanted = list(ids)
    found = Checkin.objects.filter(created_at__in=map(moment_of, wanted), id__in=wanted)
    event_of = dict(found.values_list("id", "event_id"))
    events = Event.objects.select_related("location", "organizer").in_bulk(set(event_of.values()))
    return {
        checkin_id: _Occasion(event.title, event.location.name if event.location else event.organizer.name)
        for checkin_id, event_id in event_of.items()
        if (event := events.get(event_id)) is not None
    }


def _redemptions(ids: Iterable[UUID]) -> Mapping[UUID, _Occasion]:
    """Redemption → what it was for, and where: at the desk that gave it, else where the reward can be had."""
    found = Redemption.objects.select_related("organizer", "reward__owning_card_system")
    return {
        redemption.pk: _Occasion(redemption.reward.title, _place_of(redemption))
        for redemption in found.prefetch_related("reward__organizers").filter(pk__in=list(ids))
    }


def _place_of(redemption: Redemption) -> str:
    if redemption.organizer is not None:
        return redemption.organizer.name
    hosts = [organizer.name for organizer in redemption.reward.organizers.all()]
    return hosts[0] if hosts else redemption.reward.owning_card_system.name


def _welcomes(ids: Iterable[UUID], passholder: Passholder) -> Mapping[UUID, _Occasion]:
    """The points of a new pass → the desk that made it."""
    wanted = list(ids)
    desk = passholder.registration_organizer if wanted else None
    return dict.fromkeys(wanted, _Occasion(WELCOME, desk.name if desk else ""))
