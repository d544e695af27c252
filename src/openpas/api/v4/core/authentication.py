"""Who calls: an access token, or for public data the id of a client (contract/rules.md 3.1)."""

from typing import Any, Final, cast

from django.http import HttpRequest

from openpas.api.v4.core.request import ApiRequest
from openpas.foundation.actor import Actor, ActorKind
from openpas.identity.actors import actor_of_client, identified_client
from openpas.identity.refusals import TokenInvalid
from openpas.identity.tokens import verified

_SCHEME: Final = "bearer"


def authenticated(request: HttpRequest) -> Actor:
    """The caller by its access token, also set as `request.actor`. No query and no cryptography most of the time.

    Raises a refusal of 401 or 403.
    """
    known = _known(request)
    if known is not None and known.kind is not ActorKind.IDENTIFIED_CLIENT:
        return known
    token = verified(_bearer_token(request))
    if not token.is_of_client:
        raise TokenInvalid("Tokens of persons are not accepted yet.")
    return _remember(request, actor_of_client(token.client_id))


def identified(request: HttpRequest) -> Actor:
    """The caller by its access token, or else by the client id that it names without proof."""
    known = _known(request)
    if known is not None:
        return known
    client_id = _named_client(request)
    if client_id and "HTTP_AUTHORIZATION" not in request.META:
        return _remember(request, identified_client(client_id))
    return authenticated(request)


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
    """For operations that need an access token: the default of every operation."""

    openapi_security_schema: Final[dict[str, Any]] = {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "An access token of the token endpoint (client credentials).",
    }

    def __call__(self, request: HttpRequest) -> Actor:
        return authenticated(request)


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


TOKEN: Final = (AccessToken(),)
"""`auth=` of an operation that needs an access token; what an operation has that says nothing."""

TOKEN_OR_CLIENT_ID: Final = (ClientIdentification(), AccessToken())
"""`auth=` of an operation that client identification is enough for."""
