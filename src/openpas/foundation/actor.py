"""Who acts, for whom, and what they may do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from openpas.foundation.permissions import FOR_ALL, Permission
from openpas.foundation.refusal import Refusal


class ActorKind(StrEnum):
    """The kinds of caller whose rights are counted differently (contract/rules.md 3.2)."""

    CLIENT = "CLIENT"
    STAFF = "STAFF"
    IDENTIFIED_CLIENT = "IDENTIFIED_CLIENT"
    PASSHOLDER = "PASSHOLDER"
    KIOSK = "KIOSK"
    SYSTEM = "SYSTEM"


class PermissionMissing(Refusal):
    """The caller does not hold the right that this needs."""

    type = "auth/forbidden"
    title = "Forbidden"
    default_status = 403
    rule = "contract/rules.md 3.2"


ALL_CARD_SYSTEMS: Final[frozenset[int]] = frozenset()
"""A right without a list of card systems holds in all card systems of the organizer (contract/rules.md 8-47)."""

Grants = Mapping[Permission, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Actor:
    """A caller with its rights, loaded once per request or kept for a short time.

    `id` is stable and names no person (`client:demo-ticketing`, `user:12`). `by_organizer` maps an organizer's internal
    id to its rights, linked organizers included; `everywhere` are rights that need no organizer. `desk_id` is the
    organizer that a member of staff chose to work for.

    A person who calls with a token has a `subject`, and calls `through` the client that obtained the token. The rights
    in `by_organizer` and `everywhere` are the person's own, for the desks where it works: none for an ordinary
    passholder. What the client may do is in `through`, and counts only for the person's own pass and those of its
    family (contract/rules.md 3.2, 8-44), so that a permission of an app never lets its users act as a desk.
    """

    id: str
    kind: ActorKind
    by_organizer: Mapping[int, Grants] = field(default_factory=dict)
    everywhere: frozenset[Permission] = frozenset()
    desk_id: int | None = None
    purpose: str = ""
    subject: str = ""
    insz: str = field(default="", repr=False)
    passholder_id: int | None = None
    through: "Actor | None" = None

    @property
    def is_person(self) -> bool:
        """Whether a person calls with a token of its own, as a passholder or for its desks."""
        return self.through is not None

    def may(self, permission: Permission, organizer_ids: Iterable[int], card_system_id: int | None = None) -> bool:
        """Whether the right is held for one of the organizers, and in the card system if one is named.

        A right `FOR_ALL` that is held for an organizer is none.
        """
        return permission in self.everywhere or any(
            permission in grants and permission not in FOR_ALL and _covers(grants[permission], card_system_id)
            for organizer_id in organizer_ids
            if (grants := self.by_organizer.get(organizer_id)) is not None
        )

    def may_somewhere(self, *permissions: Permission) -> bool:
        """Whether one of the rights is held for any organizer at all; one `FOR_ALL` must be held without one."""
        return any(
            permission in self.everywhere
            or (permission not in FOR_ALL and any(permission in grants for grants in self.by_organizer.values()))
            for permission in permissions
        )

    def require(self, permission: Permission, organizer_ids: Iterable[int], card_system_id: int | None = None) -> None:
        """Raise PermissionMissing unless `may`."""
        if not self.may(permission, organizer_ids, card_system_id):
            raise PermissionMissing(f"The permission {permission} is required.")

    def require_somewhere(self, *permissions: Permission) -> None:
        """Raise PermissionMissing unless `may_somewhere`."""
        if not self.may_somewhere(*permissions):
            raise PermissionMissing(f"One of these permissions is required: {', '.join(permissions)}.")

    def organizers_with(self, *permissions: Permission) -> Collection[int]:
        """The internal ids of the organizers for which one of the rights is held."""
        return [
            organizer_id
            for organizer_id, grants in self.by_organizer.items()
            if any(permission in grants for permission in permissions)
        ]


def _covers(card_system_ids: frozenset[int], card_system_id: int | None) -> bool:
    return card_system_id is None or not card_system_ids or card_system_id in card_system_ids
