"""What a pass is worth on a day: the life of a social tariff, and whether a membership and a card can be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from openpas.foundation.calendar import brussels_day, last_social_tariff_day
from openpas.passholders.refusals import (
    InvalidCard,
    InvalidCardStatus,
    InvalidSocialTariffEnd,
    NoActiveCardSystems,
    PassholderBlocked,
)


class SocialTariffStatus(StrEnum):
    """Whether somebody has the social tariff. Only this says it, never the end date (BR-ST-03)."""

    NONE = "NONE"
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    EXPIRED = "EXPIRED"


@dataclass(frozen=True, slots=True)
class SocialTariff:
    """A social tariff as granted: its last day, a suspension, and the grace days that the region adds."""

    ends_on: date | None
    suspended_until: date | None = None
    grace_days: int = 0

    def status_on(self, day: date) -> SocialTariffStatus:
        """NONE when never granted; ACTIVE up to and with the last grace day; then EXPIRED, which nothing undoes but a
        new end date. A suspension counts while it runs and the tariff is not expired.
        """
        if self.ends_on is None:
            return SocialTariffStatus.NONE
        if day > self.ends_on + timedelta(days=self.grace_days):
            return SocialTariffStatus.EXPIRED
        if self.suspended_until is not None and day <= self.suspended_until:
            return SocialTariffStatus.SUSPENDED
        return SocialTariffStatus.ACTIVE

    def in_grace_on(self, day: date) -> bool:
        """Whether the end date is past and the status still ACTIVE."""
        return self.status_on(day) is SocialTariffStatus.ACTIVE and self.ends_on is not None and day > self.ends_on


@dataclass(frozen=True, slots=True)
class Membership:
    """A membership as the rules see it."""

    card_system_id: int
    is_blocked: bool
    social_tariff: SocialTariff

    def is_usable_on(self, day: date) -> bool:
        """Not blocked, and no social tariff that expired in it (contract/rules.md 8-6)."""
        return not self.is_blocked and self.social_tariff.status_on(day) is not SocialTariffStatus.EXPIRED


@dataclass(frozen=True, slots=True)
class Holder:
    """Who stands at the counter: a person or a group, with the card that was shown.

    Exactly one of `passholder_id` and `group_pass_id` is set when the card has a holder, none while it is in stock.
    A group has one membership, of its own card system.
    """

    uitpas_number: str
    card_status: str
    passholder_id: int | None
    group_pass_id: int | None
    is_blocked: bool
    municipality_nis: str
    memberships: tuple[Membership, ...]
    date_of_birth: date | None = None
    tickets_per_year: int | None = None
    points: int = 0
    points_version: int = 0

    @property
    def is_group(self) -> bool:
        return self.group_pass_id is not None

    def usable_memberships(self, day: date) -> tuple[Membership, ...]:
        return tuple(membership for membership in self.memberships if membership.is_usable_on(day))

    def social_tariff_in(self, status: SocialTariffStatus, day: date) -> frozenset[int]:
        """The card systems, not blocked, in which the social tariff has that status."""
        return frozenset(
            membership.card_system_id
            for membership in self.memberships
            if not membership.is_blocked and membership.social_tariff.status_on(day) is status
        )

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "Holder":
        """Read what `passholders.queries.HOLDER_AS_JSON` selects."""
        return cls(
            uitpas_number=facts["uitpas_number"],
            card_status=facts["card_status"],
            passholder_id=facts["passholder_id"],
            group_pass_id=facts["group_pass_id"],
            is_blocked=bool(facts["is_blocked"]),
            municipality_nis=facts["municipality_nis"] or "",
            memberships=tuple(_membership(one) for one in facts["memberships"] or ()),
            date_of_birth=_day(facts["date_of_birth"]),
            tickets_per_year=facts["tickets_per_year"],
            points=facts["points"] or 0,
            points_version=facts["points_version"] or 0,
        )


def require_usable_card(holder: Holder) -> None:
    """Raise InvalidCardStatus unless the card is ACTIVE, PassholderBlocked when the person is blocked."""
    if holder.card_status != "ACTIVE":
        raise InvalidCardStatus(f"The card status is {holder.card_status}.")
    if holder.is_blocked:
        raise PassholderBlocked


def require_points_pass(holder: Holder, moment: datetime) -> None:
    """Raise unless this is a person's pass with which points can be saved: usable card, one usable membership."""
    require_usable_card(holder)
    if holder.is_group:
        raise InvalidCard
    if not holder.usable_memberships(brussels_day(moment)):
        raise NoActiveCardSystems


def require_social_tariff_end(ends_on: date, today: date) -> None:
    """Raise InvalidSocialTariffEnd unless the day is after today and not beyond next year (BR-ST-02)."""
    if not today < ends_on <= last_social_tariff_day(today):
        raise InvalidSocialTariffEnd(f"A social tariff cannot end on {ends_on}.")


def _membership(facts: Mapping[str, Any]) -> Membership:
    return Membership(
        card_system_id=facts["card_system_id"],
        is_blocked=facts["is_blocked"],
        social_tariff=SocialTariff(
            ends_on=_day(facts["ends_on"]),
            suspended_until=_day(facts["suspended_until"]),
            grace_days=facts["grace_days"],
        ),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
