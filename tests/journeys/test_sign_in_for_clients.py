"""Two programs sign people in, over HTTP: the passholder app (public) and the desk application (with a secret).

Their calls are those of contract/clients.md 4 and 6; their registration is that of the demo.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
import jwt
import pytest
from pytest_django.fixtures import Settings

from openpas.demo.accounts import PASSWORD, SECRET
from openpas.demo.cast import Cast, create_cast
from openpas.demo.clients import AMINA, app_addresses, create_clients_of_people
from openpas.entitlement.doubles import people
from openpas.entitlement.doubles.identity_provider import Client, IdentityProviderDouble
from openpas.entitlement.doubles.toml import issuers_toml
from openpas.identity.external.relying_party import s256
from openpas.identity.models import ApiClient, User
from openpas.identity.tokens import INSZ_CLAIM
from openpas.runtime import clock
from tests.journeys.visitor import Visitor, told_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("registered")]

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
DESK_BACK = "http://localhost:3000/api/auth/callback/keycloak"
REALM = "/realms/uitid/protocol/openid-connect"


@pytest.fixture
def server(live_server: Any, settings: Settings) -> str:
    """The address of the installation, as it knows it itself."""
    address = str(live_server.url)
    settings.OPENPAS_ISSUER = address
    return address


@pytest.fixture
def registered(server: str, transactional_db: None) -> Cast:
    """Both programs are registered, and the cast is there."""
    cast = create_cast()
    create_clients_of_people(cast.amina)
    return cast


@pytest.fixture
def configuration(server: str) -> dict[str, Any]:
    """Both programs begin at the root."""
    return dict(read(f"{server}/.well-known/openid-configuration").json())


@pytest.fixture
def amina(server: str) -> Iterator[Visitor]:
    visitor = Visitor(server, AMINA, PASSWORD)
    visitor.set_up_app()
    with visitor.wire:
        yield visitor


@pytest.fixture
def dirk(server: str) -> Iterator[Visitor]:
    visitor = Visitor(server, "dirk@example.org", PASSWORD)
    visitor.set_up_app()
    with visitor.wire:
        yield visitor


def read(address: str, **how: Any) -> httpx.Response:
    return httpx.get(address, timeout=60, **how)


def posted(address: str, **how: Any) -> httpx.Response:
    return httpx.post(address, timeout=60, **how)


def app_question(configuration: dict[str, Any], **changes: str) -> str:
    """What expo-auth-session asks."""
    asked = {
        "client_id": "demo-app",
        "redirect_uri": app_addresses()[1],
        "response_type": "code",
        "scope": "openid profile email offline_access",
        "state": "Rk9eN2xS",
        "code_challenge": s256(VERIFIER),
        "code_challenge_method": "S256",
    }
    return f"{configuration['authorization_endpoint']}?{urlencode({**asked, **changes})}"


def desk_question(configuration: dict[str, Any], **changes: str) -> str:
    """What next-auth asks: no nonce, no offline_access, and parameters of others."""
    asked = {
        "client_id": "demo-desk",
        "scope": "openid email profile",
        "response_type": "code",
        "redirect_uri": DESK_BACK,
        "referrer": "uitpas",
        "acr_values": "optional",
        "state": "lYwNpOcRUJ",
        "code_challenge": s256(VERIFIER),
        "code_challenge_method": "S256",
    }
    return f"{configuration['authorization_endpoint']}?{urlencode({**asked, **changes})}"


def app_tokens(configuration: dict[str, Any], address: str) -> dict[str, Any]:
    """What the app makes of the address with which it is opened."""
    assert address.startswith(f"{app_addresses()[1]}?"), address
    assert told_in(address)["state"] == "Rk9eN2xS"
    form = {
        "grant_type": "authorization_code",
        "client_id": "demo-app",
        "code": told_in(address)["code"],
        "redirect_uri": app_addresses()[1],
        "code_verifier": VERIFIER,
    }
    return good(posted(configuration["token_endpoint"], data=form))


def desk_tokens(configuration: dict[str, Any], address: str) -> dict[str, Any]:
    """What the desk application makes of its callback, with Basic."""
    assert address.startswith(f"{DESK_BACK}?"), address
    assert (told_in(address)["state"], told_in(address)["iss"]) == ("lYwNpOcRUJ", configuration["issuer"])
    form = {
        "grant_type": "authorization_code",
        "code": told_in(address)["code"],
        "redirect_uri": DESK_BACK,
        "code_verifier": VERIFIER,
    }
    return good(posted(configuration["token_endpoint"], data=form, auth=("demo-desk", SECRET)))


def app_refreshed(configuration: dict[str, Any], token: str) -> httpx.Response:
    form = {"grant_type": "refresh_token", "client_id": "demo-app", "refresh_token": token}
    return posted(configuration["token_endpoint"], data=form)


def good(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def asked(address: str, token: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    return read(address, headers=headers)


def id_claims(configuration: dict[str, Any], token: str, client_id: str) -> dict[str, Any]:
    """As a library checks them: key of the jwks_uri, issuer of the discovery document, own id as audience."""
    keys = jwt.PyJWKSet.from_dict(read(configuration["jwks_uri"]).json())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    return dict(jwt.decode(token, key, algorithms=["RS256"], audience=client_id, issuer=configuration["issuer"]))


# --- the passholder app


def test_the_app_signs_a_passholder_in(amina: Visitor, configuration: dict[str, Any], server: str) -> None:
    amina.go(app_question(configuration))
    tokens = app_tokens(configuration, amina.sign_in())
    assert tokens["expires_in"] == 86400
    claims = id_claims(configuration, tokens["id_token"], "demo-app")
    assert (claims["email"], claims["given_name"], claims["https://publiq.be/first_name"]) == (AMINA, "Amina", "Amina")
    assert (claims["https://publiq.be/hasUitpasLoyalty"], claims["acr"]) == (True, "strong")
    me = good(asked(f"{server}/api/v4/passholders/me", tokens["access_token"]))
    assert me["firstName"] == "Amina"
    assert good(asked(configuration["userinfo_endpoint"], tokens["access_token"]))["sub"] == claims["sub"]


def test_the_app_refreshes_twice_with_one_token(
    amina: Visitor, configuration: dict[str, Any], server: str, time_machine: Any
) -> None:
    amina.go(app_question(configuration))
    tokens = app_tokens(configuration, amina.sign_in())
    first = good(app_refreshed(configuration, tokens["refresh_token"]))
    second = good(app_refreshed(configuration, tokens["refresh_token"]))
    assert len({tokens["refresh_token"], first["refresh_token"], second["refresh_token"]}) == 3
    assert asked(f"{server}/api/v4/passholders/me", second["access_token"]).status_code == 200
    time_machine.move_to(clock.now() + timedelta(seconds=90))
    stolen = app_refreshed(configuration, tokens["refresh_token"])
    assert (stolen.status_code, stolen.json()["error"]) == (400, "invalid_grant")
    assert app_refreshed(configuration, second["refresh_token"]).status_code == 400
    time_machine.move_to(clock.now() + timedelta(seconds=61))
    assert asked(f"{server}/api/v4/passholders/me", second["access_token"]).status_code == 401


def test_the_app_signs_out_by_ending_its_token(
    amina: Visitor, configuration: dict[str, Any], server: str, time_machine: Any
) -> None:
    amina.go(app_question(configuration))
    tokens = app_tokens(configuration, amina.sign_in())
    form = {"token": tokens["refresh_token"], "client_id": "demo-app"}
    assert posted(configuration["revocation_endpoint"], data=form).status_code == 200
    assert app_refreshed(configuration, tokens["refresh_token"]).status_code == 400
    assert asked(configuration["userinfo_endpoint"], tokens["access_token"]).status_code == 401
    time_machine.move_to(clock.now() + timedelta(seconds=61))
    assert asked(f"{server}/api/v4/passholders/me", tokens["access_token"]).status_code == 401


def test_who_is_signed_in_goes_straight_back(amina: Visitor, configuration: dict[str, Any]) -> None:
    amina.go(app_question(configuration))
    amina.sign_in()
    assert app_tokens(configuration, amina.go(app_question(configuration)))
    assert told_in(amina.go(app_question(configuration, redirect_uri="be.openpas.demo://callback")))["code"]


def test_the_app_cannot_be_talked_into_another_address(amina: Visitor, configuration: dict[str, Any]) -> None:
    answer = amina.wire.get(app_question(configuration, redirect_uri="https://evil.example.org/"))
    assert (answer.status_code, "Location" in answer.headers) == (400, False)


# --- the desk application


def test_the_desk_application_from_sign_in_to_sign_out(
    dirk: Visitor, configuration: dict[str, Any], server: str
) -> None:
    dirk.go(desk_question(configuration))
    tokens = desk_tokens(configuration, dirk.sign_in())
    claims = id_claims(configuration, tokens["id_token"], "demo-desk")
    assert "nonce" not in claims
    told = good(asked(configuration["userinfo_endpoint"], tokens["access_token"]))
    assert (told["sub"], told["email"], bool(told["given_name"])) == (claims["sub"], "dirk@example.org", True)
    (mine,) = good_list(asked(f"{server}/api/v4/permissions", tokens["access_token"]))
    assert mine["organizer"]["name"] == "Theater De Vlieger"

    form = {"client_id": "demo-desk", "client_secret": SECRET, "grant_type": "refresh_token"}
    address = f"{server}{REALM}/token"
    for _ in range(2):  # it throws the first answer away
        refreshed = good(posted(address, data={**form, "refresh_token": tokens["refresh_token"]}))
    assert (refreshed["expires_in"], bool(refreshed["refresh_token"])) == (86400, True)

    described = posted(
        configuration["introspection_endpoint"], data={"token": refreshed["access_token"]}, auth=("demo-desk", SECRET)
    )
    assert (good(described)["active"], described.json()["sub"]) == (True, claims["sub"])

    leave = urlencode({"post_logout_redirect_uri": "http://localhost:3000/", "client_id": "demo-desk"})
    assert dirk.go(f"{REALM}/logout?{leave}") == "http://localhost:3000/"
    dirk.go(desk_question(configuration))
    assert urlsplit(dirk.address).path == "/account/sign-in"


def good_list(answer: httpx.Response) -> list[Any]:
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def test_the_button_for_two_proofs(amina: Visitor, configuration: dict[str, Any]) -> None:
    """Somebody without a factor signs in with a password, and sets one up where a program wants two proofs."""
    User.objects.get(email=AMINA).factors.all().delete()
    amina.go(desk_question(configuration))
    single = desk_tokens(configuration, amina.fill(email=AMINA, password=PASSWORD))
    assert id_claims(configuration, single["id_token"], "demo-desk")["acr"] == "optional"
    amina.go(desk_question(configuration, acr_values="strong"))
    assert urlsplit(amina.address).path == "/account/set-up"


def test_wrong_code_gets_nowhere(dirk: Visitor, configuration: dict[str, Any]) -> None:
    dirk.go(desk_question(configuration))
    dirk.fill(email=dirk.email, password=PASSWORD)
    second_step = dirk.address
    answer = dirk.wire.get(desk_question(configuration, prompt="none"))
    assert told_in(answer.headers["Location"])["error"] == "login_required"
    assert "/second-step" in second_step


# --- at another issuer


@pytest.fixture
def government(server: str, settings: Settings, tmp_path: Path) -> Iterator[IdentityProviderDouble]:
    """A government's identity provider that this installation trusts."""
    client = Client("openpas", "secret of the double", frozenset({f"{server}/account/external/government/callback"}))
    double = IdentityProviderDouble(client)
    with double.serve():
        settings.OPENPAS_ISSUERS = tmp_path / "issuers.toml"
        settings.OPENPAS_ISSUERS.write_text(issuers_toml("government", double))
        yield double


