"""Who may sign in and which programs may call: the demo's users and clients with their rights."""

from collections.abc import Iterable
from typing import Final

from openpas.foundation.permissions import Permission
from openpas.identity.clients import create_client
from openpas.identity.models import ApiClient, Grant, OrganizerAdmin, User
from openpas.organizers.models import Organizer

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
"""What a desk that checks in and sells tickets needs (contract/rules.md 3.3)."""


def worker(name: str, email: str, desk: Organizer, kind: OrganizerAdmin.Type) -> User:
    """Somebody who works at a desk, with the rights of a desk there."""
    user = User.objects.create_user(email, name, PASSWORD)
    OrganizerAdmin.objects.create(organizer=desk, user=user, type=kind)
    Grant.objects.bulk_create(Grant(user=user, organizer=desk, permission=right) for right in DESK_RIGHTS)
    return user


def desk_client(client_id: str, name: str, desks: Iterable[Organizer], secret: str | None = None) -> ApiClient:
    """A program with the rights of a desk at each of the organizers; a secret nobody knows unless one is given."""
    client, _ = create_client(client_id, name, secret)
    allow(client, DESK_RIGHTS, desks)
    return client


def client_with_all_rights(client_id: str, name: str, secret: str | None = None) -> ApiClient:
    """A program that may do everything that needs no organizer, and everything for any organizer."""
    client, _ = create_client(client_id, name, secret)
    Grant.objects.bulk_create(Grant(client=client, permission=right) for right in Permission)
    return client


def allow(client: ApiClient, rights: Iterable[Permission], desks: Iterable[Organizer]) -> None:
    """Give a new client the rights at each of the organizers."""
    chosen = tuple(rights)
    Grant.objects.bulk_create(
        Grant(client=client, organizer=desk, permission=right) for desk in desks for right in chosen
    )
