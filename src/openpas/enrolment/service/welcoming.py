"""What somebody gets who joins a card system: rewards, coupons and perhaps points (BR-PR-06, BR-RW-04).

Rewards are locked before anything else of the transaction, since redeeming takes its locks in that order.
"""

from openpas.card_systems.models import CardSystem
from openpas.checkins.ledger import lock_account, post_line
from openpas.checkins.models import PointsLine
from openpas.foundation.identifiers import new_id, whole_milliseconds
from openpas.passholders.models import Passholder
from openpas.rewards.filters import for_members_of
from openpas.rewards.models import Reward
from openpas.rewards.service import grant_welcome_rewards
from openpas.rewards.service.locking import locked
from openpas.runtime import clock
from openpas.tariffs.service import grant_to_new_passholder


def hold_welcome_rewards(card_system: CardSystem) -> None:
    """Take the locks of the rewards that may be granted. The first thing a command does that welcomes somebody."""
    rewards = Reward.objects.filter(
        for_members_of([card_system.pk]), type=Reward.Type.WELCOME, status=Reward.Status.ACTIVE
    )
    for _ in locked(rewards.only("pk")):
        pass


def welcome_newcomer(person: Passholder, card_system: CardSystem) -> None:
    """For who is new in the programme: points where the region gives them, rewards and coupons."""
    if card_system.welcome_points:
        moment = whole_milliseconds(clock.now())
        account = lock_account(person.pk)
        post_line(account, PointsLine.Kind.WELCOME, card_system.welcome_points, new_id(moment), moment)
    welcome_member(person, card_system)


def welcome_member(person: Passholder, card_system: CardSystem) -> None:
    """For who joins a card system: its rewards and coupons, which nobody gets twice."""
    grant_welcome_rewards(person.pk, card_system.pk)
    grant_to_new_passholder(person.pk)
