"""The coupons that a person or a group holds, as they are shown (O28, O42)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day, period_start
from openpas.foundation.limits import Limit, limit_of
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.models import CardSystemMembership, GroupPass, Passholder
from openpas.passholders.refusals import GroupPassNotFound, NoActiveCardSystems, PassholderNotFound
from openpas.passholders.rules import Membership, SocialTariff, SocialTariffStatus
from openpas.records.service import note_access
from openpas.runtime import clock
from openpas.tariffs.models import Coupon, GrantedCoupon, TicketSale
from openpas.tariffs.queries.public_ids import public_uuid
from openpas.tariffs.refusals import FilterOrganizerNotFound


class GrantedCouponStatus(StrEnum):
    """Whether the coupon can still be used (contract: GrantedCoupon.status)."""

    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"


@dataclass(frozen=True, slots=True)
class ShownCoupon:
    """A granted coupon today. `remaining` is what its limit over all events leaves; None when it has no limit."""

    granted: GrantedCoupon
    status: GrantedCouponStatus
    remaining: Limit | None

    @property
    def coupon(self) -> Coupon:
        return self.granted.coupon

    @property
    def rule(self) -> Limit | None:
        """How often it can be used; None without a limit."""
        return limit_of(self.coupon.limit_volume, self.coupon.limit_period)


def coupons_of_passholder(
    actor: Actor,
    passholder_id: str,
    *,
    status: GrantedCouponStatus | None = GrantedCouponStatus.ACTIVE,
    organizer_id: str = "",
) -> list[ShownCoupon]:
    """The coupons of a person, oldest coupon first; of all states when `status` is None (O42). All ids are public ones.

    `organizer_id` keeps those that belong to the card systems of that organizer. The actor sees coupons of the card
    systems in which it has the right. The person sees that somebody looked.

    Raises PermissionMissing, PassholderNotFound, FilterOrganizerNotFound, and NoActiveCardSystems when no
    membership can be used any more.
    """
    actor.require_somewhere(Permission.PASSHOLDER_COUPONS_READ)
    person = Passholder.objects.filter(public_id=public_uuid(passholder_id)).first()
    if person is None:
        raise PassholderNotFound
    now = clock.now()
    memberships = CardSystemMembership.objects.filter(passholder=person).select_related("card_system")
    today = brussels_day(now)
    if not any(_as_seen(membership).is_usable_on(today) for membership in memberships):
        raise NoActiveCardSystems
    granted = _visible(actor, Permission.PASSHOLDER_COUPONS_READ, organizer_id).filter(passholder=person)
    note_access(actor, [person.pk], "coupons")
    return _with_status(granted, status, now)


def coupons_of_group_pass(
    actor: Actor,
    group_pass_id: str,
    *,
    status: GrantedCouponStatus | None = GrantedCouponStatus.ACTIVE,
    organizer_id: str = "",
) -> list[ShownCoupon]:
    """The same of a group (O28). Raises GroupPassNotFound instead of PassholderNotFound."""
    actor.require_somewhere(Permission.GROUPPASS_COUPONS_READ)
    group = GroupPass.objects.filter(public_id=public_uuid(group_pass_id)).first()
    if group is None:
        raise GroupPassNotFound
    now = clock.now()
    membership = Membership(
        group.card_system_id, is_blocked=False, social_tariff=SocialTariff(group.social_tariff_ends_on)
    )
    if not membership.is_usable_on(brussels_day(now)):
        raise NoActiveCardSystems
    granted = _visible(actor, Permission.GROUPPASS_COUPONS_READ, organizer_id).filter(group_pass=group)
    return _with_status(granted, status, now)


def coupons_for_group(group: GroupPass) -> list[ShownCoupon]:
    """Those that the group itself may still use, oldest first; none once its social tariff is over."""
    tariff, now = SocialTariff(group.social_tariff_ends_on), clock.now()
    if tariff.status_on(brussels_day(now)) is SocialTariffStatus.EXPIRED:
        return []
    held = GrantedCoupon.objects.exclude(coupon__status=Coupon.Status.DELETED).filter(group_pass=group)
    return _with_status(held.select_related("coupon").order_by("coupon_id", "pk"), GrantedCouponStatus.ACTIVE, now)


def _as_seen(membership: CardSystemMembership) -> Membership:
    tariff = SocialTariff(
        membership.social_tariff_ends_on,
        membership.social_tariff_suspended_until,
        membership.card_system.grace_days,
    )
    return Membership(membership.card_system_id, is_blocked=membership.is_blocked, social_tariff=tariff)


def _visible(actor: Actor, permission: Permission, organizer_public_id: str) -> QuerySet[GrantedCoupon]:
    """Coupons that are not void, in the card systems where the actor has the right, and of the named organizer."""
    granted = GrantedCoupon.objects.exclude(coupon__status=Coupon.Status.DELETED).select_related("coupon")
    if permission not in actor.everywhere:
        mine = Organizer.objects.filter(pk__in=actor.organizers_with(permission))
        granted = granted.filter(coupon__card_system__in=mine.order_by().values("card_systems"))
    if organizer_public_id:
        named = Organizer.objects.alias(lower_id=Lower("public_id")).filter(lower_id=organizer_public_id.lower())
        if not named.exists():
            raise FilterOrganizerNotFound
        granted = granted.filter(coupon__card_system__in=named.order_by().values("card_systems"))
    return granted.order_by("coupon_id", "pk")


def _with_status(
    granted: QuerySet[GrantedCoupon], wanted: GrantedCouponStatus | None, now: datetime
) -> list[ShownCoupon]:
    rows = [(row, _status(row.coupon, now)) for row in granted]
    return [
        ShownCoupon(row, status, _remaining(row, now)) for row, status in rows if wanted is None or status is wanted
    ]


def _status(coupon: Coupon, now: datetime) -> GrantedCouponStatus:
    is_over = coupon.valid_until is not None and coupon.valid_until < now
    return GrantedCouponStatus.EXPIRED if is_over else GrantedCouponStatus.ACTIVE


def _remaining(granted: GrantedCoupon, now: datetime) -> Limit | None:
    limit = limit_of(granted.coupon.limit_volume, granted.coupon.limit_period)
    if limit is None:
        return None
    counted = Q(granted_coupon=granted, created_at__gte=period_start(limit.period, now), cancellation=None)
    return Limit(limit.remaining(TicketSale.objects.filter(counted).count()), limit.period)
