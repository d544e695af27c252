"""With what a client proves which one it is: Basic, a form or JSON, or nothing where it is public."""

import base64
import binascii
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_plus

from authlib.oauth2.rfc6749 import InvalidClientError

from openpas.identity.clients import active_client, client_with_secret
from openpas.identity.models import ApiClient
from openpas.identity.oauth.requests import ClientRequest

UNAUTHORIZED: Final = 401


@dataclass(frozen=True, slots=True)
class _Credentials:
    client_id: str
    secret: str
    method: str


def proven_client(request: ClientRequest, methods: Collection[str]) -> tuple[ApiClient, str]:
    """The client and how it proved itself. Raises InvalidClientError, the same whatever is wrong."""
    given = _basic(request) or _in_body(request)
    if given.method not in methods:
        raise invalid_client()
    if given.method == "none":
        public = active_client(given.client_id)
        client = public if public is not None and public.is_public else None
    else:
        client = client_with_secret(given.client_id, given.secret)
    if client is None:
        raise invalid_client()
    return client, given.method


def invalid_client() -> InvalidClientError:
    return InvalidClientError("The client is unknown or its secret is wrong.", status_code=UNAUTHORIZED)


def _basic(request: ClientRequest) -> _Credentials | None:
    scheme, _, encoded = request.django.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise invalid_client() from error
    client_id, _, secret = decoded.partition(":")
    if not secret:  # some programs send a public client's id in this way
        return _Credentials(unquote_plus(client_id), "", "none")
    return _Credentials(unquote_plus(client_id), unquote_plus(secret), "client_secret_basic")


def _in_body(request: ClientRequest) -> _Credentials:
    form = request.form
    client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
    return _Credentials(client_id, secret, "client_secret_post" if secret else "none")
