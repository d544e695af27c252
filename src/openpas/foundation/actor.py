"""Who acts, for whom, and what they may do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from openpas.foundation.permission_words import in_words
from openpas.foundation.permissions import ABOUT_NO_PERSON, FOR_ALL, Permission
from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class ActorKind(StrEnum):
    """The kinds of caller whose rights are counted differently (contract/rules.md 3.2)."""

    CLIENT = "CLIENT"
    STAFF = "STAFF"
    IDENTIFIED_CLIENT = "IDENTIFIED_CLIENT"
    PASSHOLDER = "PASSHOLDER"
    KIOSK = "KIOSK"
    SYSTEM = "SYSTEM"


class PermissionMissing(Refusal):
    """The caller does not hold the right that this needs, one of `missing` where it is a right of the list.

    The words name the right and who gives it, and nobody by name: whoever reads an answer may be a stranger.
    """

    type = "auth/forbidden"
    title = "Forbidden"
    default_status = 403
    rule = "contract/rules.md 3.2"
    text = Text(
        nl="Dat mag je hier niet. Je hebt dit recht nodig: {right}. Wie je balie of je regio beheert, kan het geven.",
        fr="Ceci ne vous est pas permis ici. Il faut ce droit : {right}. La personne qui gère votre guichet ou votre "
        "région peut le donner.",
        en="You may not do that here. It needs this right: {right}. Whoever manages your desk or your region can "
        "give it.",
        de="Das dürfen Sie hier nicht. Dafür braucht es dieses Recht: {right}. Wer Ihren Schalter oder Ihre Region "
        "verwaltet, kann es geben.",
    )

    def __init__(self, detail: str = "", *missing: Permission) -> None:
        super().__init__(detail, right=in_words(missing))
        self.missing_permissions = missing

    @property
    def end_user_message(self) -> Text | None:
        """The words, where the right has any."""
        return super().end_user_message if self.missing_permissions else None


class DeclarationsMissing(Refusal):
    """Somebody who works at a desk did not accept yet what holds today, and sees nothing of passholders until then."""

    type = "auth/forbidden"
    title = "Forbidden"
    default_status = 403
    rule = "domain/rules.md 7.5"
    text = Text(
        nl="Lees en aanvaard eerst de verklaring op eer en de gebruiksvoorwaarden, bij Mijn account.",
        fr="Lisez et acceptez d'abord la déclaration sur l'honneur et les conditions d'utilisation, sous Mon compte.",
        en="Please read and accept the declaration of honour and the terms of use first, under My account.",
        de="Lesen und akzeptieren Sie zuerst die Ehrenerklärung und die Nutzungsbedingungen, unter Mein Konto.",
    )


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
    `must_accept`: it is staff that did not accept its declarations, and has no rights about passholders until then.
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
    must_accept: bool = False

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
        """Raise PermissionMissing unless `may`, or DeclarationsMissing where that is why."""
        if not self.may(permission, organizer_ids, card_system_id):
            raise self._without(f"The permission {permission} is required.", permission)

    def require_somewhere(self, *permissions: Permission) -> None:
        """Raise PermissionMissing unless `may_somewhere`, or DeclarationsMissing where that is why."""
        if not self.may_somewhere(*permissions):
            raise self._without(f"One of these permissions is required: {', '.join(permissions)}.", *permissions)

    def demand_accepted(self) -> None:
        """Raise DeclarationsMissing where that is why there is no right."""
        if self.must_accept:
            raise DeclarationsMissing("The declarations of the person are not accepted.")

    def until_accepted(self) -> "Actor":
        """The same caller without the rights about passholders: it must accept its declarations first."""
        kept = {
            organizer_id: {right: where for right, where in grants.items() if right in ABOUT_NO_PERSON}
            for organizer_id, grants in self.by_organizer.items()
        }
        return replace(self, by_organizer=kept, everywhere=self.everywhere & ABOUT_NO_PERSON, must_accept=True)

    def _without(self, detail: str, *missing: Permission) -> Refusal:
        if not ABOUT_NO_PERSON.issuperset(missing):
            self.demand_accepted()
        return PermissionMissing(detail, *missing)

    def organizers_with(self, *permissions: Permission) -> Collection[int]:
        """The internal ids of the organizers for which one of the rights is held."""
        return [
            organizer_id
            for organizer_id, grants in self.by_organizer.items()
            if any(permission in grants for permission in permissions)
        ]


def _covers(card_system_ids: frozenset[int], card_system_id: int | None) -> bool:
    return card_system_id is None or not card_system_ids or card_system_id in card_system_ids
