"""Who may sign in and which programs may call: the demo's users and clients with their rights."""

import secrets
from collections.abc import Iterable
from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.foundation.permissions import Permission
from openpas.identity.clients import hash_of_secret
from openpas.identity.models import ApiClient, Grant, Manager, OrganizerAdmin, User
from openpas.identity.tokens import THIS_API
from openpas.organizers.models import Organizer
from openpas.runtime import clock

PASSWORD: Final = "uitpas-demo-2026"  # noqa: S105  told on the terminal of every demo
SECRET: Final = "demo-secret"  # noqa: S105  as above
TICKETING_CLIENT: Final = "demo-ticketing"
ADMIN_CLIENT: Final = "demo-admin"

DESK_RIGHTS: Final = (
    Permission.TARIFFS_READ,
    Permission.TICKETSALES_REGISTER,
    Permission.TICKETSALES_SEARCH,
    Permission.CHECKINS_WRITE,
    Permission.CHECKINS_READ,
    Permission.REWARDS_READ,
    Permission.REWARDS_REDEEM,
    Permission.REWARDS_PASSHOLDERS_READ,
    Permission.PASSES_READ,
    Permission.PASSHOLDERS_SEARCH_BY_ID,
    Permission.GROUPPASSES_SEARCH,
    Permission.PASSHOLDER_COUPONS_READ,
    Permission.GROUPPASS_COUPONS_READ,
    Permission.ORGANIZERS_SEARCH,
    Permission.EVENT_SETTINGS_READ,
)
"""What a program that checks in and sells tickets for a desk needs (contract/rules.md 3.3)."""


def worker(name: str, email: str, desk: Organizer, kind: OrganizerAdmin.Type) -> User:
    """Somebody who works at a desk, and may there what the desk may."""
    user = User.objects.create_user(email, name, PASSWORD)
    OrganizerAdmin.objects.create(organizer=desk, user=user, type=kind)
    return user


def manager(name: str, email: str, region: CardSystem | None) -> User:
    """Somebody who looks after a region, or without one after the whole installation."""
    user = User.objects.create_user(email, name, PASSWORD)
    Manager.objects.create(user=user, card_system=region, since=clock.now())
    return user


def desk_client(client_id: str, name: str, desks: Iterable[Organizer], secret: str | None = None) -> ApiClient:
    """A program with the rights of a desk at each of the organizers; a secret nobody knows unless one is given."""
    client = _client(client_id, name, secret)
    allow(client, DESK_RIGHTS, desks)
    return client


def client_with_all_rights(client_id: str, name: str, secret: str | None = None) -> ApiClient:
    """A program that may do everything that needs no organizer, and everything for any organizer."""
    client = _client(client_id, name, secret)
    Grant.objects.bulk_create(Grant(client=client, permission=right) for right in Permission)
    return client


def allow(client: ApiClient, rights: Iterable[Permission], desks: Iterable[Organizer]) -> None:
    """Give a new client the rights at each of the organizers."""
    chosen = tuple(rights)
    Grant.objects.bulk_create(
        Grant(client=client, organizer=desk, permission=right) for desk in desks for right in chosen
    )


def _client(client_id: str, name: str, secret: str | None) -> ApiClient:
    """A program that was always there: a world that begins with it has no lines of its making in audit and outbox."""
    return ApiClient.objects.create(
        client_id=client_id,
        name=name,
        secret_hmac=hash_of_secret(secret or secrets.token_urlsafe()),
        apis=[THIS_API],
        created_at=clock.now(),
    )
