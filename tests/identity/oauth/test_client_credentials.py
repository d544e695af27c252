"""Client credentials in all the ways in which known clients send them (RFC 6749; contract/clients.md 4 and 7)."""

import base64
import json
from typing import Any

import pytest
import time_machine
from django.test import Client

from openpas.demo.cast import Cast
from openpas.identity.clients import client_with_secret, create_client
from openpas.identity.models import ApiClient
from openpas.identity.tokens import verified

pytestmark = pytest.mark.django_db

REALM = "/realms/uitid/protocol/openid-connect/token"
GRANT = {"grant_type": "client_credentials"}
GIVEN = {"client_id": "till", "client_secret": "s:e c%ret"}


@pytest.fixture
def till(db: None) -> ApiClient:
    client, _ = create_client("till", "Kassa", "s:e c%ret")
    return client


def basic(client_id: str, secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{client_id}:{secret}".encode()).decode()}


def told(response: Any) -> dict[str, Any]:
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    return dict(json.loads(response.content))


@pytest.mark.parametrize("path", [REALM, "/oauth/token", REALM + "/", "/oauth/token/"])
def test_secret_in_a_form(till: ApiClient, client: Client, path: str) -> None:
    response = client.post(path, {**GRANT, **GIVEN})
    answer = told(response)
    assert response.status_code == 200
    assert (answer["token_type"], answer["expires_in"], set(answer)) == (
        "Bearer",
        86400,
        {"access_token", "expires_in", "token_type"},
    )
    assert verified(answer["access_token"]).client_id == "till"


def test_secret_in_a_urlencoded_form(till: ApiClient, client: Client) -> None:
    body = (
        "grant_type=client_credentials&client_id=till&client_secret=s%3Ae+c%25ret&audience=https%3A%2F%2Fapi.publiq.be"
    )
    response = client.post(REALM, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200


def test_secret_in_json(till: ApiClient, client: Client) -> None:
    assert client.post(REALM, {**GRANT, **GIVEN}, "application/json").status_code == 200


@pytest.mark.parametrize("secret", ["s:e c%25ret", "s%3Ae%20c%25ret", "s%3Ae+c%25ret"])
def test_secret_in_basic(till: ApiClient, client: Client, secret: str) -> None:
    assert client.post(REALM, GRANT, headers=basic("till", secret)).status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        {"client_id": "till", "client_secret": "wrong"},
        {"client_id": "till", "client_secret": ""},
        {"client_id": "till"},
        {"client_id": "unknown", "client_secret": "s:e c%ret"},
        {"client_id": "ti\x00ll", "client_secret": "s:e c%ret"},
        {},
    ],
)
def test_wrong_secret_or_unknown_client(till: ApiClient, client: Client, given: dict[str, str]) -> None:
    for response in (
        client.post(REALM, {**GRANT, **given}),
        client.post(REALM, {**GRANT, **given}, "application/json"),
    ):
        assert (response.status_code, told(response)["error"]) == (401, "invalid_client")
        assert response["WWW-Authenticate"].startswith("Basic ")


@pytest.mark.parametrize("header", ["Basic", "Basic !", "Basic dGlsbA==", "Basic //8="])
def test_basic_that_cannot_be_read(till: ApiClient, client: Client, header: str) -> None:
    response = client.post(REALM, GRANT, headers={"Authorization": header})
    assert (response.status_code, told(response)["error"]) == (401, "invalid_client")


def test_inactive_client(till: ApiClient, client: Client) -> None:
    ApiClient.objects.update(is_active=False)
    assert client.post(REALM, {**GRANT, **GIVEN}).status_code == 401


def test_client_without_a_secret_gets_no_token(till: ApiClient, client: Client) -> None:
    ApiClient.objects.update(secret_hmac=None)
    assert client.post(REALM, {**GRANT, **GIVEN}).status_code == 401


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": ""}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_wrong_grant(till: ApiClient, client: Client, body: dict[str, str], error: str) -> None:
    response = client.post(REALM, {**GIVEN, **body})
    assert (response.status_code, told(response)["error"]) == (400, error)


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b""])
def test_json_that_cannot_be_read(till: ApiClient, client: Client, body: bytes) -> None:
    response = client.post(REALM, body, "application/json")
    assert (response.status_code, told(response)["error"]) == (400, "invalid_request")


def test_other_methods(client: Client) -> None:
    assert client.get(REALM).status_code == 405
    allowed = client.options(REALM, headers={"Origin": "https://desk.example"})
    assert (allowed.status_code, allowed["Access-Control-Allow-Origin"]) == (204, "https://desk.example")


def test_no_csrf_token_is_asked_for(till: ApiClient) -> None:
    assert Client(enforce_csrf_checks=True).post(REALM, {**GRANT, **GIVEN}).status_code == 200


def test_secret_is_shown_once_and_kept_as_a_keyed_hash(db: None, settings: Any) -> None:
    client, secret = create_client("random", "Random")
    assert len(secret) >= 40
    assert secret.encode() not in bytes(client.secret_hmac or b"")
    assert client_with_secret("random", secret) == client
    settings.OPENPAS_CLIENT_SECRET_PEPPER = base64.b64encode(bytes(32)).decode()
    assert client_with_secret("random", secret) is None


def test_discovery_leads_to_the_endpoint_and_the_keys(cast: Cast, client: Client, settings: Any) -> None:
    for path in ("/.well-known/openid-configuration", "/realms/uitid/.well-known/openid-configuration"):
        found = client.get(path).json()
        assert found["issuer"] == settings.OPENPAS_ISSUER
        assert found["token_endpoint"] == settings.OPENPAS_ISSUER + REALM
    keys = client.get(found["jwks_uri"].removeprefix(settings.OPENPAS_ISSUER)).json()["keys"]
    assert [(key["kty"], key["use"], key["alg"]) for key in keys] == [("RSA", "sig", "RS256")]
    assert set(keys[0]) == {"kty", "use", "alg", "kid", "n", "e"}
    assert client.post(found["jwks_uri"]).status_code == 405


def test_who_asks_too_often_waits(till: ApiClient, settings: Any) -> None:
    settings.OPENPAS_TOKENS = 2
    here, elsewhere = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    with time_machine.travel("2026-11-22T12:00:10Z", tick=False):
        assert [here.post(REALM, {**GRANT, **GIVEN}).status_code for _ in range(3)] == [200, 200, 429]
        refused = here.post(REALM, {**GRANT, **GIVEN})
        assert (refused["Retry-After"], told(refused)["error"]) == ("51", "temporarily_unavailable")
        assert elsewhere.post(REALM, {**GRANT, **GIVEN}).status_code == 200
