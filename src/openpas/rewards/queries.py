"""Reads of rewards and of what was redeemed."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Passholder
from openpas.passholders.queries import holder_by_number
from openpas.passholders.refusals import PassholderNotFound
from openpas.records.service import note_access
from openpas.rewards.counters import organizer_ids_of, require_for
from openpas.rewards.details import (
    ROWS_OF_REWARD,
    RedemptionDetails,
    RewardDetails,
    redemptions_with_details,
    with_details,
)
from openpas.rewards.filters import Facet, RewardFilters, Subset
from openpas.rewards.models import Redemption, Reward
from openpas.rewards.refusals import InvalidRewardQuery, RedeemRefused, RewardNotFound
from openpas.rewards.rules.redeeming import History, refusal_to_redeem
from openpas.rewards.search import FoundRewards, Page, search_rewards
from openpas.rewards.terms import histories, terms_of
from openpas.runtime import clock

__all__: Final = [
    "Facet",
    "FoundRewards",
    "Page",
    "RedemptionFilters",
    "RewardFilters",
    "Subset",
    "find_reward",
    "redemption_details",
    "redemptions_of",
    "refusal_to_redeem_reward",
    "reward_by_id",
    "reward_details",
    "search_rewards",
]


@dataclass(frozen=True, slots=True)
class RedemptionFilters:
    """Whose redemptions: exactly one of `uitpas_number` and `passholder_id` (public id), which needs organizers.

    `reward_type` is POINTS, WELCOME or empty; `reward_title` any part of the title.
    """

    uitpas_number: str = ""
    passholder_id: UUID | None = None
    organizer_ids: tuple[str, ...] = ()
    reward_type: str = ""
    reward_title: str = ""


def find_reward(public_id: str) -> Reward:
    """The reward with this id, whatever its case. Raises RewardNotFound."""
    reward = Reward.objects.alias(key=Lower("public_id")).filter(key=public_id.lower()).first()
    if reward is None:
        raise RewardNotFound
    return reward


def reward_by_id(actor: Actor, public_id: str) -> RewardDetails:
    """A reward for those who work with it (contract: O73). Raises RewardNotFound and PermissionMissing."""
    reward = find_reward(public_id)
    require_for(actor, Permission.REWARDS_READ, reward)
    return reward_details(reward)


def reward_details(reward: Reward) -> RewardDetails:
    """The reward as it is shown."""
    rows = Reward.objects.filter(pk=reward.pk).select_related("owning_card_system")
    return with_details(rows.prefetch_related(*ROWS_OF_REWARD), clock.now())[0]


def refusal_to_redeem_reward(actor: Actor, reward_id: str, uitpas_number: str) -> RedeemRefused | None:
    """Why `service.redeem` would refuse now; None when it would not (contract: O75). Nothing is redeemed.

    Raises RewardNotFound, PermissionMissing, InvalidUitpasNumber and PassholderNotFound.
    """
    reward = find_reward(reward_id)
    require_for(actor, Permission.REWARDS_REDEEM, reward)
    holder = holder_by_number(uitpas_number)
    past = History()
    if holder.passholder_id is not None:
        note_access(actor, [holder.passholder_id], "rewards")
        past = histories(holder.passholder_id, reward.pk).get(reward.pk, past)
    [terms] = terms_of(Reward.objects.filter(pk=reward.pk))
    return refusal_to_redeem(terms, holder, past, clock.now())


def redemptions_of(actor: Actor, filters: RedemptionFilters, page: Page) -> tuple[int, list[RedemptionDetails]]:
    """How many redemptions somebody has that were not cancelled, and a page of them, newest first (contract: O77).

    Those of a person are found by any of its cards, whichever was shown. Somebody unknown has none. Raises
    InvalidRewardQuery, InvalidUitpasNumber, OrganizerNotFound and PermissionMissing.
    """
    organizer_ids = _readable(actor, filters)
    passholder_id = _passholder_id(filters)
    if passholder_id is None:
        return 0, []
    note_access(actor, [passholder_id], "rewards")
    found = Redemption.objects.filter(
        Q(organizer_id__in=organizer_ids) if organizer_ids else Q(),
        Q(reward__type=filters.reward_type) if filters.reward_type else Q(),
        passholder_id=passholder_id,
        cancellation=None,
        reward__title__icontains=filters.reward_title,
    )
    rows = _with_rows(found).order_by("-created_at", "-pk")[page.start : page.start + page.limit]
    return found.count(), redemptions_with_details(rows, clock.now())


def redemption_details(redemption: Redemption) -> RedemptionDetails:
    """The redemption as it is shown."""
    return redemptions_with_details(_with_rows(Redemption.objects.filter(pk=redemption.pk)), clock.now())[0]


def _with_rows(redemptions: QuerySet[Redemption]) -> QuerySet[Redemption]:
    return redemptions.select_related("reward__owning_card_system").prefetch_related(
        *(f"reward__{rows}" for rows in ROWS_OF_REWARD)
    )


def _readable(actor: Actor, filters: RedemptionFilters) -> list[int]:
    """The organizers that are asked for, all of which the actor may read for."""
    if bool(filters.uitpas_number) == bool(filters.passholder_id):
        raise InvalidRewardQuery("Exactly one of uitpasNumber and passholderId is required.")
    if filters.passholder_id and not filters.organizer_ids:
        raise InvalidRewardQuery("organizerId is required with passholderId.")
    actor.require_somewhere(Permission.REWARDS_READ)
    organizer_ids = organizer_ids_of(filters.organizer_ids)
    for organizer_id in organizer_ids:
        actor.require(Permission.REWARDS_READ, [organizer_id])
    return organizer_ids


def _passholder_id(filters: RedemptionFilters) -> int | None:
    if filters.passholder_id:
        people = Passholder.objects.filter(public_id=filters.passholder_id)
        return people.values_list("pk", flat=True).first()
    try:
        return holder_by_number(filters.uitpas_number).passholder_id
    except PassholderNotFound:
        return None
