"""Who looks after a region, or after the whole installation, and what that allows."""

from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import F

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.identity.models import Manager, User
from openpas.identity.rights import Rights, united
from openpas.identity.roles import CARD_SYSTEM_ADMINISTRATOR, PLATFORM_MANAGER
from openpas.identity.staff.refusals import LastManagerStays, NotTheirRegion
from openpas.organizers.models import Organizer
from openpas.records.service import note, publish


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody looks after: the whole installation, or these card systems."""

    is_platform: bool = False
    card_system_ids: frozenset[int] = frozenset()

    def covers(self, card_system_id: int) -> bool:
        return self.is_platform or card_system_id in self.card_system_ids

    def is_empty(self) -> bool:
        return not self.is_platform and not self.card_system_ids


NOTHING: Final = Scope()
EVERYTHING: Final = Scope(is_platform=True)


def scope_of_user(user_id: int) -> Scope:
    """What somebody looks after at this moment. One query."""
    managed = set(Manager.objects.filter(user_id=user_id).values_list("card_system_id", flat=True))
    return Scope(None in managed, frozenset(one for one in managed if one is not None))


def scope_of(actor: Actor) -> Scope:
    """The same for a caller. Openpas itself looks after everything, a program after nothing."""
    kind, _, own_id = actor.id.partition(":")
    if actor.kind is ActorKind.SYSTEM:
        return EVERYTHING
    return scope_of_user(int(own_id)) if kind == "user" else NOTHING


def require_region(actor: Actor, card_system_id: int) -> None:
    """Raise NotTheirRegion unless the caller looks after this region or the whole."""
    if not scope_of(actor).covers(card_system_id):
        raise NotTheirRegion


def require_platform(actor: Actor) -> None:
    """Raise NotTheirRegion unless the caller looks after the whole installation."""
    if not scope_of(actor).is_platform:
        raise NotTheirRegion


def rights_of_manager(user_id: int) -> tuple[frozenset[Permission], Rights]:
    """What a manager may everywhere, and per organizer of its regions: everything, in that card system alone.

    One query for most people, two for a manager of regions.
    """
    scope = scope_of_user(user_id)
    rights: Rights = {}
    in_regions = Organizer.card_systems.through.objects.filter(cardsystem_id__in=scope.card_system_ids)
    for card_system_id in sorted(scope.card_system_ids):
        everything = dict.fromkeys(sorted(CARD_SYSTEM_ADMINISTRATOR), frozenset({card_system_id}))
        members = [link.organizer_id for link in in_regions if link.cardsystem_id == card_system_id]
        rights = united(rights, dict.fromkeys(members, everything))
    return (PLATFORM_MANAGER if scope.is_platform else frozenset()), rights


@transaction.atomic
def remove(actor: Actor, manager_id: int) -> None:
    """Somebody looks after this region, or the whole, no longer. Raises NotTheirRegion and LastManagerStays.

    A manager that is gone already is passed over.
    """
    require_platform(actor)
    found = Manager.objects.select_related("user", "card_system").filter(pk=manager_id).first()
    if found is None:
        return
    end(found.user, found.card_system)
    subject = f"card_system:{found.card_system_id}" if found.card_system_id else "platform"
    publish("ManagerRemoved", {"card_system_id": found.card_system_id, "user_id": found.user_id})
    note(actor, "manager.remove", subject, user_id=found.user_id)


def end(user: User, card_system: CardSystem | None) -> None:
    """The management of this region ends, or of the whole; invitations to it as well. Raises LastManagerStays."""
    # Locking all of the whole lets two who remove each other take turns.
    of_place = list(Manager.objects.select_for_update().filter(card_system=card_system).order_by("pk"))
    if card_system is None and all(one.user_id == user.pk for one in of_place):
        raise LastManagerStays
    Manager.objects.filter(user=user, card_system=card_system).delete()
    user.invitations.filter(organizer=None, card_system=card_system, accepted_at=None).delete()
    User.objects.filter(pk=user.pk).update(grants_version=F("grants_version") + 1)
