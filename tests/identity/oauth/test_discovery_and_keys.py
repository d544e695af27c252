"""What clients read of us is complete and true, also while keys change."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.identity.memory import forget_everything
from openpas.identity.models import SigningKey
from openpas.identity.oauth.housekeeping import renew_signing_keys
from openpas.identity.refusals import TokenInvalid
from openpas.identity.signing_keys import STILL_TRUSTED_FOR, rotate, signing_key
from openpas.identity.tokens import believed, issue_client_token
from openpas.runtime import clock
from tests.identity.oauth.program import REALM, Program, claims_in

pytestmark = pytest.mark.django_db

PATHS = ["/.well-known/openid-configuration", "/realms/uitid/.well-known/openid-configuration"]


@pytest.mark.parametrize("path", PATHS)
def test_discovery(client: Client, settings: Settings, path: str) -> None:
    found = client.get(path).json()
    base = f"{settings.OPENPAS_ISSUER}{REALM}"
    assert found["issuer"] == settings.OPENPAS_ISSUER
    assert {name: found[name] for name in found if name.endswith("_endpoint") or name == "jwks_uri"} == {
        "authorization_endpoint": f"{base}/auth",
        "token_endpoint": f"{base}/token",
        "userinfo_endpoint": f"{base}/userinfo",
        "jwks_uri": f"{base}/certs",
        "end_session_endpoint": f"{base}/logout",
        "revocation_endpoint": f"{base}/revoke",
        "introspection_endpoint": f"{base}/token/introspect",
    }
    assert found["code_challenge_methods_supported"] == ["S256"]
    assert found["response_types_supported"] == ["code"]
    assert found["grant_types_supported"] == ["authorization_code", "refresh_token", "client_credentials"]
    assert found["token_endpoint_auth_methods_supported"] == ["client_secret_basic", "client_secret_post", "none"]
    assert found["authorization_response_iss_parameter_supported"] is True


def test_every_endpoint_of_it_is_there(client: Client, settings: Settings) -> None:
    found = client.get(PATHS[0]).json()
    for name, address in found.items():
        if name.endswith("_endpoint") or name == "jwks_uri":
            assert client.get(address.removeprefix(settings.OPENPAS_ISSUER)).status_code != 404, name


def test_claims_of_it_are_those_that_are_told(desk: Program, client: Client) -> None:
    told = set(claims_in(desk.tokens()["id_token"]))
    protocol = {"iss", "aud", "azp", "iat", "exp", "auth_time", "acr", "amr", "at_hash", "sid"}
    assert told - protocol <= set(client.get(PATHS[0]).json()["claims_supported"])


def published(client: Client) -> list[str]:
    return [key["kid"] for key in client.get(f"{REALM}/certs").json()["keys"]]


def test_rotation_signs_anew_and_believes_what_was_signed(cast: Cast, client: Client, time_machine: Any) -> None:
    old, _ = signing_key()
    token = issue_client_token(cast.desk_client)
    said = StringIO()
    call_command("rotate_signing_keys", stdout=said)
    new = said.getvalue().strip()
    assert signing_key()[0] == new != old
    assert published(client) == [old, new]
    assert believed(token).client_id == "cast-desk"
    time_machine.move_to(clock.now() + STILL_TRUSTED_FOR + timedelta(minutes=1))
    assert published(client) == [new]


def test_another_process_notices_within_a_minute(db: None) -> None:
    old, _ = signing_key()
    rotate()
    forget_everything()  # what a process knows is forgotten after a minute
    assert signing_key()[0] != old


def test_keys_that_somebody_else_has_are_believed_no_more(cast: Cast, client: Client) -> None:
    token = issue_client_token(cast.desk_client)
    call_command("rotate_signing_keys", "--distrust", stdout=StringIO())
    forget_everything()
    with pytest.raises(TokenInvalid):
        believed(token)
    assert len(published(client)) == SigningKey.objects.count() == 1


def test_keys_change_by_themselves(db: None, time_machine: Any, settings: Settings) -> None:
    settings.OPENPAS_SIGNING_KEY_DAYS = 90
    start = clock.now()
    old, _ = signing_key()
    renew_signing_keys()
    assert signing_key()[0] == old
    time_machine.move_to(start + timedelta(days=91))
    renew_signing_keys()
    assert signing_key()[0] != old
    assert SigningKey.objects.count() == 2
    time_machine.move_to(start + timedelta(days=93))
    renew_signing_keys()
    assert [key.kid for key in SigningKey.objects.all()] == [signing_key()[0]]
