"""Whom a right reaches: the members of the card systems in which it is held (contract/rules.md 3.2, 8-47)."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.models import CardSystemMembership, Passholder


def in_reach(actor: Actor, permission: Permission) -> Q:
    """The people whom the right reaches, as a condition on Passholder. A right that holds everywhere reaches all."""
    if permission in actor.everywhere:
        return Q()
    named, linked = _held_in(actor, permission)
    return member_of(linked) | member_of(named)


def card_systems_in_reach(actor: Actor, permission: Permission) -> set[int]:
    """The card systems in which the right is held for an organizer. One query, or none."""
    named, linked = _held_in(actor, permission)
    return named | set(linked)


def _held_in(actor: Actor, permission: Permission) -> "tuple[set[int], QuerySet[Any, int]]":
    """The card systems that the rights name, and those of the organizers for which they name none."""
    named, through_organizers = set[int](), set[int]()
    for organizer_id, grants in actor.by_organizer.items():
        card_system_ids = grants.get(permission)
        if card_system_ids:
            named |= card_system_ids
        elif card_system_ids is not None:
            through_organizers.add(organizer_id)
    linked = Organizer.card_systems.through.objects.filter(organizer_id__in=through_organizers)
    return named, linked.values_list("cardsystem_id", flat=True)


def is_in_reach(actor: Actor, permission: Permission, person: Passholder) -> bool:
    """Whether the right reaches this person."""
    return Passholder.objects.filter(in_reach(actor, permission), pk=person.pk).exists()


def member_of(card_system_ids: "QuerySet[Any, int] | set[int]") -> Q:
    """The people with a membership of one of the card systems."""
    members = CardSystemMembership.objects.filter(passholder=OuterRef("pk"), card_system_id__in=card_system_ids)
    return Q(Exists(members))
