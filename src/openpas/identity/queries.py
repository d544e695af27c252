"""Who has which rights where, as one reads it (contract: OrganizerPermissions)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.identity.actors import links_of
from openpas.identity.models import ApiClient, Grant
from openpas.identity.refusals import ClientNotFound
from openpas.organizers.models import Organizer


@dataclass(frozen=True, slots=True)
class HeldPermission:
    """A right with the ids of the card systems in which it holds."""

    permission: Permission
    card_system_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OrganizerRights:
    """An organizer, the rights that are held for it, and the organizers linked to it for which they hold as well."""

    organizer: Organizer
    held: tuple[HeldPermission, ...]
    linked: tuple["OrganizerRights", ...] = ()


def organizer_rights(actor: Actor) -> list[OrganizerRights]:
    """Every organizer for which the caller holds rights of its own, by name. Four queries, however many there are.

    A person sees all of its desks, whichever it has chosen. Rights that need no organizer are not in here.
    """
    return _shown(_grants_of(actor))


def rights_of_client(actor: Actor, client_id: str) -> list[OrganizerRights]:
    """The same of any client, for who may manage clients (O13). Raises PermissionMissing and ClientNotFound."""
    actor.require(Permission.PERMISSIONS_READ, ())
    client = ApiClient.objects.filter(client_id=client_id).first()
    if client is None:
        raise ClientNotFound
    return _shown(client.grants.filter(organizer__isnull=False))


def _shown(grants: QuerySet[Grant]) -> list[OrganizerRights]:
    rights = _by_organizer(grants)
    links = links_of(rights)
    organizers = _organizers({*rights, *(to_id for _, to_id in links)})
    own = [organizers[organizer_id] for organizer_id in rights]
    return [
        OrganizerRights(
            organizer,
            _held(rights[organizer.pk], organizer),
            tuple(
                OrganizerRights(organizers[to_id], _held(rights[organizer.pk], organizers[to_id]))
                for from_id, to_id in links
                if from_id == organizer.pk
            ),
        )
        for organizer in sorted(own, key=lambda one: (one.name.casefold(), one.pk))
    ]


def _grants_of(actor: Actor) -> QuerySet[Grant]:
    kind, _, own_id = actor.id.partition(":")
    grants = Grant.objects.filter(organizer__isnull=False)
    if kind != "user":
        return grants.filter(client__client_id=own_id)
    user_id = int(own_id)
    return grants.filter(user_id=user_id, organizer__admins__user_id=user_id)


def _by_organizer(grants: QuerySet[Grant]) -> dict[int, dict[Permission, list[int]]]:
    rights: dict[int, dict[Permission, list[int]]] = {}
    for grant in grants.order_by("permission"):
        if grant.organizer_id is not None:
            rights.setdefault(grant.organizer_id, {})[Permission(grant.permission)] = grant.card_system_ids
    return rights


def _organizers(ids: Iterable[int]) -> Mapping[int, Organizer]:
    return Organizer.objects.prefetch_related("card_systems").in_bulk(list(ids))


def _held(grants: Mapping[Permission, list[int]], organizer: Organizer) -> tuple[HeldPermission, ...]:
    """A right without a list of card systems holds in all of the organizer, and is shown with all of them."""
    every = sorted(system.pk for system in organizer.card_systems.all())
    return tuple(
        HeldPermission(permission, tuple(one for one in every if not chosen or one in chosen))
        for permission, chosen in grants.items()
    )
