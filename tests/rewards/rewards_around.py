"""Rewards beside those of the cast, for tests that look for some among many."""

from dataclasses import dataclass
from datetime import timedelta

from openpas.card_systems.models import CardSystem
from openpas.organizers.models import Organizer
from openpas.rewards.models import Reward
from openpas.runtime import clock


@dataclass(frozen=True)
class Part:
    """Which part of a collection is asked for."""

    start: int = 0
    limit: int = 20


def reward_at(organizer: Organizer | None, region: CardSystem, public_id: str, title: str, **columns: object) -> Reward:
    """A POINTS reward of 5 points, published and redeemable since yesterday."""
    yesterday = clock.now() - timedelta(days=1)
    usual: dict[str, object] = {
        "type": Reward.Type.POINTS,
        "points": 5,
        "categories": ["Doen"],
        "promotional_description": title,
        "publication_begins_at": yesterday,
        "redeem_begins_at": yesterday,
        "created_at": clock.now(),
    }
    reward = Reward.objects.create(public_id=public_id, title=title, owning_card_system=region, **{**usual, **columns})
    if organizer is not None:
        reward.organizers.add(organizer)
    return reward
