"""Giving and taking rights. Each change raises the owner's `grants_version`, so that no process keeps the old ones."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from openpas.foundation.permissions import Permission
from openpas.identity.models import ApiClient, Grant, User
from openpas.organizers.models import Organizer

Owner = ApiClient | User


def grant(
    owner: Owner,
    permissions: Iterable[Permission],
    organizer: Organizer | None = None,
    card_systems: Collection[int] = (),
) -> None:
    """Give the rights for an organizer, or everywhere without one; held already, they get these card systems.

    `card_systems` empty means all card systems of the organizer (contract/rules.md 8-47).
    """
    with transaction.atomic():
        _raise_version(owner)
        for permission in permissions:
            Grant.objects.update_or_create(
                {"card_system_ids": sorted(card_systems)}, **_owned(owner), organizer=organizer, permission=permission
            )


def revoke(owner: Owner, permissions: Iterable[Permission], organizer: Organizer | None = None) -> None:
    """Take the rights away; those that are not held are passed over."""
    with transaction.atomic():
        _raise_version(owner)
        Grant.objects.filter(**_owned(owner), organizer=organizer, permission__in=list(permissions)).delete()


def _owned(owner: Owner) -> dict[str, Any]:
    return {"client": owner} if isinstance(owner, ApiClient) else {"user": owner}


def _raise_version(owner: Owner) -> None:
    """Also lets two changes of one owner take turns."""
    type(owner).objects.filter(pk=owner.pk).update(grants_version=F("grants_version") + 1)
    owner.refresh_from_db(fields=["grants_version"])
