"""Make coupons, and end them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.events.models import Event
from openpas.foundation.actor import Actor
from openpas.foundation.limits import Limit
from openpas.organizers.models import Location, Organizer
from openpas.records.service import note
from openpas.runtime import clock
from openpas.tariffs.models import Coupon, DistributionKey
from openpas.tariffs.rules.coupons import CouponTarget, Segment
from openpas.tariffs.rules.keys import KeyKind
from openpas.tariffs.rules.prices import ANY_PRICE, PriceBounds
from openpas.tariffs.rules.split import Split

_EVERYBODY: Final = Segment()


@dataclass(frozen=True, slots=True)
class NewCoupon:
    """What a region decides about a coupon. Conditions that are empty hold everywhere; `valid_from` None is now."""

    name: str
    split: Split
    target: CouponTarget
    description: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    limit: Limit | None = None
    event_limit: Limit | None = None
    prices: PriceBounds = ANY_PRICE
    keywords: tuple[str, ...] = ()
    organizers: Collection[Organizer] = ()
    events: Collection[Event] = ()
    locations: Collection[Location] = ()
    segment: Segment = _EVERYBODY
    grants_to_new: bool = True


@transaction.atomic
def create_coupon(actor: Actor, card_system: CardSystem, wanted: NewCoupon) -> Coupon:
    """A new coupon with a key of its own. Nobody holds it yet: see `grant_coupon`."""
    key = DistributionKey.objects.create(
        card_system=card_system,
        name=wanted.name,
        kind=KeyKind.COUPON.value,
        split=wanted.split.to_json(),
        is_global=True,
    )
    coupon = Coupon.objects.create(
        card_system=card_system,
        key=key,
        name=wanted.name,
        description=wanted.description,
        valid_from=wanted.valid_from or clock.now(),
        valid_until=wanted.valid_until,
        limit_volume=wanted.limit.volume if wanted.limit else None,
        limit_period=wanted.limit.period.value if wanted.limit else "",
        event_limit_volume=wanted.event_limit.volume if wanted.event_limit else None,
        event_limit_period=wanted.event_limit.period.value if wanted.event_limit else "",
        price_below_cents=wanted.prices.below_cents,
        price_above_cents=wanted.prices.above_cents,
        price_equal_cents=wanted.prices.equal_cents,
        keywords=list(wanted.keywords),
        target=wanted.target.value,
        segment_min_age=wanted.segment.min_age,
        segment_max_age=wanted.segment.max_age,
        segment_municipalities=sorted(wanted.segment.municipalities),
        grants_to_new=wanted.grants_to_new,
    )
    coupon.organizers.set(wanted.organizers)
    coupon.events.set(wanted.events)
    coupon.locations.set(wanted.locations)
    note(actor, "coupon.create", f"coupon:{coupon.pk}")
    return coupon


def stop_coupon(actor: Actor, coupon: Coupon) -> None:
    """Nobody new gets the coupon; who has it keeps it."""
    _become(actor, coupon, Coupon.Status.STOPPED, "coupon.stop")


def delete_coupon(actor: Actor, coupon: Coupon) -> None:
    """The coupon is void for all. What was sold with it stays sold."""
    _become(actor, coupon, Coupon.Status.DELETED, "coupon.delete")


@transaction.atomic
def _become(actor: Actor, coupon: Coupon, status: Coupon.Status, action: str) -> None:
    coupon.status = status.value
    coupon.save(update_fields=["status"])
    note(actor, action, f"coupon:{coupon.pk}")