def came_by(visitor: Visitor, insz: str) -> str:
    """Choose the other issuer on our page and somebody on its page; where the browser is sent from there."""
    (link,) = visitor.page.xpath("//a[starts-with(@href, '/account/external/')]/@href")
    address = visitor.go(link)
    form = {"asked": urlsplit(address).query, "insz": insz}
    return visitor.go(posted(address.partition("?")[0], data=form).headers["Location"])


def test_the_app_by_way_of_the_government(
    amina: Visitor, configuration: dict[str, Any], government: IdentityProviderDouble, server: str
) -> None:
    User.objects.get(email=AMINA).factors.all().delete()
    ApiClient.objects.filter(client_id="demo-app").update(sees_insz=True)
    amina.go(app_question(configuration))
    tokens = app_tokens(configuration, came_by(amina, people.AMINA.insz))
    claims = id_claims(configuration, tokens["id_token"], "demo-app")
    assert (claims["email"], claims["amr"], claims[INSZ_CLAIM]) == (AMINA, ["ext"], people.AMINA.insz)
    assert good(asked(f"{server}/api/v4/passholders/me", tokens["access_token"]))["firstName"] == "Amina"
    refreshed = good(app_refreshed(configuration, tokens["refresh_token"]))
    assert jwt.decode(refreshed["access_token"], options={"verify_signature": False})[INSZ_CLAIM] == people.AMINA.insz
    form = {"token": refreshed["refresh_token"], "client_id": "demo-app"}
    assert posted(configuration["revocation_endpoint"], data=form).status_code == 200
    assert app_refreshed(configuration, refreshed["refresh_token"]).status_code == 400


