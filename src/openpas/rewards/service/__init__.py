"""Commands on rewards: make and change them, grant them, redeem them and take that back."""

from typing import Final

from openpas.rewards.service.editing import create_reward, update_reward
from openpas.rewards.service.granting import grant_welcome_rewards
from openpas.rewards.service.redeeming import cancel_redemption, redeem

__all__: Final = ["cancel_redemption", "create_reward", "grant_welcome_rewards", "redeem", "update_reward"]
