"""An identity provider that speaks OpenID Connect: authorization code with PKCE (RFC 7636, OIDC Core 1.0)."""

import base64
import hashlib
import hmac
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Final
from urllib.parse import quote_plus, urlencode

import httpx
import jwt
from cachetools import TTLCache, cachedmethod

ALGORITHMS: Final = ("RS256", "PS256", "ES256")
_DEMANDED: Final = ["exp", "iat", "iss", "aud", "sub"]
_LEEWAY_SECONDS: Final = 30
_KEPT_SECONDS: Final = 600


class IssuerSilent(Exception):
    """It does not answer, or not with what it has to answer. `code` is for logs, and names nobody."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class WordNoGood(Exception):
    """What it answered proves nothing about who came back."""


@dataclass(frozen=True)
class Registration:
    """Where people sign in and who we are there; without a secret we are a public client.

    `authority` is a PEM file with whom to trust, without one the system's.
    """

    issuer: str
    client_id: str
    client_secret: str = ""
    scope: str = "openid profile email"
    authority: Path | None = None
    timeout_seconds: float = 15


@dataclass(frozen=True, slots=True)
class Departure:
    """What we say when somebody leaves for the issuer, and what must come back with it."""

    callback: str
    state: str
    nonce: str
    verifier: str


class RelyingParty:
    """Sends people to sign in, and learns who came back. Safe to share between threads."""

    def __init__(self, registration: Registration) -> None:
        self.registration = registration
        self._kept: TTLCache[Any, dict[str, Any]] = TTLCache(1, _KEPT_SECONDS)
        self._turn = Lock()

    def sign_in_address(self, departure: Departure, **parameters: str) -> str:
        """Where to send the person. Raises IssuerSilent when the issuer cannot be reached."""
        asked = {
            "response_type": "code",
            "client_id": self.registration.client_id,
            "redirect_uri": departure.callback,
            "scope": self.registration.scope,
            "state": departure.state,
            "nonce": departure.nonce,
            "code_challenge": s256(departure.verifier),
            "code_challenge_method": "S256",
            **parameters,
        }
        return f"{self._configuration()['authorization_endpoint']}?{urlencode(asked)}"

    def claims(self, departure: Departure, code: str, wanted: Collection[str] = ()) -> dict[str, Any]:
        """What the issuer says of the person for whom the code stands; of the user information where `wanted` is not
        all in the id token. Raises IssuerSilent and WordNoGood.
        """
        issued = self._issued(departure, code)
        claims = self._id_claims(str(issued.get("id_token", "")), departure.nonce)
        if any(name not in claims for name in wanted):
            return self._with_user_information(claims, str(issued.get("access_token", "")))
        return claims

    def demand_own_answer(self, issuer: str) -> None:
        """Raise WordNoGood when a callback names another issuer, or none where this one names itself (RFC 9207)."""
        names_itself = self._configuration().get("authorization_response_iss_parameter_supported") is True
        if issuer != self.registration.issuer and (issuer or names_itself):
            raise WordNoGood("The answer is of another issuer.")

    def _issued(self, departure: Departure, code: str) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": departure.callback,
            "code_verifier": departure.verifier,
        }
        response = self._asked("POST", str(self._configuration()["token_endpoint"]), **self._proof(form))
        if response.is_client_error:
            raise WordNoGood("The issuer refused the code.")
        return _json(response)

    def _proof(self, form: dict[str, str]) -> dict[str, Any]:
        client_id, secret = self.registration.client_id, self.registration.client_secret
        if not secret:
            return {"data": {**form, "client_id": client_id}}
        return {"data": form, "auth": (quote_plus(client_id), quote_plus(secret))}  # RFC 6749, 2.3.1

    def _id_claims(self, token: str, nonce: str) -> dict[str, Any]:
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            keys = jwt.PyJWKSet.from_dict(_json(self._asked("GET", str(self._configuration()["jwks_uri"])))).keys
            key = next(key for key in keys if kid in (None, key.key_id))
            claims: dict[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=list(ALGORITHMS),
                audience=self.registration.client_id,
                issuer=self.registration.issuer,
                leeway=_LEEWAY_SECONDS,
                options={"require": _DEMANDED},
            )
        except (jwt.PyJWTError, StopIteration, ValueError) as error:
            raise WordNoGood("The id token is not good.") from error
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise WordNoGood("The id token belongs to another sign-in.")
        return claims

    def _with_user_information(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        """Both together; what is signed counts first."""
        endpoint = str(self._configuration().get("userinfo_endpoint", ""))
        if not endpoint:
            return claims
        response = self._asked("GET", endpoint, headers={"Authorization": f"Bearer {access_token}"})
        if response.is_client_error:
            raise WordNoGood("The issuer refused its own access token.")
        information = _json(response)
        if information.get("sub") != claims["sub"]:
            raise WordNoGood("The user information is about somebody else.")
        return {**information, **claims}

    @cachedmethod(lambda self: self._kept, lock=lambda self: self._turn)
    def _configuration(self) -> dict[str, Any]:
        issuer = self.registration.issuer
        found = _json(self._asked("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration"))
        if found.get("issuer") != issuer:
            raise IssuerSilent("wrong-issuer", "the configuration is of another issuer")
        return found

    def _asked(self, method: str, address: str, **request: Any) -> httpx.Response:
        timeout = self.registration.timeout_seconds
        try:
            with httpx.Client(verify=self._channel, timeout=timeout, trust_env=False) as client:
                response = client.request(method, address, **request)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise IssuerSilent(type(error).__name__, "no connection, or no answer in time") from error
        if response.is_server_error:
            raise IssuerSilent(f"http-{response.status_code}")
        return response

    @cached_property
    def _channel(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.registration.authority)


def s256(verifier: str) -> str:
    """The challenge for a verifier (RFC 7636, 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        data = response.raise_for_status().json()
    except (httpx.HTTPStatusError, ValueError) as error:
        raise IssuerSilent(f"http-{response.status_code}", "no JSON") from error
    if not isinstance(data, dict):
        raise IssuerSilent("no-object", "the answer is no JSON object")
    return data
