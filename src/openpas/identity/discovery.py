"""What a client reads to find our token endpoint and the keys of our tokens (OpenID Connect Discovery 1.0)."""

from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from jwt.algorithms import RSAAlgorithm

from openpas.identity.cross_origin import allow_origin, preflight
from openpas.identity.signing_keys import public_keys, signing_key
from openpas.identity.tokens import ALGORITHM

REALM_PATH: Final = "realms/uitid"
PROTOCOL_PATH: Final = f"{REALM_PATH}/protocol/openid-connect"
_ALLOW: Final = "GET, HEAD, OPTIONS"


@csrf_exempt
def configuration(request: HttpRequest) -> HttpResponse:
    """Where everything is, and what is supported."""
    root = f"{settings.OPENPAS_ISSUER.rstrip('/')}/"
    return _public(
        request,
        {
            "issuer": settings.OPENPAS_ISSUER,
            "token_endpoint": f"{root}{PROTOCOL_PATH}/token",
            "jwks_uri": f"{root}{PROTOCOL_PATH}/certs",
            "grant_types_supported": ["client_credentials"],
            "response_types_supported": [],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
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
