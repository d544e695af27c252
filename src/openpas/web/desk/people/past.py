"""What a desk may see of what somebody did: points and tickets at this desk, rewards wherever they were redeemed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from openpas.checkins.queries import checkins_of
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card
from openpas.records.service import note_access
from openpas.rewards.models import Redemption
from openpas.rewards.queries import RedemptionFilters, redemptions_of
from openpas.tariffs.models import TicketSale
from openpas.tariffs.queries import ticket_sales_of
from openpas.web.desk.files import File


class PastKind(StrEnum):
    """What can be in the history."""

    POINT = "point"
    REWARD = "reward"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class PastLine:
    """One thing that was done. `points` is what it added to the balance, `price_cents` what was to be paid.

    `place` is where, when that was elsewhere; `tariff` the coupon with which a ticket was bought.
    """

    kind: PastKind
    id: str
    created_at: datetime
    title: str
    may_undo: bool
    points: int = 0
    price_cents: int = 0
    place: str = ""
    tariff: str = ""

    @property
    def day(self) -> date:
        """On the wall calendar in Brussels."""
        return brussels_day(self.created_at)

    @property
    def signed_points(self) -> str:
        return f"{self.points:+d}".replace("-", "\N{MINUS SIGN}")


@dataclass(frozen=True, slots=True)
class _Newest:
    """As many of the newest as are asked for."""

    limit: int
    start: int = 0


@dataclass(frozen=True, slots=True)
class Past:
    """A page of the history, newest first."""

    lines: list[PastLine]
    has_more: bool


def past_of(file: File, kind: PastKind | None, start: int, limit: int) -> Past:
    """The lines of one kind, or of all, that this desk has the right to see. Notes the access."""
    sources = [_SOURCES[kind]] if kind else _SOURCES.values()
    found = [line for source in sources for line in source(file, start + limit + 1)]
    newest = sorted(found, key=lambda line: line.created_at, reverse=True)
    return Past(newest[start : start + limit], len(newest) > start + limit)


def _points(file: File, limit: int) -> list[PastLine]:
    """Saved at activities of this desk."""
    clerk = file.clerk
    if not clerk.actor.may(Permission.CHECKINS_READ, [clerk.desk.pk]):
        return []
    may_undo = clerk.actor.may(Permission.CHECKINS_WRITE, [clerk.desk.pk])
    _total, found = checkins_of(clerk.actor, str(file.person.public_id), [clerk.desk.public_id], limit=limit)
    return [
        PastLine(PastKind.POINT, str(one.id), one.created_at, one.event_title, may_undo, points=one.points)
        for one in found
    ]


def _rewards(file: File, limit: int) -> list[PastLine]:
    """Redeemed anywhere. They are found by any card, whichever was shown."""
    cards = Card.objects.filter(membership__passholder=file.person)
    number = cards.order_by("pk").values_list("uitpas_number", flat=True).first()
    if number is None or not file.clerk.actor.may_somewhere(Permission.REWARDS_READ):
        return []
    _total, found = redemptions_of(file.clerk.actor, RedemptionFilters(uitpas_number=number), _Newest(limit))
    names = _names({one.redemption.organizer_id for one in found})
    return [_reward(file, one.redemption, names) for one in found]


def _reward(file: File, redemption: Redemption, names: Mapping[int | None, str]) -> PastLine:
    """One that was handed over elsewhere is undone there."""
    desk = file.clerk.desk
    is_here = redemption.organizer_id == desk.pk
    return PastLine(
        PastKind.REWARD,
        str(redemption.pk),
        redemption.created_at,
        redemption.reward.title,
        may_undo=is_here and file.clerk.actor.may(Permission.REWARDS_REDEEM, [desk.pk]),
        points=-redemption.points,
        place="" if is_here else names.get(redemption.organizer_id, _("Online")),
    )


def _names(organizer_ids: Iterable[int | None]) -> Mapping[int | None, str]:
    return dict(
        Organizer.objects.filter(pk__in=[one for one in organizer_ids if one is not None])
        .order_by()
        .values_list("pk", "name")
    )


def _tickets(file: File, limit: int) -> list[PastLine]:
    """Bought at a lower price for activities of this desk. The social tariff is not named: that is a status."""
    clerk = file.clerk
    if not clerk.actor.may(Permission.TICKETSALES_SEARCH, [clerk.desk.pk]):
        return []
    note_access(clerk.actor, [file.passholder_id], "ticket_sales")
    found = ticket_sales_of(clerk.actor, passholder_id=str(file.person.public_id), organizer_ids=[clerk.desk.public_id])
    may_undo = clerk.actor.may(Permission.TICKETSALES_REGISTER, [clerk.desk.pk])
    return [_ticket(sale, may_undo=may_undo) for sale in found[:limit]]


def _ticket(sale: TicketSale, *, may_undo: bool) -> PastLine:
    return PastLine(
        PastKind.TICKET,
        str(sale.pk),
        sale.created_at,
        sale.event.title,
        may_undo,
        price_cents=sale.price_cents,
        tariff="" if sale.granted_coupon is None else sale.tariff_name,
    )


_SOURCES: Final[dict[PastKind, Callable[[File, int], list[PastLine]]]] = {
    PastKind.POINT: _points,
    PastKind.REWARD: _rewards,
    PastKind.TICKET: _tickets,
}
