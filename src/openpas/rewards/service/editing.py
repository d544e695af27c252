"""Make a reward, and change one."""

from collections.abc import Iterable
from typing import Final

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.identifiers import new_id, whole_milliseconds
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.records.service import note, publish
from openpas.rewards.counters import organizer_ids_of, require_for
from openpas.rewards.models import Redemption, Reward, WelcomeGrant
from openpas.rewards.refusals import InvalidRewardCardSystem
from openpas.rewards.rules.editing import Frozen, RewardDraft, completed, require_editable
from openpas.rewards.service.locking import lock_reward
from openpas.runtime import clock

WRITE: Final = Permission.REWARDS_WRITE


@transaction.atomic
def create_reward(actor: Actor, draft: RewardDraft) -> Reward:
    """Make a reward, ACTIVE at once (contract: O72). What the draft leaves out is filled in (contract/rules.md 2.6-3).

    Raises InvalidReward, OrganizerNotFound, InvalidRewardCardSystem and PermissionMissing.
    """
    complete = completed(draft)
    organizer_ids = organizer_ids_of(complete.organizer_ids) or [_first_organizer(actor)]
    owner = _owner(actor, organizer_ids, complete.owning_card_system_id)
    now = clock.now()
    reward = Reward(public_id=str(new_id(now)), owning_card_system=owner, created_at=now)
    _fill(reward, complete)
    reward.save()
    reward.organizers.set(organizer_ids)
    _set_card_systems(reward, complete)
    _tell(actor, "RewardCreated", "reward.create", reward)
    return reward


@transaction.atomic
def update_reward(actor: Actor, reward_id: str, draft: RewardDraft) -> Reward:
    """Overwrite a reward (contract: O74). Organizers and owner stay where the draft names none.

    Raises RewardNotFound, PermissionMissing, InvalidReward, OrganizerNotFound, InvalidRewardCardSystem, and
    RewardNotEditable when somebody has it already and what is frozen would change.
    """
    reward = lock_reward(reward_id)
    require_for(actor, WRITE, reward)
    complete = completed(draft)
    kept = _frozen(reward)
    _fill(reward, complete)
    require_editable(kept, _frozen(reward), reward.units_taken, complete, is_used=_is_used(reward))
    if complete.organizer_ids or complete.owning_card_system_id is not None:
        named = list(reward.organizers.order_by("pk").values_list("pk", flat=True))
        organizer_ids = organizer_ids_of(complete.organizer_ids) or named
        wanted = complete.owning_card_system_id or reward.owning_card_system_id
        if (set(organizer_ids), wanted) != (set(named), reward.owning_card_system_id):
            reward.owning_card_system = _owner(actor, organizer_ids, wanted)
            reward.organizers.set(organizer_ids)
    reward.save()
    _set_card_systems(reward, complete)
    _tell(actor, "RewardUpdated", "reward.update", reward)
    return reward


def _first_organizer(actor: Actor) -> int:
    """The desk of who acts, or else the first organizer for which it may make rewards."""
    if actor.desk_id is not None and actor.may(WRITE, [actor.desk_id]):
        return actor.desk_id
    held = Organizer.objects.order_by("pk").values_list("pk", flat=True)
    if WRITE not in actor.everywhere:
        held = held.filter(pk__in=actor.organizers_with(WRITE))
    first = held.first()
    if first is None:
        raise PermissionMissing(f"The permission {WRITE} is required for an organizer.", WRITE)
    return first


def _owner(actor: Actor, organizer_ids: Iterable[int], wanted: int | None) -> CardSystem:
    """The card system that a reward belongs to: the one that is asked for, or the first in which the actor may make
    rewards for all the organizers.
    """
    owners = CardSystem.objects.order_by("pk")
    for organizer_id in organizer_ids:
        actor.require(WRITE, [organizer_id])
        owners = owners.filter(organizers=organizer_id)
    possible = list(owners if wanted is None else owners.filter(pk=wanted))
    if not possible:
        raise InvalidRewardCardSystem("The organizers of a reward must be in the card system that it belongs to.")
    for card_system in possible:
        if all(actor.may(WRITE, [organizer_id], card_system.pk) for organizer_id in organizer_ids):
            return card_system
    raise PermissionMissing(f"The permission {WRITE} is required in the card system of the reward.", WRITE)


def _fill(reward: Reward, draft: RewardDraft) -> None:
    """Everything but organizers and card systems. `completed` has filled in points, periods and pictures."""
    redeem = draft.redeem_period or draft.publication_period
    granting = draft.granting_period
    reward.title = draft.title
    reward.type = draft.type
    reward.promotional_description = draft.promotional_description
    reward.practical_info = draft.practical_info
    reward.more_info_url = draft.more_info_url
    reward.points = draft.points or 0
    reward.categories = list(draft.categories)
    reward.pictures = list(draft.pictures)
    reward.publication_begins_at = draft.publication_period.begins_at
    reward.publication_ends_at = draft.publication_period.ends_at
    reward.redeem_begins_at, reward.redeem_ends_at = redeem.begins_at, redeem.ends_at
    reward.granting_begins_at = granting.begins_at if granting else None
    reward.granting_ends_at = granting.ends_at if granting else None
    reward.max_available_units = draft.max_available_units
    reward.redeem_limit_volume = draft.limit.volume if draft.limit else None
    reward.redeem_limit_period = draft.limit.period if draft.limit else ""
    reward.is_for_all_card_systems = bool(draft.is_for_all_card_systems)
    reward.is_for_kids = draft.is_for_kids
    reward.is_sport = draft.is_sport
    reward.is_featured = draft.is_featured
    reward.is_online = draft.is_online


def _set_card_systems(reward: Reward, draft: RewardDraft) -> None:
    """Those whose members may redeem; the owner's alone where none is named and not all are meant."""
    if reward.is_for_all_card_systems:
        reward.applicable_card_systems.clear()
        return
    wanted = set(draft.applicable_card_system_ids) or {reward.owning_card_system_id}
    if CardSystem.objects.filter(pk__in=wanted).count() < len(wanted):
        raise InvalidRewardCardSystem("A card system in applicableCardSystems does not exist.")
    reward.applicable_card_systems.set(wanted)


def _frozen(reward: Reward) -> Frozen:
    """What is compared, to the millisecond: clients are shown no more, and send back what they were shown."""
    granting = reward.granting_begins_at
    return Frozen(
        points=reward.points,
        redeem_begins_at=whole_milliseconds(reward.redeem_begins_at),
        granting_begins_at=whole_milliseconds(granting) if granting else None,
    )


def _is_used(reward: Reward) -> bool:
    """Whether somebody redeemed it or was granted it, ever; what was cancelled counts too."""
    return Redemption.objects.filter(reward=reward).exists() or WelcomeGrant.objects.filter(reward=reward).exists()


def _tell(actor: Actor, fact: str, action: str, reward: Reward) -> None:
    publish(fact, {"reward_id": reward.pk, "card_system_id": reward.owning_card_system_id})
    note(actor, action, f"reward:{reward.pk}")
