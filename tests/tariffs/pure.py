"""Holders, events and keys for the rules, without a database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from openpas.events.rules import Calendar, EventFacts
from openpas.passholders.rules import Holder, Membership, SocialTariff
from openpas.tariffs.rules.coupons import CouponStatus, HeldCoupon
from openpas.tariffs.rules.keys import Key, KeyKind
from tests.tariffs.written import split

GENT: Final = 5
DENDER: Final = 1
PASPARTOE: Final = 3
REGIONS: Final = {"Gent": GENT, "Dender": DENDER, "Paspartoe": PASPARTOE}
NOON: Final = datetime(2026, 3, 10, 11, tzinfo=UTC)
STANDARD: Final = split("holder 20 % of total, local 40 % of total, organizer rest")
ACTIVE: Final = SocialTariff(date(2027, 4, 30))
EXPIRED: Final = SocialTariff(date(2026, 1, 1), grace_days=30)
SUSPENDED: Final = SocialTariff(date(2027, 4, 30), suspended_until=date(2026, 6, 1))
NEVER: Final = SocialTariff(None)


def event(**more: Any) -> EventFacts:
    facts: dict[str, Any] = {
        "id": 1,
        "public_id": "event",
        "title": "Concert",
        "organizer_id": 1,
        "organizer_municipality": "44021",
        "counter_ids": (1,),
        "location_id": None,
        "calendar": Calendar("PERMANENT"),
        "margin": timedelta(hours=5),
        "card_system_ids": frozenset({GENT}),
        "checkin_points": 1,
        "checkin_limit": None,
        "ticket_limit": None,
        "organizer_ticket_limit": None,
        "base_price_cents": 1000,
        "keywords": (),
    }
    return EventFacts(**{**facts, **more})


def membership(card_system_id: int = GENT, tariff: SocialTariff = ACTIVE, *, is_blocked: bool = False) -> Membership:
    return Membership(card_system_id, is_blocked=is_blocked, social_tariff=tariff)


def person(*memberships: Membership, **more: Any) -> Holder:
    facts: dict[str, Any] = {
        "uitpas_number": "0900000100017",
        "card_status": "ACTIVE",
        "passholder_id": 1,
        "group_pass_id": None,
        "is_blocked": False,
        "municipality_nis": "44021",
        "memberships": memberships or (membership(),),
    }
    return Holder(**{**facts, **more})


def group(tickets_per_year: int | None = 20, tariff: SocialTariff = ACTIVE) -> Holder:
    return person(membership(GENT, tariff), passholder_id=None, group_pass_id=1, tickets_per_year=tickets_per_year)


def key(number: int = 1, **more: Any) -> Key:
    facts: dict[str, Any] = {
        "version": 1,
        "name": f"Key {number}",
        "card_system_id": GENT,
        "kind": KeyKind.AUTOMATIC,
        "split": STANDARD,
    }
    return Key(id=number, **{**facts, **more})


def coupon(number: int = 1, **more: Any) -> HeldCoupon:
    facts: dict[str, Any] = {
        "granted_id": number,
        "coupon_id": number,
        "name": f"Coupon {number}",
        "card_system_id": GENT,
        "status": CouponStatus.ACTIVE,
        "valid_from": NOON - timedelta(days=1),
        "valid_until": None,
        "key_id": 100 + number,
        "key_version": 1,
        "split": split("holder 50 % of total, local rest"),
    }
    return HeldCoupon(**{**facts, **more})
