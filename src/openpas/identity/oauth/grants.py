"""The three ways to get tokens, as steps of Authlib's grants over our rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from authlib.oauth2.rfc6749 import InvalidGrantError, InvalidRequestError, TokenMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge

from openpas.identity.models import AuthorizationCode, RefreshToken, User
from openpas.identity.oauth.authorizations import (
    first_refresh_token,
    mark_used,
    next_refresh_token,
    take_code,
    take_refresh_token,
)
from openpas.identity.oauth.issuing import client_tokens, tokens_of
from openpas.identity.oauth.rules import is_within

_WAYS_OF_PEOPLE: Final = ["client_secret_basic", "client_secret_post", "none"]
_WAYS_OF_CLIENTS: Final = ["client_secret_basic", "client_secret_post"]


@dataclass(frozen=True, slots=True)
class HeldCode:
    """A code that was found good, as Authlib asks about it."""

    row: AuthorizationCode

    @property
    def code_challenge(self) -> str:
        return self.row.code_challenge

    def get_redirect_uri(self) -> str:
        return self.row.redirect_uri

    def get_scope(self) -> str:
        return self.row.authorization.scope


class HeldRefreshToken(TokenMixin):
    """A refresh token that was found good, as Authlib asks about it."""

    def __init__(self, row: RefreshToken) -> None:
        self.row = row

    def check_client(self, client: object) -> bool:  # noqa: ARG002  it was found for this client only
        return True

    def get_scope(self) -> str:
        return self.row.authorization.scope


class CodeGrant(grants.AuthorizationCodeGrant):
    """A code, brought back by the browser, for tokens of a person."""

    TOKEN_ENDPOINT_AUTH_METHODS = _WAYS_OF_PEOPLE

    def query_authorization_code(self, code: str, client: Any) -> HeldCode | None:
        row = take_code(code, client.row)
        return HeldCode(row) if row else None

    def authenticate_user(self, authorization_code: HeldCode) -> User:
        return authorization_code.row.authorization.user

    def generate_token(self, **_how: Any) -> dict[str, object]:
        row = self.request.authorization_code.row
        return tokens_of(row.authorization, row.authorization.scope, first_refresh_token(row.authorization), row.nonce)

    def delete_authorization_code(self, authorization_code: HeldCode) -> None:
        mark_used(authorization_code.row)


class RefreshGrant(grants.RefreshTokenGrant):
    """A refresh token for new tokens of the same person, and for the next refresh token."""

    TOKEN_ENDPOINT_AUTH_METHODS = _WAYS_OF_PEOPLE

    def authenticate_refresh_token(self, refresh_token: str) -> HeldRefreshToken | None:
        row = take_refresh_token(refresh_token, self.request.client.row)
        return HeldRefreshToken(row) if row else None

    def authenticate_user(self, refresh_token: HeldRefreshToken) -> User:
        return refresh_token.row.authorization.user

    def issue_token(self, user: User, refresh_token: HeldRefreshToken) -> Mapping[str, object]:  # noqa: ARG002
        authorization = refresh_token.row.authorization
        asked = self.request.payload.scope
        narrower = asked if asked and is_within(asked, authorization.scope) else authorization.scope
        return tokens_of(authorization, narrower, next_refresh_token(refresh_token.row))

    def revoke_old_credential(self, refresh_token: HeldRefreshToken) -> None:
        """It was marked as used when the next one was made."""


class ClientGrant(grants.ClientCredentialsGrant):
    """The client's own secret for a token with which it acts for itself."""

    TOKEN_ENDPOINT_AUTH_METHODS = _WAYS_OF_CLIENTS

    def generate_token(self, **_how: Any) -> dict[str, object]:
        return client_tokens(self.request.client.row)


class Pkce(CodeChallenge):
    """S256 and nothing else: demanded of public clients, checked whenever there is a challenge (RFC 9700, 2.1.1)."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]  # noqa: RUF012  Authlib's form
    DEFAULT_CODE_CHALLENGE_METHOD = "S256"

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        asked = grant.request.payload.data
        if not asked.get("code_challenge") and grant.request.client.row.is_public:
            raise InvalidRequestError("code_challenge is missing: a public client uses PKCE.")
        if asked.get("code_challenge") and asked.get("code_challenge_method") != "S256":
            raise InvalidRequestError("code_challenge_method must be S256.")
        super().validate_code_challenge(grant, redirect_uri)

    def validate_code_verifier(self, grant: Any, result: object) -> None:
        """Whatever is wrong with a verifier, the code is not this client's to use."""
        try:
            super().validate_code_verifier(grant, result)
        except InvalidRequestError as error:
            raise InvalidGrantError(error.description) from error

    def get_authorization_code_challenge_method(self, authorization_code: HeldCode) -> str:  # noqa: ARG002
        return "S256"
