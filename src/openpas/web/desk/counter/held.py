"""What somebody holds beside the pass itself: coupons and memberships of associations, as far as this desk may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from openpas.foundation.calendar import brussels_day
from openpas.foundation.limits import Limit, limit_of
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.passholders.associations.queries import association_memberships
from openpas.passholders.associations.rules import AssociationMembershipStatus
from openpas.runtime import clock
from openpas.tariffs.group_tickets import tickets_left
from openpas.tariffs.queries import coupons_of_group_pass, coupons_of_passholder
from openpas.web.desk.visits import Visit

_SOON: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class HeldCoupon:
    """A coupon with what is left of it; no `limit` is no limit."""

    name: str
    description: str
    limit: Limit | None
    left: int
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """A membership of an association: until when, and whether that is over, or within a month."""

    name: str
    ends_on: date
    is_over: bool
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class Turns:
    """How many tickets a group has left this year, of how many."""

    left: int
    per_year: int


def coupons_of(visit: Visit) -> Sequence[HeldCoupon]:
    """The coupons that can still be used, by name. None where this desk may not see them."""
    actor, public_id = visit.clerk.actor, str(visit.shown.public_id)
    try:
        shown = (
            coupons_of_group_pass(actor, public_id) if visit.shown.is_group else coupons_of_passholder(actor, public_id)
        )
    except Refusal:
        return ()
    held = [
        HeldCoupon(
            name=one.coupon.name,
            description="" if one.coupon.description == one.coupon.name else one.coupon.description,
            limit=limit_of(one.coupon.limit_volume, one.coupon.limit_period),
            left=one.remaining.volume if one.remaining else 0,
            valid_until=one.coupon.valid_until and brussels_day(one.coupon.valid_until),
        )
        for one in shown
    ]
    return sorted(held, key=lambda coupon: coupon.name.casefold())


def memberships_of(visit: Visit) -> Sequence[Member]:
    """The associations of the person that this desk may see, by name."""
    actor, membership = visit.clerk.actor, visit.card.membership
    if membership is None or not actor.may(Permission.ASSOCIATIONS, [visit.clerk.desk.pk]):
        return ()
    today = brussels_day(clock.now())
    return [
        Member(
            name=one.association.name,
            ends_on=one.ends_on,
            is_over=one.status is AssociationMembershipStatus.EXPIRED,
            ends_soon=one.status is AssociationMembershipStatus.ACTIVE and one.ends_on <= today + _SOON,
        )
        for one in association_memberships(actor, visit.clerk.desk, membership.passholder)
        if one.ends_on is not None
    ]


def turns_of(visit: Visit) -> Turns | None:
    """Of a group whose tickets are counted; else None."""
    group = visit.card.group_pass
    left = tickets_left(group) if group else None
    return Turns(left, group.tickets_per_year or 0) if group and left is not None else None
