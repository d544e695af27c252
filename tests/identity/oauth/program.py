"""A program that signs people in: it makes a challenge, reads what the browser brings back, and asks for tokens."""

import base64
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from django.http import HttpResponse
from django.test import Client

from openpas.identity.external.relying_party import s256

REALM = "/realms/uitid/protocol/openid-connect"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
STATE = "state of the program / ünd=more&"
BACK = "https://desk.example.org/api/auth/callback/keycloak"
APP_BACK = "be.openpas.demo://login/android/be.openpas.demo/callback"


@dataclass
class Program:
    """`secret` is empty for a public one. `browser` is that of the person."""

    client_id: str
    secret: str
    redirect_uri: str
    browser: Client
    scope: str = "openid email profile"
    wire: Client = field(default_factory=Client)

    def authorize(self, path: str | None = None, **changes: str | None) -> HttpResponse:
        asked = {
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "response_type": "code",
            "scope": self.scope,
            "state": STATE,
            "code_challenge": s256(VERIFIER),
            "code_challenge_method": "S256",
            **changes,
        }
        given = {name: value for name, value in asked.items() if value is not None}
        return self.browser.get(path or f"{REALM}/auth", given)  # type: ignore[return-value]

    def code(self, **changes: str | None) -> str:
        told = brought_back(self.authorize(**changes), changes.get("redirect_uri") or self.redirect_uri)
        assert told["state"] == STATE
        return told["code"]

    def exchange(self, code: str, **changes: str | None) -> HttpResponse:
        asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.redirect_uri}
        return self.ask("token", {**asked, "code_verifier": VERIFIER, **changes})

    def refresh(self, token: str, **changes: str | None) -> HttpResponse:
        return self.ask("token", {"grant_type": "refresh_token", "refresh_token": token, **changes})

    def ask(self, endpoint: str, form: dict[str, str | None]) -> HttpResponse:
        """With Basic where there is a secret, else with the client's id in the form."""
        given = {name: value for name, value in form.items() if value is not None}
        headers = basic(self.client_id, self.secret) if self.secret else {}
        named = {} if self.secret else {"client_id": self.client_id}
        return self.wire.post(f"{REALM}/{endpoint}", {**named, **given}, headers=headers)  # type: ignore[return-value]

    def tokens(self, **changes: str | None) -> dict[str, Any]:
        return good(self.exchange(self.code(**changes)))

    def userinfo(self, access_token: str) -> HttpResponse:
        return self.wire.get(f"{REALM}/userinfo", headers=bearer(access_token))  # type: ignore[return-value]


def good(response: Any) -> dict[str, Any]:
    assert response.status_code == 200, response.content
    return dict(response.json())


def refused(response: Any) -> tuple[int, str]:
    """Status and error of an answer to a program."""
    return response.status_code, response.json()["error"]


def brought_back(response: Any, address: str) -> dict[str, str]:
    """What the browser takes to the program, at its own address and nowhere else."""
    assert response.status_code == 303, response.content
    location = response["Location"]
    assert location.startswith(address), location
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query, strict_parsing=True).items()}


def sent_to(response: Any) -> tuple[str, dict[str, list[str]]]:
    """The page of ours to which the browser is sent, and the question that it comes back to."""
    assert response.status_code == 303, response.content
    place = urlsplit(response["Location"])
    assert not place.netloc
    return place.path, parse_qs(urlsplit(parse_qs(place.query)["next"][0]).query)


def claims_in(token: str) -> dict[str, Any]:
    return dict(jwt.decode(token, options={"verify_signature": False}))


def basic(client_id: str, secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{client_id}:{secret}".encode()).decode()}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