def test_the_desk_application_by_way_of_the_government(
    amina: Visitor, configuration: dict[str, Any], government: IdentityProviderDouble
) -> None:
    """Its second proof is asked for here, since that of the issuer does not count; the number stays with us."""
    amina.go(desk_question(configuration))
    came_by(amina, people.AMINA.insz)
    tokens = desk_tokens(configuration, amina.prove())
    claims = id_claims(configuration, tokens["id_token"], "demo-desk")
    assert (claims["amr"], claims["acr"], INSZ_CLAIM in claims) == (["ext", "otp"], "strong", False)
    told = good(asked(configuration["userinfo_endpoint"], tokens["access_token"]))
    assert (told["email"], INSZ_CLAIM in told) == (AMINA, False)
    leave = urlencode({"post_logout_redirect_uri": "http://localhost/", "client_id": "demo-desk"})
    assert amina.go(f"{REALM}/logout?{leave}") == "http://localhost/"


def test_somebody_new_by_way_of_the_government(
    server: str, configuration: dict[str, Any], government: IdentityProviderDouble
) -> None:
    hilde = Visitor(server)
    with hilde.wire:
        hilde.go(app_question(configuration))
        tokens = app_tokens(configuration, came_by(hilde, people.HILDE.insz))
    claims = id_claims(configuration, tokens["id_token"], "demo-app")
    assert (claims["email"], claims["https://publiq.be/hasUitpasLoyalty"]) == ("hilde@example.org", False)
    assert INSZ_CLAIM not in claims
