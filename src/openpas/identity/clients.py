"""Clients of the API and their secrets, which are shown once and kept only as a keyed hash."""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F

from openpas.foundation.actor import Actor, ActorKind
from openpas.identity.models import ApiClient
from openpas.identity.refusals import ClientIdTaken
from openpas.identity.return_addresses import require_return_address
from openpas.identity.tokens import THIS_API
from openpas.records.service import note, publish
from openpas.runtime import clock
from openpas.runtime.hot_statements import HotRead

INSTALLATION: Final = Actor("system:installation", ActorKind.SYSTEM)
"""Who changes clients where nobody is signed in: a command, the demo."""

_CLIENT_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,99}")
_SECRET_BYTES: Final = 32
_NO_SECRET: Final = bytes(32)
_ACTIVE: Final = HotRead(ApiClient, "identity_apiclient this WHERE this.client_id = %(client_id)s AND this.is_active")


@transaction.atomic
def create_client(
    client_id: str,
    name: str,
    secret: str | None = None,
    *,
    is_public: bool = False,
    redirect_addresses: Sequence[str] = (),
    logout_addresses: Sequence[str] = (),
    actor: Actor = INSTALLATION,
) -> tuple[ApiClient, str]:
    """A new client with its secret, in words nobody can read again; a random secret unless one is given.

    A public one (an app, a page in a browser) has none, and the words are empty. HMAC-SHA256 is enough for a random
    secret, and a slow password hash would cost a quarter of a second per token. Raises ClientIdTaken and
    ReturnAddressNotAllowed.
    """
    _demand_addresses([*redirect_addresses, *logout_addresses])
    if not _CLIENT_ID.fullmatch(client_id) or ApiClient.objects.filter(client_id=client_id).exists():
        raise ClientIdTaken
    chosen = "" if is_public else secret or secrets.token_urlsafe(_SECRET_BYTES)
    client = ApiClient.objects.create(
        client_id=client_id,
        name=name,
        secret_hmac=None if is_public else hash_of_secret(chosen),
        redirect_addresses=list(redirect_addresses),
        logout_addresses=list(logout_addresses),
        apis=[THIS_API],
        created_at=clock.now(),
    )
    _write_down(actor, client, "create", is_public=is_public)
    return client, chosen


@transaction.atomic
def rotate_secret(client: ApiClient, former_good_for: timedelta, *, actor: Actor = INSTALLATION) -> str:
    """A new secret, in words nobody can read again; the former one is good for a while longer, and none before it.

    A public client becomes confidential by it.
    """
    chosen = secrets.token_urlsafe(_SECRET_BYTES)
    locked = _locked(client)
    client.former_secret_hmac = locked.secret_hmac
    client.former_secret_until = clock.now() + former_good_for if locked.secret_hmac else None
    client.secret_hmac = hash_of_secret(chosen)
    client.save(update_fields=["secret_hmac", "former_secret_hmac", "former_secret_until"])
    _write_down(actor, client, "rotate_secret", former_good_for_seconds=int(former_good_for.total_seconds()))
    return chosen


@transaction.atomic
def switch_off(client: ApiClient, *, actor: Actor = INSTALLATION) -> None:
    """No token for it any more, and what people let it do ends; tokens that it has are refused within a minute."""
    _switch(client, is_active=False)
    client.authorizations.filter(revoked_at=None).update(revoked_at=clock.now())
    _write_down(actor, client, "switch_off")


@transaction.atomic
def switch_on(client: ApiClient, *, actor: Actor = INSTALLATION) -> None:
    """It may ask for tokens again, with the secret that it had; people sign in for it anew."""
    _switch(client, is_active=True)
    _write_down(actor, client, "switch_on")


@transaction.atomic
def change_addresses(
    client: ApiClient,
    redirect_addresses: Sequence[str],
    logout_addresses: Sequence[str],
    *,
    actor: Actor = INSTALLATION,
) -> None:
    """Send people back to these addresses only, from now on. Raises ReturnAddressNotAllowed."""
    _demand_addresses([*redirect_addresses, *logout_addresses])
    client.redirect_addresses = list(redirect_addresses)
    client.logout_addresses = list(logout_addresses)
    client.save(update_fields=["redirect_addresses", "logout_addresses"])
    _write_down(actor, client, "change_addresses", redirect=len(redirect_addresses), logout=len(logout_addresses))


def active_client(client_id: str) -> ApiClient | None:
    """The client with this id, unless it was switched off. No id has a NUL character, which the database refuses."""
    if "\x00" in client_id:
        return None
    return _ACTIVE.first(client_id=client_id)


def client_with_secret(client_id: str, secret: str) -> ApiClient | None:
    """The client, when it exists, is active and the secret is its own. Takes as long for a client that is unknown."""
    client = active_client(client_id)
    given = hash_of_secret(secret)
    present = hmac.compare_digest(bytes(client.secret_hmac) if client and client.secret_hmac else _NO_SECRET, given)
    former = hmac.compare_digest(_former_secret(client) if client else _NO_SECRET, given)
    return client if present or former else None


def _former_secret(client: ApiClient) -> bytes:
    until = client.former_secret_until
    is_good = client.former_secret_hmac and until is not None and until > clock.now()
    return bytes(client.former_secret_hmac or b"") if is_good else _NO_SECRET


def _demand_addresses(addresses: Iterable[str]) -> None:
    for address in addresses:
        require_return_address(address)


def _locked(client: ApiClient) -> ApiClient:
    return ApiClient.objects.select_for_update().get(pk=client.pk)


def _switch(client: ApiClient, *, is_active: bool) -> None:
    """A raised version makes every process read the client again."""
    ApiClient.objects.filter(pk=client.pk).update(is_active=is_active, grants_version=F("grants_version") + 1)
    client.refresh_from_db(fields=["is_active", "grants_version"])


def _write_down(actor: Actor, client: ApiClient, verb: str, **details: object) -> None:
    publish("ApiClientChanged", {"client_id": client.pk, "change": verb})
    note(actor, f"client.{verb}", f"client:{client.pk}", None, **details)


def hash_of_secret(secret: str) -> bytes:
    """What is kept of a secret."""
    pepper = base64.b64decode(settings.OPENPAS_CLIENT_SECRET_PEPPER)
    return hmac.digest(pepper, secret.encode(), hashlib.sha256)
