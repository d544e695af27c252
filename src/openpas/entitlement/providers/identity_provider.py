"""A government identity provider that speaks OpenID Connect: authorization code with PKCE (RFC 7636, OIDC Core 1.0)."""

import base64
import hashlib
import hmac
import ssl
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Final
from urllib.parse import quote_plus, urlencode

import httpx
import jwt
from cachetools import TTLCache, cachedmethod

from openpas.entitlement.refusals import SignInFailed
from openpas.entitlement.statuses import SourceSilent
from openpas.foundation.identifiers import is_insz, without_separators

ALGORITHMS: Final = ("RS256", "PS256", "ES256")
_DEMANDED: Final = ["exp", "iat", "iss", "aud", "sub"]
_LEEWAY_SECONDS: Final = 30
_KEPT_SECONDS: Final = 600


@dataclass(frozen=True)
class IdentityProviderSettings:
    """Where people sign in and who we are there. `insz_claim` is the name of the claim that holds the INSZ.

    `authority` is a PEM file with whom to trust, without one the system's.
    """

    issuer: str
    client_id: str
    client_secret: str
    scope: str = "openid profile rrn"
    insz_claim: str = "rrn"
    authority: Path | None = None
    timeout_seconds: float = 15


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, in the words of the government."""

    insz: str
    family_name: str
    given_name: str


class IdentityProvider:
    """Sends people to sign in, and learns who came back. Safe to share between threads."""

    def __init__(self, settings: IdentityProviderSettings) -> None:
        self.settings = settings
        self._kept: TTLCache[Any, dict[str, Any]] = TTLCache(1, _KEPT_SECONDS)
        self._turn = Lock()

    def sign_in_address(
        self, callback: str, state: str, nonce: str, verifier: str, *, forces_login: bool = False
    ) -> str:
        """Where to send the person. Raises SourceSilent when the provider cannot be reached."""
        parameters = {
            "response_type": "code",
            "client_id": self.settings.client_id,
            "redirect_uri": callback,
            "scope": self.settings.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": s256(verifier),
            "code_challenge_method": "S256",
        }
        if forces_login:
            parameters["prompt"] = "login"
        return f"{self._configuration()['authorization_endpoint']}?{urlencode(parameters)}"

    def person(self, callback: str, code: str, nonce: str, verifier: str) -> SignedIn:
        """Who the code stands for. Raises SourceSilent, and SignInFailed when the provider's word is no good."""
        issued = self._issued(callback, code, verifier)
        claims = self._id_claims(str(issued.get("id_token", "")), nonce)
        if self.settings.insz_claim not in claims:
            claims = self._with_user_information(claims, str(issued.get("access_token", "")))
        insz = without_separators(str(claims.get(self.settings.insz_claim, "")))
        names = str(claims.get("family_name", "")).strip(), str(claims.get("given_name", "")).strip()
        if not (is_insz(insz) and all(names)):
            raise SignInFailed("The identity provider named no person.")
        return SignedIn(insz, *names)

    def _issued(self, callback: str, code: str, verifier: str) -> dict[str, Any]:
        response = self._asked(
            "POST",
            str(self._configuration()["token_endpoint"]),
            auth=(quote_plus(self.settings.client_id), quote_plus(self.settings.client_secret)),  # RFC 6749, 2.3.1
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": callback,
                "code_verifier": verifier,
            },
        )
        if response.is_client_error:
            raise SignInFailed("The identity provider refused the code.")
        return _json(response)

    def _id_claims(self, token: str, nonce: str) -> dict[str, Any]:
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            keys = jwt.PyJWKSet.from_dict(_json(self._asked("GET", str(self._configuration()["jwks_uri"])))).keys
            key = next(key for key in keys if kid in (None, key.key_id))
            claims: dict[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=list(ALGORITHMS),
                audience=self.settings.client_id,
                issuer=self.settings.issuer,
                leeway=_LEEWAY_SECONDS,
                options={"require": _DEMANDED},
            )
        except (jwt.PyJWTError, StopIteration, ValueError) as error:
            raise SignInFailed("The id token is not good.") from error
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise SignInFailed("The id token belongs to another sign-in.")
        return claims

    def _with_user_information(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        endpoint = str(self._configuration().get("userinfo_endpoint", ""))
        response = self._asked("GET", endpoint, headers={"Authorization": f"Bearer {access_token}"})
        if response.is_client_error:
            raise SignInFailed("The identity provider refused its own access token.")
        information = _json(response)
        if information.get("sub") != claims["sub"]:
            raise SignInFailed("The user information is about somebody else.")
        return {**claims, **information}

    @cachedmethod(lambda self: self._kept, lock=lambda self: self._turn)
    def _configuration(self) -> dict[str, Any]:
        found = _json(self._asked("GET", f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration"))
        if found.get("issuer") != self.settings.issuer:
            raise SourceSilent("wrong-issuer", "the configuration is of another issuer")
        return found

    def _asked(self, method: str, address: str, **request: Any) -> httpx.Response:
        try:
            with httpx.Client(verify=self._channel, timeout=self.settings.timeout_seconds, trust_env=False) as client:
                response = client.request(method, address, **request)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise SourceSilent(type(error).__name__, "no connection, or no answer in time") from error
        if response.is_server_error:
            raise SourceSilent(f"http-{response.status_code}")
        return response

    @cached_property
    def _channel(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.settings.authority)


def s256(verifier: str) -> str:
    """The challenge for a verifier (RFC 7636, 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        data = response.raise_for_status().json()
    except (httpx.HTTPStatusError, ValueError) as error:
        raise SourceSilent(f"http-{response.status_code}", "no JSON") from error
    if not isinstance(data, dict):
        raise SourceSilent("no-object", "the answer is no JSON object")
    return data
