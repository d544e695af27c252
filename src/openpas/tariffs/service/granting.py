"""Put coupons in the hands of those they are for: at once, and when somebody registers later."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from django.db import transaction

from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.passholders.models import CardSystemMembership, GroupPass
from openpas.passholders.rules import SocialTariff, SocialTariffStatus
from openpas.records.service import note
from openpas.runtime import clock
from openpas.tariffs.models import Coupon, GrantedCoupon
from openpas.tariffs.rules.coupons import CouponTarget, Segment

_BATCH: Final = 2_000


@transaction.atomic
def grant_coupon(actor: Actor, coupon: Coupon, group_passes: Iterable[GroupPass] | None = None) -> int:
    """Give a coupon to everybody it is for and who does not hold it yet; how many now hold it.

    A coupon for groups goes to `group_passes`, or to all of the region when they are not named. A coupon that is not
    ACTIVE goes to nobody.
    """
    if coupon.status == Coupon.Status.ACTIVE:
        _give(_to_groups(coupon, group_passes) if _is_for_groups(coupon) else _to_members(coupon))
        note(actor, "coupon.grant", f"coupon:{coupon.pk}")
    return coupon.grants.count()


@transaction.atomic
def grant_to_new_passholder(passholder_id: int) -> int:
    """Give somebody who registered, or joined a card system, the coupons that are also for those who come later.

    How many coupons were looked at. May be repeated without harm.
    """
    memberships = list(
        CardSystemMembership.objects.filter(passholder_id=passholder_id).select_related("passholder", "card_system")
    )
    coupons = Coupon.objects.filter(
        card_system__in=[membership.card_system_id for membership in memberships],
        status=Coupon.Status.ACTIVE,
        grants_to_new=True,
    ).exclude(target=CouponTarget.GROUP_PASSES)
    today = brussels_day(clock.now())
    grants = [
        _grant(coupon, passholder_id=passholder_id)
        for coupon in coupons
        for membership in memberships
        if membership.card_system_id == coupon.card_system_id and _fits(coupon, membership, today)
    ]
    _give(grants)
    return len(grants)


def _give(grants: Iterable[GrantedCoupon]) -> None:
    GrantedCoupon.objects.bulk_create(grants, batch_size=_BATCH, ignore_conflicts=True)


def _is_for_groups(coupon: Coupon) -> bool:
    return coupon.target == CouponTarget.GROUP_PASSES


def _to_groups(coupon: Coupon, group_passes: Iterable[GroupPass] | None) -> Iterator[GrantedCoupon]:
    chosen = GroupPass.objects.filter(card_system=coupon.card_system) if group_passes is None else group_passes
    return (_grant(coupon, group_pass_id=group.pk) for group in chosen)


def _to_members(coupon: Coupon) -> Iterator[GrantedCoupon]:
    today = brussels_day(clock.now())
    members = CardSystemMembership.objects.filter(card_system=coupon.card_system).select_related(
        "passholder", "card_system"
    )
    return (
        _grant(coupon, passholder_id=member.passholder_id)
        for member in members.order_by("pk").iterator(_BATCH)
        if _fits(coupon, member, today)
    )


def _grant(coupon: Coupon, *, passholder_id: int | None = None, group_pass_id: int | None = None) -> GrantedCoupon:
    return GrantedCoupon(
        coupon=coupon, passholder_id=passholder_id, group_pass_id=group_pass_id, granted_at=clock.now()
    )


def _fits(coupon: Coupon, membership: CardSystemMembership, today: date) -> bool:
    if membership.is_blocked:
        return False
    match CouponTarget(coupon.target):
        case CouponTarget.ALL:
            return True
        case CouponTarget.SOCIAL_TARIFF:
            return _social_tariff(membership).status_on(today) is SocialTariffStatus.ACTIVE
        case CouponTarget.SEGMENT:
            person = membership.passholder
            return _segment(coupon).includes(person.date_of_birth, person.municipality_nis, today)
        case CouponTarget.GROUP_PASSES:
            return False


def _social_tariff(membership: CardSystemMembership) -> SocialTariff:
    return SocialTariff(
        membership.social_tariff_ends_on, membership.social_tariff_suspended_until, membership.card_system.grace_days
    )


def _segment(coupon: Coupon) -> Segment:
    return Segment(coupon.segment_min_age, coupon.segment_max_age, frozenset(coupon.segment_municipalities))
