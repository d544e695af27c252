"""The answer of the token endpoint: access token, and for a person refresh token and id token."""

from authlib.oidc.core.util import create_half_hash
from django.conf import settings

from openpas.identity.models import ApiClient, Authorization
from openpas.identity.oauth.claims import claims_of, insz_of
from openpas.identity.oauth.rules import ID_TOKEN_LASTS, acr_of
from openpas.identity.sign_in.rules import is_strong
from openpas.identity.tokens import (
    ALGORITHM,
    AUTHORIZATION_CLAIM,
    LIFETIME,
    issue_client_token,
    issue_user_token,
    signed,
)
from openpas.runtime import clock


def client_tokens(client: ApiClient) -> dict[str, object]:
    """For a client that acts for itself."""
    return _bearer(issue_client_token(client))


def tokens_of(authorization: Authorization, scope: str, refresh_token: str, nonce: str = "") -> dict[str, object]:
    """For a client that acts for a person. A refresh token is there without offline_access (contract/clients.md 4)."""
    access_token = issue_user_token(
        authorization.user, authorization.client, insz=insz_of(authorization), authorization_id=authorization.pk
    )
    tokens = {**_bearer(access_token), "refresh_token": refresh_token, "scope": scope}
    if "openid" in scope.split():
        tokens["id_token"] = signed(_id_claims(authorization, scope, nonce, access_token))
    return tokens


def _bearer(access_token: str) -> dict[str, object]:
    return {"access_token": access_token, "expires_in": int(LIFETIME.total_seconds()), "token_type": "Bearer"}


def _id_claims(authorization: Authorization, scope: str, nonce: str, access_token: str) -> dict[str, object]:
    """Who signed in, when and how (OpenID Connect Core, 2). For this client: it is no access token of any API."""
    issued = int(clock.now().timestamp())
    return {
        "iss": settings.OPENPAS_ISSUER,
        "aud": authorization.client.client_id,
        "azp": authorization.client.client_id,
        "iat": issued,
        "exp": issued + int(ID_TOKEN_LASTS.total_seconds()),
        "auth_time": int(authorization.signed_in_at.timestamp()),
        "acr": acr_of(is_strong=is_strong(authorization.methods)),
        "amr": authorization.methods,
        "at_hash": create_half_hash(access_token, ALGORITHM).decode(),
        AUTHORIZATION_CLAIM: str(authorization.pk),
        **({"nonce": nonce} if nonce else {}),
        **claims_of(authorization, scope),
    }
