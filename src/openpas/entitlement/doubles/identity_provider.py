"""A government identity provider on this machine: OpenID Connect with discovery, PKCE, signed id tokens, user info.

Its sign-in page lists the people of `people`; whoever is chosen is signed in, and stays so until `prompt=login`.
"""

import base64
import hmac
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from threading import Lock
from typing import Any, Final
from urllib.parse import parse_qs, quote_plus, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from openpas.entitlement.doubles.people import PEOPLE, Known
from openpas.identity.external.relying_party import s256
from openpas.runtime import clock
from openpas.runtime.double_server import Answer, Asked, serving

_KEY_ID: Final = "double"
_CODE_LASTS: Final = timedelta(minutes=1)
_TOKEN_LASTS: Final = timedelta(minutes=5)
_COOKIE: Final = "government_session"
_HTML: Final = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}

Form = dict[str, str]


@dataclass(frozen=True, slots=True)
class Client:
    """A program that may ask who signs in."""

    client_id: str
    secret: str
    callbacks: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Granted:
    person: Known
    asked: Form
    expires_at: datetime


@dataclass
class IdentityProviderDouble:
    """`troubles` answer the next requests instead of us; `claims` change what the next id tokens say."""

    client: Client
    people: Mapping[str, Known] = field(default_factory=lambda: PEOPLE)
    key: RSAPrivateKey = field(default_factory=lambda: generate_private_key(65537, 2048))
    issuer: str = ""
    troubles: list[Answer] = field(default_factory=list)
    claims: dict[str, Any] = field(default_factory=dict)
    tells_insz_in_token: bool = True
    _codes: dict[str, _Granted] = field(default_factory=dict)
    _access: dict[str, _Granted] = field(default_factory=dict)
    _sessions: dict[str, str] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)

    @contextmanager
    def serve(self, port: int = 0) -> Iterator[str]:
        """The issuer."""
        with serving(self.answer, port=port) as address:
            self.issuer = address
            yield address

    def answer(self, asked: Asked) -> Answer:
        """The answer to one request."""
        pages: dict[tuple[str, str], Callable[[Asked], Answer]] = {
            ("GET", "/.well-known/openid-configuration"): self._configuration,
            ("GET", "/jwks"): self._keys,
            ("GET", "/authorize"): self._authorize,
            ("POST", "/authorize"): self._signed_in,
            ("POST", "/token"): self._token,
            ("GET", "/userinfo"): self._user_information,
        }
        page = pages.get((asked.method, urlsplit(asked.target).path))
        with self._turn:
            if self.troubles:
                return self.troubles.pop(0)
            return page(asked) if page else _json({"error": "not_found"}, 404)

    def _configuration(self, _asked: Asked) -> Answer:
        return _json(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "scopes_supported": ["openid", "profile", "email", "rrn"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            }
        )

    def _keys(self, _asked: Asked) -> Answer:
        key = RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return _json(
            {"keys": [{"kid": _KEY_ID, "use": "sig", "alg": "RS256", "kty": "RSA", "n": key["n"], "e": key["e"]}]}
        )

    def _authorize(self, asked: Asked) -> Answer:
        wanted = _form(urlsplit(asked.target).query)
        if not self._is_known(wanted):
            return Answer(400, b"onbekende toepassing", _HTML)
        if problem := _problem_of(wanted):
            return _redirect(wanted, error=problem)
        person = self._sessions.get(_cookie_in(asked))
        if person and wanted.get("prompt") != "login":
            return self._granted(self.people[person], wanted)
        return Answer(200, self._sign_in_page(wanted), _HTML)

    def _signed_in(self, asked: Asked) -> Answer:
        chosen = _form(asked.body.decode())
        wanted = _form(chosen.get("asked", ""))
        if not self._is_known(wanted):
            return Answer(400, b"onbekende toepassing", _HTML)
        person = self.people.get(chosen.get("insz", ""))
        if person is None:
            return _redirect(wanted, error="access_denied")
        session = secrets.token_urlsafe(16)
        self._sessions[session] = person.insz
        granted = self._granted(person, wanted)
        granted.headers["Set-Cookie"] = f"{_COOKIE}={session}; HttpOnly; SameSite=Lax; Path=/"
        return granted

    def _granted(self, person: Known, wanted: Form) -> Answer:
        code = secrets.token_urlsafe(24)
        self._codes[code] = _Granted(person, wanted, clock.now() + _CODE_LASTS)
        return _redirect(wanted, code=code)

    def _token(self, asked: Asked) -> Answer:
        if not self._is_our_client(asked.headers.get("authorization", "")):
            return _json({"error": "invalid_client"}, 401)
        form = _form(asked.body.decode())
        granted = self._codes.pop(form.get("code", ""), None)
        if granted is None or not _is_own_code(granted, form):
            return _json({"error": "invalid_grant"}, 400)
        access = secrets.token_urlsafe(24)
        self._access[access] = granted
        lasts = int(_TOKEN_LASTS.total_seconds())
        return _json(
            {
                "access_token": access,
                "token_type": "Bearer",
                "expires_in": lasts,
                "id_token": self._id_token(granted),
            }
        )

    def _id_token(self, granted: _Granted) -> str:
        now = clock.now()
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": self.client.client_id,
            "sub": _subject(granted.person),
            "iat": now,
            "exp": now + _TOKEN_LASTS,
            "nonce": granted.asked.get("nonce", ""),
            **(_claims(granted) if self.tells_insz_in_token else {}),
            **self.claims,
        }
        return jwt.encode(claims, self.key, "RS256", headers={"kid": _KEY_ID})

    def _user_information(self, asked: Asked) -> Answer:
        granted = self._access.get(asked.headers.get("authorization", "").removeprefix("Bearer "))
        if granted is None:
            return _json({"error": "invalid_token"}, 401)
        return _json({"sub": _subject(granted.person), **_claims(granted)})

    def _is_known(self, wanted: Form) -> bool:
        return wanted.get("client_id") == self.client.client_id and wanted.get("redirect_uri") in self.client.callbacks

    def _is_our_client(self, header: str) -> bool:
        try:
            given = base64.b64decode(header.removeprefix("Basic ")).decode()
        except ValueError:
            return False
        own = f"{quote_plus(self.client.client_id)}:{quote_plus(self.client.secret)}"
        return hmac.compare_digest(given, own)

    def _sign_in_page(self, wanted: Form) -> bytes:
        choices = "".join(_choice(person) for person in self.people.values())
        return (
            '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Aanmelden bij de overheid (proef)</title>'
            '<main><h1>Aanmelden bij de overheid (proef)</h1><form method="post" action="/authorize">'
            f'<input type="hidden" name="asked" value="{escape(urlencode(wanted))}">{choices}'
            '<p><button name="insz" value="">Annuleren</button></p></form></main></html>'
        ).encode()


