"""Give somebody the welcome rewards of a card system."""

from typing import Final

from django.db import transaction

from openpas.foundation.actor import Actor, ActorKind
from openpas.passholders.models import Passholder
from openpas.records.service import note, publish
from openpas.rewards.filters import for_members_of
from openpas.rewards.models import Reward, WelcomeGrant
from openpas.rewards.rules.redeeming import is_grantable
from openpas.rewards.service.locking import locked
from openpas.rewards.terms import terms_of
from openpas.runtime import clock

_PROGRAMME: Final = Actor("system:welcome", ActorKind.SYSTEM)
"""Nobody decides about a grant: it follows from joining."""


@transaction.atomic
def grant_welcome_rewards(passholder_id: int, card_system_id: int) -> list[Reward]:
    """Grant what there is for who joins this card system now, each reward once per person (BR-RW-04).

    Whoever has a reward already, because it is for several card systems, does not get it again. Gives what is new.
    """
    passholder = Passholder.objects.get(pk=passholder_id)
    rewards = Reward.objects.filter(
        for_members_of([card_system_id]), type=Reward.Type.WELCOME, status=Reward.Status.ACTIVE
    )
    waiting = {reward.pk: reward for reward in locked(rewards.exclude(grants__passholder=passholder))}
    held = set(WelcomeGrant.objects.filter(passholder=passholder).values_list("reward_id", flat=True))
    moment = clock.now()
    granted = [
        waiting[terms.id]
        for terms in terms_of(Reward.objects.filter(pk__in=waiting.keys() - held).order_by("pk"))
        if is_grantable(terms, card_system_id, passholder.municipality_nis, moment)
    ]
    for reward in granted:
        reward.units_taken += 1
        reward.save(update_fields=["units_taken"])
        WelcomeGrant.objects.create(
            reward=reward, passholder=passholder, card_system_id=card_system_id, granted_at=moment
        )
    if granted:
        _tell(passholder_id, card_system_id, [reward.pk for reward in granted])
    return granted


def _tell(passholder_id: int, card_system_id: int, reward_ids: list[int]) -> None:
    publish(
        "WelcomeRewardsGranted",
        {"passholder_id": passholder_id, "card_system_id": card_system_id, "reward_ids": reward_ids},
    )
    subject = f"passholder:{passholder_id}"
    note(_PROGRAMME, "reward.grant", subject, card_system_id=card_system_id, reward_ids=reward_ids)
