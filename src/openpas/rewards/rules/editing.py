"""What a reward must hold to be one, what is filled in for who leaves it out, and what can never change again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from openpas.foundation.limits import Limit
from openpas.rewards.refusals import InvalidReward, RewardNotEditable
from openpas.rewards.rules.redeeming import Span

POINTS: Final = "POINTS"
WELCOME: Final = "WELCOME"
CATEGORIES: Final = ("Eten en drinken", "Doen", "Gadget of item", "Goede doel")
DEFAULT_PICTURES: Final = {
    POINTS: "https://www.uitpas.be/default-picture-for-points-rewards.png",
    WELCOME: "https://www.uitpas.be/default-picture-for-welcome-rewards.png",
}
"""The published addresses (contract: examples of O72). Pictures are addresses only; they are never copied."""


@dataclass(frozen=True, slots=True)
class RewardDraft:
    """A reward as somebody sends it (contract: Reward without what is read-only). None is left out.

    `organizer_ids` are public ids. Without `is_for_all_card_systems` the reward is for members of every card system,
    unless it names some.
    """

    title: str
    type: str
    promotional_description: str
    publication_period: Span
    points: int | None = None
    categories: tuple[str, ...] = ()
    more_info_url: str = ""
    practical_info: str = ""
    pictures: tuple[str, ...] = ()
    redeem_period: Span | None = None
    granting_period: Span | None = None
    owning_card_system_id: int | None = None
    is_for_all_card_systems: bool | None = None
    applicable_card_system_ids: tuple[int, ...] = ()
    organizer_ids: tuple[str, ...] = ()
    max_available_units: int | None = None
    limit: Limit | None = None
    is_for_kids: bool = False
    is_sport: bool = False
    is_featured: bool = False
    is_online: bool = False


@dataclass(frozen=True, slots=True)
class Frozen:
    """What may not change once a reward was redeemed or granted (BR-RW-03)."""

    points: int
    redeem_begins_at: datetime
    granting_begins_at: datetime | None


def completed(draft: RewardDraft) -> RewardDraft:
    """The draft with the defaults of contract/rules.md 2.6-3 that need no database.

    Raises InvalidReward with every error at once.
    """
    if errors := list(_errors(draft)):
        raise InvalidReward(errors)
    is_welcome = draft.type == WELCOME
    return replace(
        draft,
        points=0 if is_welcome else draft.points,
        redeem_period=draft.redeem_period or draft.publication_period,
        granting_period=draft.granting_period or (draft.publication_period if is_welcome else None),
        pictures=draft.pictures or (DEFAULT_PICTURES[draft.type],),
        is_for_all_card_systems=(
            not draft.applicable_card_system_ids
            if draft.is_for_all_card_systems is None
            else draft.is_for_all_card_systems
        ),
    )


def require_editable(kept: Frozen, wanted: Frozen, units_taken: int, draft: RewardDraft, *, is_used: bool) -> None:
    """Raise RewardNotEditable when a used reward would change what is frozen; InvalidReward when its units would be
    fewer than were taken.
    """
    if is_used and kept != wanted:
        raise RewardNotEditable("points, redeemPeriod.begin and grantingPeriod.begin can no longer change.")
    if draft.max_available_units and draft.max_available_units < units_taken:
        raise InvalidReward([("/maxAvailableUnits", f"{units_taken} units were taken already")])


def _errors(draft: RewardDraft) -> Iterator[tuple[str, str]]:
    for pointer, text in (("/title", draft.title), ("/promotionalDescription", draft.promotional_description)):
        if not text.strip():
            yield pointer, "must not be empty"
    if draft.type == POINTS:
        yield from _errors_of_points_reward(draft)
    if set(draft.categories) - set(CATEGORIES):
        yield "/categories", f"must be some of: {', '.join(CATEGORIES)}"
    if draft.max_available_units is not None and draft.max_available_units < 0:
        yield "/maxAvailableUnits", "must be 0 (no maximum) or more"
    if draft.limit is not None and draft.limit.volume < 1:
        yield "/redeemConstraint/volume", "must be 1 or more"
    yield from _errors_of_periods(draft)


def _errors_of_points_reward(draft: RewardDraft) -> Iterator[tuple[str, str]]:
    if draft.points is None or draft.points < 1:
        yield "/points", "a POINTS reward costs 1 point or more"
    if not draft.categories:
        yield "/categories", "a POINTS reward has at least one category"
    if not draft.more_info_url:
        yield "/moreInfoURL", "a POINTS reward has an address with more information"


def _errors_of_periods(draft: RewardDraft) -> Iterator[tuple[str, str]]:
    periods = {
        "/publicationPeriod/end": draft.publication_period,
        "/redeemPeriod/end": draft.redeem_period,
        "/grantingPeriod/end": draft.granting_period,
    }
    for pointer, period in periods.items():
        if period is not None and period.ends_at is not None and period.ends_at < period.begins_at:
            yield pointer, "must not be before begin"