def _choice(person: Known) -> str:
    name = escape(" ".join((*person.given_names, person.family_name)))
    return f'<p><button name="insz" value="{person.insz}">{name}</button></p>'


def _problem_of(wanted: Form) -> str:
    if wanted.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in wanted.get("scope", "").split():
        return "invalid_scope"
    return "" if wanted.get("code_challenge") and wanted.get("code_challenge_method") == "S256" else "invalid_request"


def _is_own_code(granted: _Granted, form: Form) -> bool:
    return (
        form.get("grant_type") == "authorization_code"
        and form.get("redirect_uri") == granted.asked["redirect_uri"]
        and hmac.compare_digest(s256(form.get("code_verifier", "")), granted.asked["code_challenge"])
        and granted.expires_at > clock.now()
    )


def _claims(granted: _Granted) -> dict[str, Any]:
    person, scopes = granted.person, granted.asked.get("scope", "").split()
    address = {"email": f"{person.given_names[0].lower()}@example.org", "email_verified": True}
    return {
        "family_name": person.family_name,
        "given_name": " ".join(person.given_names),
        **({"rrn": person.insz} if "rrn" in scopes else {}),
        **(address if "email" in scopes else {}),
    }


def _subject(person: Known) -> str:
    """Names nobody, and is the same at every sign-in."""
    return hmac.digest(b"double", person.insz.encode(), "sha256").hex()[:32]


def _redirect(wanted: Form, **told: str) -> Answer:
    query = urlencode({**told, "state": wanted.get("state", "")})
    return Answer(303, b"", {"Location": f"{wanted['redirect_uri']}?{query}", "Cache-Control": "no-store"})


def _cookie_in(asked: Asked) -> str:
    pairs = (pair.strip().partition("=") for pair in asked.headers.get("cookie", "").split(";"))
    return next((value for name, _, value in pairs if name == _COOKIE), "")


def _form(text: str) -> Form:
    return {name: values[-1] for name, values in parse_qs(text).items()}


def _json(data: Mapping[str, Any], status: int = 200) -> Answer:
    return Answer(status, json.dumps(data).encode(), {"Content-Type": "application/json", "Cache-Control": "no-store"})
