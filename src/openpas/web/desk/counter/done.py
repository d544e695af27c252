"""What was done during a visit, newest first, each with its way back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q

from openpas.checkins.models import Checkin, CheckinCancellation
from openpas.events.models import Event
from openpas.rewards.models import Redemption, RedemptionCancellation
from openpas.tariffs.models import TicketSale, TicketSaleCancellation
from openpas.web.desk.visits import Visit


class Kind(StrEnum):
    """What can be done for somebody at the counter."""

    POINT = "point"
    TICKET = "ticket"
    REWARD = "reward"


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done. `points` is what it added to the balance, `price_cents` what was to be paid."""

    kind: Kind
    id: str
    created_at: datetime
    title: str
    is_undone: bool
    points: int = 0
    price_cents: int = 0

    @property
    def signed_points(self) -> str:
        return f"{self.points:+d}".replace("-", "\N{MINUS SIGN}")


def done_during(visit: Visit) -> list[Done]:
    """By this clerk, for this pass, since the visit began."""
    found = [*_ticket_sales(visit), *_of_person(visit)]
    return sorted(found, key=lambda done: done.created_at, reverse=True)


def _of_person(visit: Visit) -> list[Done]:
    """A group saves no points and redeems nothing."""
    passholder_id = visit.shown.holder.passholder_id
    return [] if passholder_id is None else [*_checkins(visit, passholder_id), *_redemptions(visit, passholder_id)]


def _checkins(visit: Visit, passholder_id: int) -> Iterator[Done]:
    rows = Checkin.objects.filter(
        passholder_id=passholder_id, actor=visit.clerk.actor.id, created_at__gte=visit.began_at
    ).annotate(
        is_undone=Exists(CheckinCancellation.objects.filter(checkin_id=OuterRef("id"))),
        title=Event.objects.filter(pk=OuterRef("event_id")).values("title")[:1],
    )
    for row in rows:
        yield Done(Kind.POINT, str(row.id), row.created_at, row.title, row.is_undone, points=row.points)


def _ticket_sales(visit: Visit) -> Iterator[Done]:
    holder = visit.shown.holder
    rows = TicketSale.objects.filter(
        Q(passholder_id=holder.passholder_id, group_pass_id=holder.group_pass_id),
        actor=visit.clerk.actor.id,
        created_at__gte=visit.began_at,
    ).annotate(is_undone=Exists(TicketSaleCancellation.objects.filter(sale_id=OuterRef("pk"))))
    for row in rows.select_related("event"):
        title = row.regular_price_label or row.event.title
        yield Done(Kind.TICKET, str(row.pk), row.created_at, title, row.is_undone, price_cents=row.price_cents)


def _redemptions(visit: Visit, passholder_id: int) -> Iterator[Done]:
    rows = Redemption.objects.filter(
        passholder_id=passholder_id, actor=visit.clerk.actor.id, created_at__gte=visit.began_at
    ).annotate(is_undone=Exists(RedemptionCancellation.objects.filter(redemption_id=OuterRef("pk"))))
    for row in rows.select_related("reward"):
        yield Done(Kind.REWARD, str(row.id), row.created_at, row.reward.title, row.is_undone, points=-row.points)
