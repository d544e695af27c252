"""What was done during a visit, newest first, each with its way back."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from openpas.checkins.models import Checkin, CheckinCancellation
from openpas.events.models import Event
from openpas.rewards.models import Redemption, RedemptionCancellation
from openpas.tariffs.models import TicketSale, TicketSaleCancellation
from openpas.web.desk.done import Done, Kind
from openpas.web.desk.visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneNow(Done):
    """One thing that was done during a visit, and perhaps taken back."""

    is_undone: bool


def done_during(visit: Visit) -> list[DoneNow]:
    """By this clerk, for this pass, since the visit began."""
    found = [*_ticket_sales(visit), *_of_person(visit)]
    return sorted(found, key=lambda done: done.created_at, reverse=True)


def _of_person(visit: Visit) -> list[DoneNow]:
    """A group saves no points and redeems nothing."""
    passholder_id = visit.shown.holder.passholder_id
    return [] if passholder_id is None else [*_checkins(visit, passholder_id), *_redemptions(visit, passholder_id)]


def _checkins(visit: Visit, passholder_id: int) -> Iterator[DoneNow]:
    rows = Checkin.objects.filter(
        passholder_id=passholder_id, actor=visit.clerk.actor.id, created_at__gte=visit.began_at
    ).annotate(
        is_undone=Exists(CheckinCancellation.objects.filter(checkin_id=OuterRef("id"))),
        title=Event.objects.filter(pk=OuterRef("event_id")).values("title")[:1],
    )
    for row in rows:
        yield DoneNow(
            kind=Kind.POINT,
            id=str(row.id),
            created_at=row.created_at,
            title=row.title,
            is_undone=row.is_undone,
            points=row.points,
        )


def _ticket_sales(visit: Visit) -> Iterator[DoneNow]:
    holder = visit.shown.holder
    rows = TicketSale.objects.filter(
        Q(passholder_id=holder.passholder_id, group_pass_id=holder.group_pass_id),
        actor=visit.clerk.actor.id,
        created_at__gte=visit.began_at,
    ).annotate(is_undone=Exists(TicketSaleCancellation.objects.filter(sale_id=OuterRef("pk"))))
    for row in rows.select_related("event"):
        yield DoneNow(
            kind=Kind.TICKET,
            id=str(row.pk),
            created_at=row.created_at,
            title=row.regular_price_label or row.event.title,
            is_undone=row.is_undone,
            price_cents=row.price_cents,
        )


def _redemptions(visit: Visit, passholder_id: int) -> Iterator[DoneNow]:
    rows = Redemption.objects.filter(
        passholder_id=passholder_id, actor=visit.clerk.actor.id, created_at__gte=visit.began_at
    ).annotate(is_undone=Exists(RedemptionCancellation.objects.filter(redemption_id=OuterRef("pk"))))
    for row in rows.select_related("reward"):
        yield DoneNow(
            kind=Kind.REWARD,
            id=str(row.id),
            created_at=row.created_at,
            title=row.reward.title,
            is_undone=row.is_undone,
            points=-row.points,
        )
