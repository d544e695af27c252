"""The lock of a reward, taken before any other of the same transaction."""

from django.db.models import QuerySet
from django.db.models.functions import Lower

from openpas.rewards.models import Reward
from openpas.rewards.refusals import RewardNotFound


def lock_reward(public_id: str) -> Reward:
    """The reward, alone for this transaction: its stock and its history with a person stand still.

    Raises RewardNotFound.
    """
    reward = locked(Reward.objects.alias(key=Lower("public_id")).filter(key=public_id.lower())).first()
    if reward is None:
        raise RewardNotFound
    return reward


def locked(rewards: QuerySet[Reward]) -> QuerySet[Reward]:
    """Locks in one order, so that two transactions never wait for each other. Rows that only refer to it may come."""
    return rewards.order_by("pk").select_for_update(no_key=True)
