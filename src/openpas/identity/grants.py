"""Rights of clients. Each change raises the client's `grants_version`, so that no process keeps the old ones.

People have no grants of their own: see `identity.staff`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Lower

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.identity.models import ApiClient, Grant
from openpas.identity.refusals import ClientNotFound, OrganizerUnknown
from openpas.organizers.models import Organizer
from openpas.records.service import note, publish


@dataclass(frozen=True, slots=True)
class WantedRights:
    """Which rights a client is to have for an organizer, named by its public id."""

    organizer_id: str
    permissions: frozenset[Permission]


def grant(
    client: ApiClient,
    permissions: Iterable[Permission],
    organizer: Organizer | None = None,
    card_systems: Collection[int] = (),
) -> None:
    """Give the rights for an organizer, or everywhere without one; held already, they get these card systems.

    `card_systems` empty means all card systems of the organizer (contract/rules.md 8-47).
    """
    with transaction.atomic():
        _raise_version(client)
        for permission in permissions:
            client.grants.update_or_create(
                organizer=organizer, permission=permission, defaults={"card_system_ids": sorted(card_systems)}
            )


def revoke(client: ApiClient, permissions: Iterable[Permission], organizer: Organizer | None = None) -> None:
    """Take the rights away; those that are not held are passed over."""
    with transaction.atomic():
        _raise_version(client)
        client.grants.filter(organizer=organizer, permission__in=list(permissions)).delete()


@transaction.atomic
def replace_rights_of_client(actor: Actor, client_id: str, wanted: Sequence[WantedRights]) -> None:
    """Give a client these rights for organizers and no others (O14).

    A right that it keeps stays in the card systems that it had; a new one holds in all of the organizer. Rights that
    need no organizer are not changed. Raises PermissionMissing, ClientNotFound and OrganizerUnknown.
    """
    actor.require(Permission.PERMISSIONS_WRITE, ())
    client = ApiClient.objects.select_for_update().filter(client_id=client_id).first()
    if client is None:
        raise ClientNotFound
    asked = {(organizer_id, right) for organizer_id, rights in _found(wanted) for right in rights}
    held = {(one.organizer_id, one.permission): one for one in client.grants.filter(organizer__isnull=False)}
    Grant.objects.filter(pk__in=[held[key].pk for key in held.keys() - asked]).delete()
    Grant.objects.bulk_create(
        Grant(client=client, organizer_id=organizer_id, permission=right)
        for organizer_id, right in sorted(asked - held.keys())
    )
    _raise_version(client)
    added, removed = len(asked - held.keys()), len(held.keys() - asked)
    publish("ClientPermissionsReplaced", {"client_id": client.pk, "added": added, "removed": removed})
    note(actor, "client.replace_permissions", f"client:{client.pk}", added=added, removed=removed)


def _found(wanted: Sequence[WantedRights]) -> Iterator[tuple[int, frozenset[Permission]]]:
    names = {one.organizer_id.lower() for one in wanted}
    known = Organizer.objects.alias(plain_id=Lower("public_id")).filter(plain_id__in=names).order_by()
    ids = {public_id.lower(): pk for pk, public_id in known.values_list("pk", "public_id")}
    for index, one in enumerate(wanted):
        organizer_id = ids.get(one.organizer_id.lower())
        if organizer_id is None:
            raise OrganizerUnknown(index, one.organizer_id)
        yield organizer_id, one.permissions


def _raise_version(client: ApiClient) -> None:
    """Also lets two changes of one client take turns."""
    ApiClient.objects.filter(pk=client.pk).update(grants_version=F("grants_version") + 1)
    client.refresh_from_db(fields=["grants_version"])
