"""Reads of organizers, only of those for which the caller may search (contract: ORGANIZERS_SEARCH)."""

import re
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.db.models.functions import Lower

from openpas.card_systems.queries import demand_card_system
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer, OrganizerGroup
from openpas.organizers.refusals import GroupNotFound, OrganizerNotFound

_WILDCARD: Final = "*"


@dataclass(frozen=True, slots=True)
class OrganizerFilter:
    """What organizers are asked for. In `name` a `*` stands for any text; case does not matter."""

    name: str | None = None
    group_id: int | None = None
    card_system_id: int | None = None


def organizers(actor: Actor, asked: OrganizerFilter, *, descending: bool = False) -> QuerySet[Organizer]:
    """The organizers that match and that the caller may search, by name.

    Raises PermissionMissing, GroupNotFound and CardSystemNotFound.
    """
    found = _searchable(actor)
    if asked.name is not None:
        found = found.filter(name__iregex=_pattern(asked.name))
    if asked.group_id is not None:
        _demand_group(asked.group_id)
        found = found.filter(groups=asked.group_id)
    if asked.card_system_id is not None:
        demand_card_system(asked.card_system_id)
        found = found.filter(card_systems=asked.card_system_id)
    by_name = Lower("name")
    order = by_name.desc() if descending else by_name.asc()
    return found.order_by(order, "pk").select_related("linked_location").prefetch_related("card_systems")


def organizer(actor: Actor, public_id: str) -> Organizer:
    """One organizer by its public id, whatever the case. Raises OrganizerNotFound and PermissionMissing."""
    found = (
        Organizer.objects.select_related("linked_location")
        .prefetch_related("card_systems")
        .filter(public_id__iexact=public_id)
        .first()
    )
    if found is None:
        raise OrganizerNotFound
    actor.require(Permission.ORGANIZERS_SEARCH, [found.pk])
    return found


def _searchable(actor: Actor) -> QuerySet[Organizer]:
    actor.require_somewhere(Permission.ORGANIZERS_SEARCH)
    if Permission.ORGANIZERS_SEARCH in actor.everywhere:
        return Organizer.objects.all()
    return Organizer.objects.filter(pk__in=actor.organizers_with(Permission.ORGANIZERS_SEARCH))


def _demand_group(group_id: int) -> None:
    if not OrganizerGroup.objects.filter(pk=group_id).exists():
        raise GroupNotFound


def _pattern(name: str) -> str:
    return f"^{'.*'.join(re.escape(part) for part in name.split(_WILDCARD))}$"
