"""Where a reward is redeemed, and for whom somebody who acts may do it.

A reward that names organizers is redeemed there. One that names none is redeemed at every organizer of the card
systems whose members it is for (contract/rules.md 2.6-3).
"""

from collections.abc import Iterable, Sequence

from django.db.models.functions import Lower

from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.organizers.refusals import OrganizerNotFound
from openpas.rewards.models import Reward


def organizer_ids_of(public_ids: Iterable[str]) -> list[int]:
    """The internal ids of organizers, whatever the case of their public ones, in order. Raises OrganizerNotFound."""
    wanted = list(dict.fromkeys(public_id.lower() for public_id in public_ids))
    organizers = Organizer.objects.annotate(key=Lower("public_id")).filter(key__in=wanted).order_by()
    known = dict(organizers.values_list("key", "pk")) if wanted else {}
    if len(known) < len(wanted):
        raise OrganizerNotFound
    return [known[public_id] for public_id in wanted]


def require_for(actor: Actor, permission: Permission, reward: Reward) -> None:
    """Raise PermissionMissing unless the right is held for one of the reward's counters."""
    counter_for(actor, permission, reward)


def counter_for(actor: Actor, permission: Permission, reward: Reward, organizer_id: int | None = None) -> int | None:
    """The organizer for which the actor acts: the one that is asked for, the actor's desk, or else the first.

    None only for who holds the right everywhere, with a reward that names no organizer. Raises PermissionMissing.
    """
    named = list(reward.organizers.order_by("pk").values_list("pk", flat=True))
    possible = named or _members(reward, [*actor.organizers_with(permission), organizer_id, actor.desk_id])
    held = [counter_id for counter_id in possible if _may(actor, permission, counter_id, reward)]
    if organizer_id is not None and organizer_id not in held:
        raise PermissionMissing(f"The permission {permission} is required for this organizer and reward.", permission)
    if not held and (named or permission not in actor.everywhere):
        raise PermissionMissing(f"The permission {permission} is required for an organizer of this reward.", permission)
    if organizer_id is not None:
        return organizer_id
    return actor.desk_id if actor.desk_id in held else next(iter(held), None)


def _members(reward: Reward, organizer_ids: Sequence[int | None]) -> list[int]:
    """Those of the organizers that are in a card system of the reward."""
    members = Organizer.objects.filter(pk__in=[one for one in organizer_ids if one is not None])
    if reward.is_for_all_card_systems:
        members = members.exclude(card_systems=None)
    else:
        members = members.filter(card_systems__in=reward.applicable_card_systems.all())
    return list(members.order_by("pk").distinct().values_list("pk", flat=True))


def _may(actor: Actor, permission: Permission, organizer_id: int, reward: Reward) -> bool:
    """A right that holds in some card systems only must hold in one that offers the reward (contract/rules.md 8-47)."""
    if reward.is_for_all_card_systems:
        return actor.may(permission, [organizer_id])
    offering = [reward.owning_card_system_id, *(region.pk for region in reward.applicable_card_systems.all())]
    return any(actor.may(permission, [organizer_id], card_system_id) for card_system_id in offering)
