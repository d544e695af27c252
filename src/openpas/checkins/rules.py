"""Whether somebody may save a point at an event now, and how many points that gives."""

from datetime import datetime

from openpas.checkins.refusals import CheckinLimitReached, EventCalledOff, EventOver, NotOpenYet
from openpas.events.rules import EventFacts
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import BRUSSELS
from openpas.foundation.permissions import Permission
from openpas.passholders.refusals import PassholderNotFound
from openpas.passholders.rules import Holder, require_points_pass


def decide_checkin(actor: Actor, holder: Holder | None, event: EventFacts, used: int, moment: datetime) -> int:
    """The points that the participation gives; 0 where the region chose so (BR-CI-01).

    `used` is how often this person is checked in at the event in the period of its limit, cancelled ones left out.
    The first reason to say no is told: the right of who asks, so that nobody else learns of a pass, then the pass
    (`holder` is None when there is none), the time, the limit (contract/rules.md 2.5).
    """
    actor.require(Permission.CHECKINS_WRITE, event.counter_ids)
    if holder is None:
        raise PassholderNotFound
    require_points_pass(holder, moment)
    require_open(event, moment)
    limit = event.checkin_limit
    if limit is not None and not limit.remaining(used):
        raise CheckinLimitReached(limit=limit.in_words())
    return event.checkin_points


def require_open(event: EventFacts, moment: datetime) -> None:
    """Raise unless the event takes place at `moment`, with its margin around (BR-CI-02).

    EventCalledOff where it does not take place at all, else NotOpenYet or EventOver.
    """
    if event.is_open_at(moment):
        return
    if not event.takes_place:
        raise EventCalledOff
    opens_at = event.calendar.next_opening(moment, event.margin)
    if opens_at is None:
        raise EventOver
    raise NotOpenYet(opens=f"{opens_at.astimezone(BRUSSELS):%d/%m/%Y %H:%M}")
