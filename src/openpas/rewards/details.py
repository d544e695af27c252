"""A reward with all that the contract shows of it, loaded in a number of queries that does not grow with the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.rewards.models import Redemption, Reward
from openpas.rewards.rules.redeeming import Span, is_last_chance

ROWS_OF_REWARD: Final = ("organizers", "applicable_card_systems")


@dataclass(frozen=True, slots=True)
class RewardDetails:
    """A reward, the card systems whose members may redeem it, and whether it is nearly over.

    `reward.organizers` and `reward.owning_card_system` are loaded.
    """

    reward: Reward
    card_systems: Sequence[CardSystem]
    is_last_chance: bool


@dataclass(frozen=True, slots=True)
class RedemptionDetails:
    """What was redeemed, with the reward as it is now."""

    redemption: Redemption
    reward: RewardDetails


def with_details(rewards: Iterable[Reward], moment: datetime) -> list[RewardDetails]:
    """The rewards as they are shown. One query; whoever selects them fetches ROWS_OF_REWARD."""
    everywhere = list(CardSystem.objects.order_by("name", "pk"))
    return [
        RewardDetails(
            reward,
            everywhere if reward.is_for_all_card_systems else list(reward.applicable_card_systems.all()),
            is_last_chance(Span(reward.redeem_begins_at, reward.redeem_ends_at), moment),
        )
        for reward in rewards
    ]


def redemptions_with_details(redemptions: Iterable[Redemption], moment: datetime) -> list[RedemptionDetails]:
    """The redemptions as they are shown. One query, as `with_details`."""
    rows = list(redemptions)
    rewards = with_details((row.reward for row in rows), moment)
    return [RedemptionDetails(row, reward) for row, reward in zip(rows, rewards, strict=True)]
