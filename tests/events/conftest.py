"""Callers with chosen rights."""

from openpas.foundation.actor import ALL_CARD_SYSTEMS, Actor, ActorKind
from openpas.foundation.permissions import Permission

ALL = Actor("client:all", ActorKind.CLIENT, everywhere=frozenset(Permission))
NOBODY = Actor("client:nobody", ActorKind.CLIENT)


def may_everywhere(*permissions: Permission) -> Actor:
    """Somebody with these rights and no organizer."""
    return Actor("client:everywhere", ActorKind.CLIENT, everywhere=frozenset(permissions))


def may(*permissions: Permission, at: int) -> Actor:
    """Somebody with these rights for one organizer."""
    return Actor("client:some", ActorKind.CLIENT, by_organizer={at: dict.fromkeys(permissions, ALL_CARD_SYSTEMS)})
