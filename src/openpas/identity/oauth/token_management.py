"""Ending a token before its time (RFC 7009), and asking whether one is good (RFC 7662)."""

from dataclasses import dataclass
from typing import Any, Final

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from openpas.identity.models import Authorization, RefreshToken
from openpas.identity.oauth.authorizations import is_good, refresh_token_of, revoke, standing
from openpas.identity.oauth.registered import Registered
from openpas.identity.oauth.requests import ClientRequest
from openpas.identity.oauth.server import endpoint_response, server
from openpas.identity.oauth.token_endpoint import for_clients
from openpas.identity.refusals import TokenInvalid
from openpas.identity.tokens import VerifiedToken, believed

_WITH_SECRET: Final = ["client_secret_basic", "client_secret_post"]


@dataclass(frozen=True, slots=True)
class Held:
    """A token that we gave out: a refresh token (`refresh`), or an access token (`said`)."""

    refresh: RefreshToken | None = None
    said: VerifiedToken | None = None

    @property
    def client_id(self) -> str:
        if self.refresh is not None:
            return self.refresh.authorization.client.client_id
        return self.said.client_id if self.said else ""

    def authorization(self) -> Authorization | None:
        """That of a person, while it holds; None for a client that acts for itself."""
        if self.refresh is not None:
            return self.refresh.authorization
        return standing(self.said.authorization_id) if self.said and self.said.authorization_id else None

    def check_client(self, client: Registered) -> bool:
        return self.client_id == client.client_id

    def is_expired(self) -> bool:
        return self.refresh is not None and not is_good(self.refresh)

    def is_revoked(self) -> bool:
        return self.said is not None and bool(self.said.authorization_id) and self.authorization() is None


class Revocation(RevocationEndpoint):
    """Of a client's own tokens. The whole authorization ends with any of them: it is how apps sign out."""

    CLIENT_AUTH_METHODS = [*_WITH_SECRET, "none"]  # noqa: RUF012  Authlib's form

    def check_params(self, request: ClientRequest, client: Registered) -> None:  # noqa: ARG002
        """A hint only makes looking quicker, and is not looked at (RFC 7009, 2.1)."""
        if not request.form.get("token"):
            raise InvalidRequestError("token is missing.")

    def query_token(self, token_string: str, token_type_hint: str | None) -> Held | None:  # noqa: ARG002
        return held(token_string)

    def revoke_token(self, token: Held, request: ClientRequest) -> None:  # noqa: ARG002
        authorization = token.authorization()
        if authorization is not None:
            revoke(authorization, "by_the_client")
        elif token.said is not None and not token.said.authorization_id:
            raise OAuth2Error("A token of the client itself ends by itself.", error="unsupported_token_type")


class Introspection(IntrospectionEndpoint):
    """For programs with a secret: of access tokens that were shown to them, and of their own refresh tokens."""

    CLIENT_AUTH_METHODS = _WITH_SECRET

    def check_params(self, request: ClientRequest, client: Registered) -> None:  # noqa: ARG002
        if not request.form.get("token"):
            raise InvalidRequestError("token is missing.")

    def query_token(self, token_string: str, token_type_hint: str | None) -> Held | None:  # noqa: ARG002
        return held(token_string)

    def check_permission(self, token: Held, client: Registered, request: ClientRequest) -> bool:  # noqa: ARG002
        return token.said is not None or token.check_client(client)

    def introspect_token(self, token: Held) -> dict[str, Any]:
        authorization = token.authorization()
        told: dict[str, Any] = {"client_id": token.client_id, "iss": settings.OPENPAS_ISSUER}
        if authorization is not None:
            told |= {"scope": authorization.scope, "sid": str(authorization.pk), "sub": authorization.user.subject}
        if token.said is not None:
            told |= {
                "token_type": "Bearer",
                "sub": token.said.subject,
                "aud": settings.OPENPAS_AUDIENCE,
                "iat": int(token.said.issued),
                "exp": int(token.said.expires),
            }
        elif token.refresh is not None:
            told["exp"] = int(token.refresh.expires_at.timestamp())
        return told


def held(token: str) -> Held | None:
    """What this token is, if it is one of ours."""
    refresh = refresh_token_of(token)
    if refresh is not None:
        return Held(refresh=refresh)
    try:
        return Held(said=believed(token))
    except TokenInvalid:
        return None


server.register_endpoint(Revocation)
server.register_endpoint(Introspection)


@for_clients
def revocation(request: HttpRequest) -> HttpResponse:
    """200 also for a token that is none any more: the client need not do anything about it."""
    return endpoint_response(Revocation.ENDPOINT_NAME, request)


@for_clients
def introspection(request: HttpRequest) -> HttpResponse:
    return endpoint_response(Introspection.ENDPOINT_NAME, request)
