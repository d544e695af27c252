"""The region's coupons, each in the hands of everybody for whom it is meant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.demo.coupons import HALF_PRICE, ONE_EURO, TWO_EURO_OFF, coupon
from openpas.demo.places import DENDER, GENT
from openpas.demo.region.residents import Resident
from openpas.demo.region.supply import Host
from openpas.foundation.calendar import Period, age_on, brussels_day
from openpas.foundation.limits import Limit, limit_of
from openpas.organizers.models import Organizer
from openpas.tariffs.models import Coupon, GrantedCoupon
from openpas.tariffs.rules.coupons import CouponConditions, CouponStatus, HeldCoupon
from openpas.tariffs.rules.split import Split

_YOUNG: Final = (6, 17)


@dataclass(frozen=True, slots=True)
class InHand:
    """A granted coupon, and what the rules see of it."""

    granted: GrantedCoupon
    rule: HeldCoupon


def save_coupons(
    hosts: Iterable[Host], regions: Mapping[int, CardSystem], residents: Sequence[Resident], now: datetime
) -> dict[int, list[InHand]]:
    """Passholder id → the coupons in hand."""
    today = brussels_day(now)
    museums = [host.organizer for host in hosts if host.kind_name == "museum"]
    saved = [
        (chosen, one)
        for chosen in _coupons(regions, museums, now)
        for one in residents
        if _is_meant_for(chosen, one, today)
    ]
    granted = [
        GrantedCoupon(coupon=chosen, passholder=one.person, granted_at=max(one.since, chosen.valid_from))
        for chosen, one in saved
    ]
    GrantedCoupon.objects.bulk_create(granted)
    organizer_ids = {chosen.pk: frozenset(chosen.organizers.values_list("pk", flat=True)) for chosen, _ in saved}
    in_hand: defaultdict[int, list[InHand]] = defaultdict(list)
    for one, (chosen, resident) in zip(granted, saved, strict=True):
        in_hand[resident.person.pk].append(InHand(one, _rule(one, chosen, organizer_ids[chosen.pk])))
    return in_hand


def _coupons(regions: Mapping[int, CardSystem], museums: list[Organizer], now: datetime) -> list[Coupon]:
    gent, dender, target = regions[GENT.number], regions[DENDER.number], Coupon.Target
    museum = coupon(gent, "Museum voor 1 euro", ONE_EURO, target.SOCIAL_TARIFF, now, Limit(2, Period.YEAR))
    museum.organizers.set(museums)
    segment = {"segment_min_age": _YOUNG[0], "segment_max_age": _YOUNG[1]}
    young = coupon(gent, "Jong: de helft", HALF_PRICE, target.SEGMENT, now, Limit(4, Period.YEAR), segment)
    neighbours = coupon(dender, "2 euro korting", TWO_EURO_OFF, target.ALL, now, Limit(1, Period.QUARTER))
    return [museum, young, neighbours]


def _is_meant_for(chosen: Coupon, one: Resident, today: date) -> bool:
    if one.home.region.number != chosen.card_system_id:
        return False
    match chosen.target:
        case Coupon.Target.SOCIAL_TARIFF:
            return bool(one.social_card_systems_on(today, today))
        case Coupon.Target.SEGMENT:
            return _YOUNG[0] <= age_on(one.person.date_of_birth, today) <= _YOUNG[1]
        case _:
            return True


def _rule(granted: GrantedCoupon, chosen: Coupon, organizer_ids: frozenset[int]) -> HeldCoupon:
    return HeldCoupon(
        granted_id=granted.pk,
        coupon_id=chosen.pk,
        name=chosen.name,
        card_system_id=chosen.card_system_id,
        status=CouponStatus(chosen.status),
        valid_from=granted.granted_at,
        valid_until=None,
        key_id=chosen.key_id,
        key_version=chosen.key.version,
        split=Split.from_json(chosen.key.split),
        conditions=CouponConditions(organizer_ids=organizer_ids),
        limit=limit_of(chosen.limit_volume, chosen.limit_period),
    )
