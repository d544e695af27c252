"""What a desk may see of what somebody did: points and tickets at this desk, rewards wherever they were redeemed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
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
from openpas.web.desk.done import Done, Kind
from openpas.web.desk.files import File


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine(Done):
    """One thing of the history. `place` is where, when that was elsewhere; `tariff` the coupon of a ticket."""

    may_undo: bool
    place: str = ""
    tariff: str = ""

    @property
    def day(self) -> date:
        """On the wall calendar in Brussels."""
        return brussels_day(self.created_at)


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


def past_of(file: File, kind: Kind | None, start: int, limit: int) -> Past:
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
        PastLine(
            kind=Kind.POINT,
            id=str(one.id),
            created_at=one.created_at,
            title=one.event_title,
            may_undo=may_undo,
            points=one.points,
        )
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
        kind=Kind.REWARD,
        id=str(redemption.pk),
        created_at=redemption.created_at,
        title=redemption.reward.title,
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
        kind=Kind.TICKET,
        id=str(sale.pk),
        created_at=sale.created_at,
        title=sale.event.title,
        may_undo=may_undo,
        price_cents=sale.price_cents,
        tariff="" if sale.granted_coupon is None else sale.tariff_name,
    )


_SOURCES: Final[dict[Kind, Callable[[File, int], list[PastLine]]]] = {
    Kind.POINT: _points,
    Kind.REWARD: _rewards,
    Kind.TICKET: _tickets,
}
