"""What a client reads to find our endpoints and the keys of our tokens (OpenID Connect Discovery 1.0)."""

from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from jwt.algorithms import RSAAlgorithm

from openpas.foundation.text import LANGUAGES
from openpas.identity.cross_origin import allow_origin, preflight
from openpas.identity.oauth.claims import CLAIMS
from openpas.identity.oauth.rules import OPTIONAL, SCOPES, STRONG
from openpas.identity.signing_keys import public_keys, signing_key
from openpas.identity.tokens import ALGORITHM

REALM_PATH: Final = "realms/uitid"
PROTOCOL_PATH: Final = f"{REALM_PATH}/protocol/openid-connect"
_ALLOW: Final = "GET, HEAD, OPTIONS"
_WITH_SECRET: Final = ("client_secret_basic", "client_secret_post")


@csrf_exempt
def configuration(request: HttpRequest) -> HttpResponse:
    """Where everything is, and what is supported. The same at the root and below the realm."""
    base = f"{settings.OPENPAS_ISSUER.rstrip('/')}/{PROTOCOL_PATH}"
    return _public(
        request,
        {
            "issuer": settings.OPENPAS_ISSUER,
            "authorization_endpoint": f"{base}/auth",
            "token_endpoint": f"{base}/token",
            "userinfo_endpoint": f"{base}/userinfo",
            "jwks_uri": f"{base}/certs",
            "end_session_endpoint": f"{base}/logout",
            "revocation_endpoint": f"{base}/revoke",
            "introspection_endpoint": f"{base}/token/introspect",
            "scopes_supported": SCOPES,
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "token_endpoint_auth_methods_supported": [*_WITH_SECRET, "none"],
            "revocation_endpoint_auth_methods_supported": [*_WITH_SECRET, "none"],
            "introspection_endpoint_auth_methods_supported": _WITH_SECRET,
            "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": [OPTIONAL, STRONG],
            "prompt_values_supported": ["none", "login"],
            "claims_supported": CLAIMS,
            "ui_locales_supported": LANGUAGES,
            "authorization_response_iss_parameter_supported": True,
            "claims_parameter_supported": False,
            "request_parameter_supported": False,
            "request_uri_parameter_supported": False,
        },
    )


@csrf_exempt
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys with which our tokens are checked (RFC 7517)."""
    signing_key()  # a new installation makes its first key here when nobody has asked for a token yet
    return _public(
        request,
        {
            "keys": [
                {"kty": "RSA", "kid": kid, "use": "sig", "alg": ALGORITHM, **_numbers(key)}
                for kid, key in public_keys().items()
            ]
        },
    )


def _numbers(key: RSAPublicKey) -> dict[str, str]:
    jwk = RSAAlgorithm.to_jwk(key, as_dict=True)
    return {name: jwk[name] for name in ("n", "e")}


def _public(request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
    if request.method == "OPTIONS":
        return preflight(request, _ALLOW)
    if request.method not in ("GET", "HEAD"):
        response: HttpResponse = HttpResponse(status=405, headers={"Allow": _ALLOW})
    else:
        response = JsonResponse(data)
        response["Cache-Control"] = "public, max-age=60"
    allow_origin(request, response)
    return response
