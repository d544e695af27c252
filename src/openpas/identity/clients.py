"""Clients of the API and their secrets, which are shown once and kept only as a keyed hash."""

import base64
import hashlib
import hmac
import secrets
from typing import Final

from django.conf import settings

from openpas.identity.models import ApiClient
from openpas.identity.tokens import THIS_API
from openpas.runtime import clock

_SECRET_BYTES: Final = 32
_NO_SECRET: Final = bytes(32)


def create_client(client_id: str, name: str, secret: str | None = None) -> tuple[ApiClient, str]:
    """A new client with its secret, in words nobody can read again; a random secret unless one is given.

    HMAC-SHA256 is enough for a random secret, and a slow password hash would cost a quarter of a second per token.
    """
    chosen = secret or secrets.token_urlsafe(_SECRET_BYTES)
    client = ApiClient.objects.create(
        client_id=client_id,
        name=name,
        secret_hmac=_hashed(chosen),
        apis=[THIS_API],
        created_at=clock.now(),
    )
    return client, chosen


def active_client(client_id: str) -> ApiClient | None:
    """The client with this id, unless it was switched off. No id has a NUL character, which the database refuses."""
    if "\x00" in client_id:
        return None
    return ApiClient.objects.filter(client_id=client_id, is_active=True).first()


def client_with_secret(client_id: str, secret: str) -> ApiClient | None:
    """The client, when it exists, is active and the secret is its own. Takes as long for a client that is unknown."""
    client = active_client(client_id)
    kept = bytes(client.secret_hmac) if client and client.secret_hmac else _NO_SECRET
    return client if hmac.compare_digest(kept, _hashed(secret)) else None


def _hashed(secret: str) -> bytes:
    pepper = base64.b64decode(settings.OPENPAS_CLIENT_SECRET_PEPPER)
    return hmac.digest(pepper, secret.encode(), hashlib.sha256)
