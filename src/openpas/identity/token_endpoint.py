"""Where a client changes its secret for an access token (RFC 6749, section 4.4).

The paths and the three ways of giving the secret are those of the published service (contract/rules.md 3.1).
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote_plus

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from openpas.identity.clients import client_with_secret
from openpas.identity.cross_origin import allow_origin, preflight
from openpas.identity.tokens import LIFETIME, issue_client_token

_ALLOW: Final = "OPTIONS, POST"
_CLIENT_CREDENTIALS: Final = "client_credentials"
_UNAUTHORIZED: Final = 401


class TokenRefused(Exception):
    """Why there is no token, in the words of RFC 6749."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error = error
        self.description = description
        self.status = status


@dataclass(frozen=True, slots=True)
class _Credentials:
    client_id: str
    secret: str


@csrf_exempt
def token(request: HttpRequest) -> HttpResponse:
    """An access token for client credentials, from Basic, a form or JSON."""
    if request.method == "OPTIONS":
        return preflight(request, _ALLOW)
    try:
        response = _issued(request)
    except TokenRefused as refused:
        response = _refused(refused)
    response["Cache-Control"] = "no-store"
    response["Pragma"] = "no-cache"
    allow_origin(request, response)
    return response


def _issued(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        raise TokenRefused("invalid_request", "Use POST.", 405)
    asked = _asked(request)
    credentials = _basic_credentials(request) or _body_credentials(asked)
    grant_type = asked.get("grant_type")
    if not grant_type:
        raise TokenRefused("invalid_request", "grant_type is missing.")
    if grant_type != _CLIENT_CREDENTIALS:
        raise TokenRefused("unsupported_grant_type", f"Only {_CLIENT_CREDENTIALS} is supported.")
    client = client_with_secret(credentials.client_id, credentials.secret)
    if client is None:
        raise _invalid_client()
    return JsonResponse(
        {
            "access_token": issue_client_token(client),
            "expires_in": int(LIFETIME.total_seconds()),
            "token_type": "Bearer",
        }
    )


def _asked(request: HttpRequest) -> Mapping[str, str]:
    """The parameters of the body, whichever of the two forms it has."""
    if request.content_type != "application/json":
        return {name: str(value) for name, value in request.POST.items()}
    try:
        body: Any = msgspec.json.decode(request.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise TokenRefused("invalid_request", "The body is no JSON.") from error
    if not isinstance(body, dict):
        raise TokenRefused("invalid_request", "The body is no JSON object.")
    return {name: value for name, value in body.items() if isinstance(value, str)}


def _basic_credentials(request: HttpRequest) -> _Credentials | None:
    scheme, _, encoded = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise _invalid_client() from error
    client_id, _, secret = decoded.partition(":")
    return _Credentials(unquote_plus(client_id), unquote_plus(secret))


def _body_credentials(asked: Mapping[str, str]) -> _Credentials:
    return _Credentials(asked.get("client_id", ""), asked.get("client_secret", ""))


def _invalid_client() -> TokenRefused:
    return TokenRefused("invalid_client", "The client is unknown or its secret is wrong.", _UNAUTHORIZED)


def _refused(refused: TokenRefused) -> HttpResponse:
    response = JsonResponse({"error": refused.error, "error_description": refused.description}, status=refused.status)
    if refused.status == _UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Basic realm="Openpas"'
    if refused.status == 405:  # noqa: PLR2004
        response["Allow"] = _ALLOW
    return response
