"""Whether a reward can be redeemed or granted, and what a reward must hold to be one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from openpas.foundation.calendar import Period, brussels_day
from openpas.foundation.limits import Limit
from openpas.foundation.text import Text
from openpas.passholders.rules import Holder
from openpas.rewards.refusals import (
    CardCannotRedeem,
    GroupPassCannotRedeem,
    NoActiveCardSystem,
    NoApplicableCardSystem,
    NotAResident,
    NotEnoughPoints,
    PersonCannotRedeem,
    RedeemRefused,
    RewardLimitReached,
    RewardNotOffered,
    RewardPeriodNotBegun,
    RewardPeriodOver,
    RewardVolumeReached,
    WelcomeRewardNotGranted,
)

LAST_CHANCE: Final = timedelta(days=30)
"""How long before its end a reward is a last chance (contract/rules.md 8-53)."""

ONCE: Final = Limit(1, Period.ABSOLUTE)
"""A welcome reward is redeemed once, whatever its own constraint says (BR-RW-04)."""


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to another, both included to the second; without an end it stays open (contract: Period)."""

    begins_at: datetime
    ends_at: datetime | None = None

    def contains(self, moment: datetime) -> bool:
        return self.begins_at <= moment and not self.is_over(moment)

    def is_over(self, moment: datetime) -> bool:
        """The last second counts whole: 23:59:59.8 is within a period that ends at 23:59:59."""
        return self.ends_at is not None and moment.replace(microsecond=0) > self.ends_at


@dataclass(frozen=True, slots=True)
class RewardTerms:
    """What it takes to get a reward. `card_system_ids` is None where members of every card system may.

    `units_taken` counts redemptions, for a welcome reward those to whom it was granted (contract/rules.md 2.6-5).
    `is_out_of_codes` is true where a reward hands out codes and none is left.
    """

    id: int
    is_welcome: bool
    is_active: bool
    points: int
    redeem_period: Span
    granting_period: Span
    card_system_ids: frozenset[int] | None = None
    municipalities: frozenset[str] = frozenset()
    max_available_units: int | None = None
    units_taken: int = 0
    is_out_of_codes: bool = False
    limit: Limit | None = None

    @property
    def is_sold_out(self) -> bool:
        """0 units means no maximum, as an empty maximum does (contract/rules.md 8-52)."""
        return bool(self.max_available_units) and self.units_taken >= (self.max_available_units or 0)

    def is_for_members_of(self, card_system_ids: Sequence[int]) -> bool:
        return self.card_system_ids is None or not self.card_system_ids.isdisjoint(card_system_ids)

    def is_for_residents_of(self, municipality_nis: str) -> bool:
        return not self.municipalities or municipality_nis in self.municipalities


@dataclass(frozen=True, slots=True)
class History:
    """What one person did with one reward before: whether it was granted, when it was redeemed and not cancelled."""

    is_granted: bool = False
    redeemed_at: Sequence[datetime] = ()

    def times_within(self, limit: Limit, moment: datetime) -> int:
        begins_at = limit.begins_at(moment)
        return sum(redeemed_at >= begins_at for redeemed_at in self.redeemed_at)


def require_person(holder: Holder, moment: datetime) -> int:
    """The internal id of the person who redeems: the first part of `require_redeemable`, which needs no reward."""
    if holder.is_group:
        raise GroupPassCannotRedeem
    if holder.card_status != "ACTIVE" or holder.passholder_id is None:
        raise CardCannotRedeem(f"The card status is {holder.card_status}.")
    if holder.is_blocked:
        raise PersonCannotRedeem
    if not holder.usable_memberships(brussels_day(moment)):
        raise NoActiveCardSystem
    return holder.passholder_id


def require_redeemable(terms: RewardTerms, holder: Holder, history: History, moment: datetime) -> None:
    """Raise the first reason against redeeming, in the order of contract/rules.md 2.6-8 with the cities of BR-RW-05.

    `holder.points` must be the balance under its lock where the redemption follows.
    """
    require_person(holder, moment)
    _require_applicable(terms, holder, moment)
    _require_offered(terms, moment)
    _require_stock(terms)
    _require_within_limit(terms, history, moment)
    if holder.points < terms.points:
        raise NotEnoughPoints(missing=_points(terms.points - holder.points))


def refusal_to_redeem(terms: RewardTerms, holder: Holder, history: History, moment: datetime) -> RedeemRefused | None:
    """What `require_redeemable` would raise, for those who ask before (O75)."""
    try:
        require_redeemable(terms, holder, history, moment)
    except RedeemRefused as refusal:
        return refusal
    return None


def is_grantable(terms: RewardTerms, card_system_id: int, municipality_nis: str, moment: datetime) -> bool:
    """Whether somebody who joins the card system gets this welcome reward; never twice is for the caller (BR-RW-04)."""
    return (
        terms.is_welcome
        and terms.is_active
        and terms.granting_period.contains(moment)
        and terms.is_for_members_of([card_system_id])
        and terms.is_for_residents_of(municipality_nis)
        and not terms.is_sold_out
    )


def is_last_chance(redeem_period: Span, moment: datetime) -> bool:
    """Whether the reward can still be redeemed, and in a short while no longer."""
    ends_at = redeem_period.ends_at
    return ends_at is not None and not redeem_period.is_over(moment) and ends_at <= moment + LAST_CHANCE


def _require_applicable(terms: RewardTerms, holder: Holder, moment: datetime) -> None:
    usable = [membership.card_system_id for membership in holder.usable_memberships(brussels_day(moment))]
    if not terms.is_for_members_of(usable):
        raise NoApplicableCardSystem
    if not terms.is_for_residents_of(holder.municipality_nis):
        raise NotAResident


def _require_offered(terms: RewardTerms, moment: datetime) -> None:
    if not terms.is_active:
        raise RewardNotOffered
    if moment < terms.redeem_period.begins_at:
        raise RewardPeriodNotBegun(day=_day(terms.redeem_period.begins_at))
    if terms.redeem_period.ends_at is not None and terms.redeem_period.is_over(moment):
        raise RewardPeriodOver(day=_day(terms.redeem_period.ends_at))


def _require_stock(terms: RewardTerms) -> None:
    """The units of a welcome reward were taken when it was granted, so whoever has it may redeem it."""
    if (terms.is_sold_out and not terms.is_welcome) or terms.is_out_of_codes:
        raise RewardVolumeReached


def _require_within_limit(terms: RewardTerms, history: History, moment: datetime) -> None:
    if terms.is_welcome and not history.is_granted:
        raise WelcomeRewardNotGranted
    limit = ONCE if terms.is_welcome else terms.limit
    if limit is not None and not limit.remaining(history.times_within(limit, moment)):
        raise RewardLimitReached(limit=limit.in_words())


def _day(moment: datetime) -> str:
    return f"{brussels_day(moment):%d/%m/%Y}"


def _points(number: int) -> Text:
    if number == 1:
        return Text("1 punt", "1 point", "1 point", "1 Punkt")
    return Text("{n} punten", "{n} points", "{n} points", "{n} Punkte").filled(n=number)
