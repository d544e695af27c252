"""What tests of tickets buy, and what they make before."""

from typing import Any

from openpas.demo.cast import Cast
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.runtime import clock
from openpas.tariffs.models import Coupon, GrantedCoupon
from openpas.tariffs.rules.coupons import CouponTarget
from openpas.tariffs.service import NewCoupon, TicketOrder, create_coupon
from tests.tariffs.conftest import REGION
from tests.tariffs.written import split

SIX_EURO_OFF = split("holder rest, local 6.00")


def ticket(
    number: str, event_id: str = "cast-concert", tariff_id: str = "SOCIALTARIFF", cents: int = 1100
) -> TicketOrder:
    return TicketOrder(event_id, number, tariff_id, cents, "Basistarief")


def coupon(cast: Cast, target: CouponTarget = CouponTarget.ALL, **more: Any) -> Coupon:
    facts: dict[str, Any] = {"name": "Cultuurbon 6 euro", "split": SIX_EURO_OFF, "limit": Limit(1, Period.ABSOLUTE)}
    return create_coupon(REGION, cast.gent, NewCoupon(target=target, **{**facts, **more}))


def coupon_of(cast: Cast, **more: Any) -> str:
    """The tariff id of a new coupon that Bart and the group of Chloé hold."""
    made = coupon(cast, **more)
    for holder in ({"passholder": cast.bart}, {"group_pass": cast.chloe}):
        GrantedCoupon.objects.create(coupon=made, granted_at=clock.now(), **holder)
    return f"COUPON_{made.pk}"
