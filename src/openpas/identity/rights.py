"""Rights per organizer, put together: plain functions over plain values."""

from collections.abc import Iterable, Mapping
from typing import Final

from openpas.foundation.actor import ALL_CARD_SYSTEMS, Grants
from openpas.foundation.permissions import Permission

Rights = dict[int, dict[Permission, frozenset[int]]]
"""Organizer (internal id) → permission → the card systems in which it holds; none is all of the organizer's."""

NONE: Final[Grants] = {}


def with_linked(own: Mapping[int, Grants], links: Iterable[tuple[int, int]]) -> Rights:
    """The rights with those for linked organizers added: one level, never further (contract/rules.md 8-48)."""
    rights: Rights = {organizer_id: dict(grants) for organizer_id, grants in own.items()}
    for from_id, to_id in links:
        _widen(rights.setdefault(to_id, {}), own.get(from_id, NONE))
    return rights


def united(one: Mapping[int, Grants], other: Mapping[int, Grants]) -> Rights:
    """What is held by either."""
    rights: Rights = {organizer_id: dict(grants) for organizer_id, grants in one.items()}
    for organizer_id, grants in other.items():
        _widen(rights.setdefault(organizer_id, {}), grants)
    return rights


def wider_rights(one: frozenset[int] | None, other: frozenset[int]) -> frozenset[int]:
    """The card systems of a right that is held twice."""
    if one is None:
        return other
    return ALL_CARD_SYSTEMS if not one or not other else one | other


def _widen(held: dict[Permission, frozenset[int]], more: Grants) -> None:
    for permission, card_system_ids in more.items():
        held[permission] = wider_rights(held.get(permission), card_system_ids)
