"""Whether a granted coupon works at an event, for how many tickets, and who fits a coupon's target."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from openpas.events.rules import EventFacts
from openpas.foundation.calendar import age_on
from openpas.foundation.limits import Limit, limit_of
from openpas.tariffs.rules.prices import ANY_PRICE, PriceBounds
from openpas.tariffs.rules.reasons import Because
from openpas.tariffs.rules.split import Split, split_from_text

TICKETS_WITHOUT_LIMIT: Final = 100
"""What `remaining` says for a group whose coupon has no limit at all: the contract wants a number."""


def tariff_id_of_coupon(coupon_id: int) -> str:
    """The id of a coupon, and of the tariff that it gives (contract/rules.md 1.2): `COUPON_12`."""
    return f"COUPON_{coupon_id}"


class CouponStatus(StrEnum):
    """STOPPED: nobody new gets it. DELETED: it is void for all."""

    ACTIVE = "ACTIVE"
    STOPPED = "STOPPED"
    DELETED = "DELETED"


@dataclass(frozen=True, slots=True)
class CouponConditions:
    """Where a coupon works. A condition that is empty holds everywhere; all that are filled must hold."""

    organizer_ids: frozenset[int] = frozenset()
    event_ids: frozenset[int] = frozenset()
    location_ids: frozenset[int] = frozenset()
    keywords: frozenset[str] = frozenset()

    def hold_at(self, event: EventFacts) -> bool:
        keywords = {keyword.casefold() for keyword in event.keywords}
        return (
            (not self.organizer_ids or event.organizer_id in self.organizer_ids)
            and (not self.event_ids or event.id in self.event_ids)
            and (not self.location_ids or event.location_id in self.location_ids)
            and (not self.keywords or any(keyword.casefold() in keywords for keyword in self.keywords))
        )


EVERYWHERE: Final = CouponConditions()


@dataclass(frozen=True, slots=True)
class HeldCoupon:
    """A coupon in the hands of the holder.

    `used` counts sales in the current period of `limit`, over all events; `used_at_event` in that of `event_limit`, at
    this event. Cancelled sales are not counted.
    """

    granted_id: int
    coupon_id: int
    name: str
    card_system_id: int
    status: CouponStatus
    valid_from: datetime
    valid_until: datetime | None
    key_id: int
    key_version: int
    split: Split
    prices: PriceBounds = ANY_PRICE
    conditions: CouponConditions = EVERYWHERE
    limit: Limit | None = None
    used: int = 0
    event_limit: Limit | None = None
    used_at_event: int = 0

    @property
    def tariff_id(self) -> str:
        """The id of the tariff that it gives; reasons about the coupon carry it as their subject."""
        return tariff_id_of_coupon(self.coupon_id)

    def is_valid_at(self, moment: datetime) -> bool:
        return self.valid_from <= moment and (self.valid_until is None or moment <= self.valid_until)

    def remaining(self) -> int | None:
        """How many tickets both limits leave; None when there is no limit."""
        left = [
            limit.remaining(used)
            for limit, used in ((self.limit, self.used), (self.event_limit, self.used_at_event))
            if limit is not None
        ]
        return min(left, default=None)

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "HeldCoupon":
        """Read what `tariffs.queries` selects of a granted coupon."""
        until = facts["valid_until"]
        return cls(
            granted_id=facts["granted_id"],
            coupon_id=facts["coupon_id"],
            name=facts["name"],
            card_system_id=facts["card_system_id"],
            status=CouponStatus(facts["status"]),
            valid_from=datetime.fromisoformat(facts["valid_from"]),
            valid_until=None if until is None else datetime.fromisoformat(until),
            key_id=facts["key_id"],
            key_version=facts["key_version"],
            split=split_from_text(facts["split"]),
            prices=PriceBounds.from_json(facts),
            conditions=CouponConditions(
                organizer_ids=frozenset(facts["organizer_ids"] or ()),
                event_ids=frozenset(facts["event_ids"] or ()),
                location_ids=frozenset(facts["location_ids"] or ()),
                keywords=frozenset(facts["keywords"] or ()),
            ),
            limit=limit_of(facts["limit_volume"], facts["limit_period"]),
            used=facts["used"],
            event_limit=limit_of(facts["event_limit_volume"], facts["event_limit_period"]),
            used_at_event=facts["used_at_event"],
        )


def coupon_refusal(
    coupon: HeldCoupon, event: EventFacts, price_cents: int, usable_card_system_ids: frozenset[int], moment: datetime
) -> Because | None:
    """Why the coupon gives nothing here, its limits left aside; None when it works."""
    refused = {
        Because.COUPON_DELETED: coupon.status is CouponStatus.DELETED,
        Because.COUPON_NOT_VALID_NOW: not coupon.is_valid_at(moment),
        Because.COUPON_WITHOUT_MEMBERSHIP: coupon.card_system_id not in usable_card_system_ids,
        Because.CARD_SYSTEM_NOT_AT_EVENT: coupon.card_system_id not in event.card_system_ids,
        Because.COUPON_FOR_OTHER_EVENTS: not coupon.conditions.hold_at(event),
        Because.OTHER_PRICE: not coupon.prices.contain(price_cents),
    }
    return next((because for because, holds in refused.items() if holds), None)


class CouponTarget(StrEnum):
    """Who gets a coupon: every passholder of the region, those with the social tariff, a segment, or groups."""

    ALL = "ALL"
    SOCIAL_TARIFF = "SOCIAL_TARIFF"
    SEGMENT = "SEGMENT"
    GROUP_PASSES = "GROUP_PASSES"


@dataclass(frozen=True, slots=True)
class Segment:
    """Passholders by age in whole years (both ends included) and by municipality; what is empty does not filter."""

    min_age: int | None = None
    max_age: int | None = None
    municipalities: frozenset[str] = frozenset()

    def includes(self, born_on: date, municipality_nis: str, day: date) -> bool:
        age = age_on(born_on, day)
        return (
            (self.min_age is None or age >= self.min_age)
            and (self.max_age is None or age <= self.max_age)
            and (not self.municipalities or municipality_nis in self.municipalities)
        )
