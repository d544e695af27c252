"""Who has which rights where, as one reads it (contract: OrganizerPermissions)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from openpas.foundation.actor import Actor, Grants
from openpas.foundation.permissions import Permission
from openpas.identity.models import ApiClient, Grant
from openpas.identity.refusals import ClientNotFound
from openpas.identity.rights import Rights, united
from openpas.identity.staff.desks import links_of, rights_of_desks, rights_of_types, types_at_desks
from openpas.identity.staff.managers import rights_of_manager
from openpas.organizers.models import Organizer

NOTHING: Final[Rights] = {}


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
    """Every organizer for which the caller holds rights of its own, by name. At most eight queries, for any number.

    A person sees all of its desks, whichever it has chosen, and all of the regions that it looks after. Rights that
    need no organizer are not in here.
    """
    kind, _, own_id = actor.id.partition(":")
    if kind != "user":
        return _shown(_granted(Grant.objects.filter(client__client_id=own_id)))
    desks = types_at_desks(int(own_id))
    _, managed = rights_of_manager(int(own_id))
    return _shown(rights_of_desks(desks), united(managed, rights_of_types(desks)))


def rights_of_client(actor: Actor, client_id: str) -> list[OrganizerRights]:
    """The same of any client, for who may manage clients (O13). Raises PermissionMissing and ClientNotFound."""
    actor.require(Permission.PERMISSIONS_READ, ())
    client = ApiClient.objects.filter(client_id=client_id).first()
    if client is None:
        raise ClientNotFound
    return _shown(_granted(client.grants.all()))


def _shown(linkable: Rights, personal: Rights = NOTHING) -> list[OrganizerRights]:
    """`personal` are the rights that hold for the organizer itself and for none that is linked to it."""
    own, links = united(linkable, personal), links_of(linkable)
    organizers = _organizers({*own, *(to_id for _, to_id in links)})
    return [
        OrganizerRights(
            organizer,
            _held(own[organizer.pk], organizer),
            tuple(
                OrganizerRights(organizers[to_id], _held(linkable[organizer.pk], organizers[to_id]))
                for from_id, to_id in links
                if from_id == organizer.pk
            ),
        )
        for organizer in sorted(
            (organizers[organizer_id] for organizer_id in own), key=lambda one: (one.name.casefold(), one.pk)
        )
    ]


def _granted(grants: QuerySet[Grant]) -> Rights:
    rights: Rights = {}
    for grant in grants.filter(organizer__isnull=False):
        if grant.organizer_id is not None:
            held = rights.setdefault(grant.organizer_id, {})
            held[Permission(grant.permission)] = frozenset(grant.card_system_ids)
    return rights


def _organizers(ids: Iterable[int]) -> Mapping[int, Organizer]:
    return Organizer.objects.prefetch_related("card_systems").in_bulk(list(ids))


def _held(grants: Grants, organizer: Organizer) -> tuple[HeldPermission, ...]:
    """A right without a list of card systems holds in all of the organizer, and is shown with all of them."""
    every = sorted(system.pk for system in organizer.card_systems.all())
    return tuple(
        HeldPermission(permission, tuple(one for one in every if not chosen or one in chosen))
        for permission, chosen in sorted(grants.items())
    )
