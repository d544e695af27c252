"""Who calls: an access token of a client or a person, for public data the id of a client, or a token of one purpose
(contract/rules.md 3.1).
"""

from collections.abc import Callable
from typing import Any, Final, cast

from django.http import HttpRequest

from openpas.api.v4.core.request import ApiRequest
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.identity.actors import actor_of_client, actor_of_person, identified_client
from openpas.identity.refusals import ClientUnknown, TokenInvalid
from openpas.identity.tokens import verified
from openpas.records.encryption import blind_index

_SCHEME: Final = "bearer"
_BEARER: Final[dict[str, Any]] = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}


def authenticated(request: HttpRequest) -> Actor:
    """The caller by its access token, also set as `request.actor`. No query and no cryptography most of the time.

    Raises a refusal of 401 or 403.
    """
    known = _known(request)
    if known is not None and known.kind is not ActorKind.IDENTIFIED_CLIENT:
        return known
    token = verified(_bearer_token(request))
    if token.is_of_client:
        return _remember(request, actor_of_client(token.client_id))
    return _remember(request, actor_of_person(token.subject, token.client_id, token.insz))


def identified(request: HttpRequest) -> Actor:
    """The caller by its access token, or else by the client id that it names without proof."""
    known = _known(request)
    if known is not None:
        return known
    if _named_client(request) and "HTTP_AUTHORIZATION" not in request.META:
        return named_client(request)
    return authenticated(request)


def named_client(request: HttpRequest) -> Actor:
    """The client that names itself in `x-client-id` or `clientId`, whatever else the request carries.

    Raises ClientUnknown and ApiNotAllowed.
    """
    client_id = _named_client(request)
    if not client_id:
        raise ClientUnknown
    return _remember(request, identified_client(client_id))


def owner_of_keys(request: HttpRequest, digest: bytes) -> str:
    """Whose Idempotency-Keys the request may use: the caller's, or those of its custom token, which is not kept.

    A request that says nothing of who asks shares its keys with the same request only, by its `digest`; whether it
    needed a caller is for the operation to say. Raises a refusal of 401 or 403 for who says it wrongly; nobody else may
    learn an answer that was stored for another caller.
    """
    if _known(request) is None and "HTTP_AUTHORIZATION" not in request.META:
        if token := request.headers.get("x-custom-token"):
            return f"custom:{blind_index(token).hex()}"
        if not _named_client(request):
            return f"anonymous:{digest.hex()}"
    return identified(request).id


def _known(request: HttpRequest) -> Actor | None:
    return getattr(request, "actor", None)


def _named_client(request: HttpRequest) -> str:
    return request.headers.get("x-client-id") or request.GET.get("clientId") or ""


def _bearer_token(request: HttpRequest) -> str:
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != _SCHEME or not token.strip():
        raise TokenInvalid
    return str(token.strip())


def _remember(request: HttpRequest, actor: Actor) -> Actor:
    cast("ApiRequest", request).actor = actor
    return actor


class AccessToken:
    """For operations that need an access token, whoever's: the default of every operation."""

    openapi_security_schema: Final[dict[str, Any]] = {
        **_BEARER,
        "description": "An access token of the token endpoint (client credentials).",
    }

    def __call__(self, request: HttpRequest) -> Actor:
        return authenticated(request)


class PersonToken:
    """For operations about the person that signed in: a client's own token is refused (contract/rules.md 8-44)."""

    openapi_security_schema: Final[dict[str, Any]] = {
        **_BEARER,
        "description": "An access token with which a client calls for a person that signed in.",
    }

    def __call__(self, request: HttpRequest) -> Actor:
        actor = authenticated(request)
        if not actor.is_person:
            raise PermissionMissing("This needs a token of a person (USER_ACCESS_TOKEN).")
        return actor


class ClientToken:
    """For the administration of clients: a person's token is refused, whatever its rights (O13, O14)."""

    openapi_security_schema: Final = AccessToken.openapi_security_schema

    def __call__(self, request: HttpRequest) -> Actor:
        actor = authenticated(request)
        if actor.kind is not ActorKind.CLIENT:
            raise PermissionMissing("This needs a token of a client (CLIENT_ACCESS_TOKEN).")
        return actor


class ClientIdentification:
    """For operations on public data that also answer a client that only names itself."""

    openapi_security_schema: Final[dict[str, Any]] = {
        "type": "apiKey",
        "in": "header",
        "name": "x-client-id",
        "description": "The client id, or the query parameter `clientId`. The header wins.",
    }

    def __call__(self, request: HttpRequest) -> Actor:
        return identified(request)


class NamedClient:
    """For operations where the person proves itself in another header and the client only names itself (O43, O44)."""

    openapi_security_schema: Final = ClientIdentification.openapi_security_schema

    def __call__(self, request: HttpRequest) -> Actor:
        return named_client(request)


class CustomToken:
    """For operations with a token of their own in `x-custom-token`; each has its own store (contract/rules.md 8-40).

    `caller_of` makes the actor out of the token and raises TokenInvalid. Without the header the next way of `auth` has
    its turn, and 401 follows when there is none.
    """

    openapi_security_schema: Final[dict[str, Any]] = {
        "type": "apiKey",
        "in": "header",
        "name": "x-custom-token",
        "description": "The token of a kiosk, an order, a family mail or a validation.",
    }

    def __init__(self, caller_of: Callable[[str], Actor]) -> None:
        self.caller_of = caller_of

    def __call__(self, request: HttpRequest) -> Actor | None:
        token = request.headers.get("x-custom-token", "").strip()
        return _remember(request, self.caller_of(token)) if token else None


TOKEN: Final = (AccessToken(),)
"""`auth=` of an operation that needs an access token; what an operation has that says nothing."""

PERSON_TOKEN: Final = (PersonToken(),)
"""`auth=` of an operation for the person that signed in."""

CLIENT_TOKEN: Final = (ClientToken(),)
"""`auth=` of an operation for clients alone."""

TOKEN_OR_CLIENT_ID: Final = (ClientIdentification(), AccessToken())
"""`auth=` of an operation that client identification is enough for."""

CLIENT_ID: Final = (NamedClient(),)
"""`auth=` of an operation that looks at `x-client-id` alone."""
