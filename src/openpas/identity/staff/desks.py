"""What a desk may do: the union of its groups, region by region (domain/rules.md 2.2)."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import F, QuerySet

from openpas.foundation.actor import ALL_CARD_SYSTEMS
from openpas.foundation.permissions import Permission
from openpas.identity.models import DeskGroup, OrganizerAdmin, User
from openpas.identity.rights import Rights
from openpas.identity.roles import OF_TYPE_ADMIN
from openpas.organizers.models import Organizer


def rights_of_desk(organizer_id: int) -> Mapping[Permission, frozenset[int]]:
    """What whoever works at this desk may there: permission → the card systems in which. One query."""
    return rights_of_desks([organizer_id]).get(organizer_id, {})


def rights_of_desks(organizer_ids: Iterable[int]) -> Rights:
    """The same for several desks at once. A group counts while the desk is still in the group's region. One query."""
    found: dict[int, dict[Permission, set[int]]] = {}
    rows = _groups_at(organizer_ids).values_list("desks", "card_system_id", "permissions")
    for organizer_id, card_system_id, permissions in rows:
        held = found.setdefault(organizer_id, {})
        for permission in permissions:
            held.setdefault(Permission(permission), set()).add(card_system_id)
    return {
        organizer_id: {permission: frozenset(found_in) for permission, found_in in sorted(held.items())}
        for organizer_id, held in found.items()
    }


def rights_of_types(desks: Mapping[int, OrganizerAdmin.Type]) -> Rights:
    """What the type ADMIN gives beside it: to say who works there."""
    return {
        organizer_id: dict.fromkeys(sorted(OF_TYPE_ADMIN), ALL_CARD_SYSTEMS)
        for organizer_id, kind in desks.items()
        if kind is OrganizerAdmin.Type.ADMIN
    }


def types_at_desks(user_id: int) -> dict[int, OrganizerAdmin.Type]:
    """Where somebody works, and as what."""
    rows = OrganizerAdmin.objects.filter(user_id=user_id).order_by("organizer_id")
    return {organizer_id: OrganizerAdmin.Type(kind) for organizer_id, kind in rows.values_list("organizer_id", "type")}


def links_of(organizer_ids: Iterable[int]) -> list[tuple[int, int]]:
    """Pairs of an organizer and one for which its people may act too."""
    links = Organizer.linked_organizers.through.objects.filter(from_organizer_id__in=list(organizer_ids))
    return list(links.order_by("id").values_list("from_organizer_id", "to_organizer_id"))


def may_register_without_insz(organizer_id: int, card_system_id: int) -> bool:
    """Whether the desk may leave the national number empty where its region asks for it (BR-PH-01)."""
    return _groups_at([organizer_id]).filter(card_system_id=card_system_id, registers_without_insz=True).exists()


def shows_names_in_reports(organizer_id: int) -> bool:
    """Whether the expense reports of the desk show names of passholders beside their ids (domain/rules.md 5.3)."""
    return _groups_at([organizer_id]).filter(shows_names_in_reports=True).exists()


def rights_changed_at(organizer_ids: Collection[int]) -> None:
    """Nobody who works at one of these desks goes on with rights that were kept: one UPDATE."""
    if organizer_ids:
        User.objects.filter(desks__organizer_id__in=organizer_ids).update(grants_version=F("grants_version") + 1)


def _groups_at(organizer_ids: Iterable[int]) -> "QuerySet[DeskGroup]":
    return DeskGroup.objects.filter(desks__in=list(organizer_ids), card_system__organizers=F("desks"))
