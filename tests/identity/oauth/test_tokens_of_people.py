"""Codes, refresh tokens and what they give: to whom, how often, for how long (RFC 6749; RFC 7636; RFC 9700)."""

import base64
import hashlib
from datetime import timedelta
from typing import Any

import jwt
import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.identity.clients import create_client, switch_off
from openpas.identity.memory import forget_everything
from openpas.identity.models import ApiClient, Authorization, AuthorizationCode, RefreshToken, User
from openpas.identity.oauth.authorizations import authorizations_of, end_all_of, end_for
from openpas.identity.oauth.housekeeping import forget_old_authorizations
from openpas.identity.refusals import TokenInvalid
from openpas.identity.sign_in.own_changes import hashed
from openpas.identity.signing_keys import public_keys
from openpas.identity.tokens import INSZ_CLAIM, believed, verified
from openpas.passholders.models import Passholder
from openpas.records.encryption import encrypt
from openpas.records.models import AuditLine
from openpas.runtime import clock
from tests.identity.oauth.program import APP_BACK, BACK, STATE, Program, claims_in, good, refused

pytestmark = pytest.mark.django_db

NAMES = {"access_token", "refresh_token", "id_token", "expires_in", "token_type", "scope"}


# --- a code for tokens


def test_code_is_changed_for_tokens(desk: Program, dirk: User) -> None:
    tokens = desk.tokens(nonce="n-0S6")
    assert set(tokens) == NAMES
    assert (tokens["expires_in"], tokens["token_type"]) == (86400, "Bearer")
    said = verified(tokens["access_token"])
    assert (said.subject, said.client_id, said.is_of_client) == (dirk.subject, "desk", False)
    assert said.authorization_id == str(Authorization.objects.get().pk)
    assert bytes(RefreshToken.objects.get().token_hash) == hashed(tokens["refresh_token"])


def test_id_token_says_who_signed_in_when_and_how(desk: Program, dirk: User) -> None:
    tokens = desk.tokens(nonce="n-0S6")
    kid = jwt.get_unverified_header(tokens["id_token"])["kid"]
    claims = jwt.decode(
        tokens["id_token"], public_keys()[kid], algorithms=["RS256"], audience="desk", issuer=settings.OPENPAS_ISSUER
    )
    half = hashlib.sha256(tokens["access_token"].encode()).digest()[:16]
    authorization = Authorization.objects.get()
    expected = {
        "iss": settings.OPENPAS_ISSUER,
        "aud": "desk",
        "azp": "desk",
        "sub": dirk.subject,
        "nonce": "n-0S6",
        "auth_time": int(authorization.signed_in_at.timestamp()),
        "acr": "strong",
        "amr": ["pwd", "otp"],
        "sid": str(authorization.pk),
        "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
        "exp": claims["iat"] + 3600,
        "email": "dirk@example.org",
    }
    assert {name: claims[name] for name in expected} == expected
    assert INSZ_CLAIM not in claims


def test_id_token_is_no_access_token(desk: Program) -> None:
    tokens = desk.tokens()
    with pytest.raises(TokenInvalid):
        believed(tokens["id_token"])
    assert refused(desk.userinfo(tokens["id_token"])) == (401, "invalid_token")
    assert refused(desk.userinfo(tokens["refresh_token"])) == (401, "invalid_token")


def test_no_id_token_without_openid(desk: Program) -> None:
    assert "id_token" not in desk.tokens(scope="email")


@pytest.mark.parametrize("way", ["basic", "form", "json"])
def test_all_ways_to_give_the_secret(desk: Program, way: str) -> None:
    code = desk.code()
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    }
    path = "/oauth/token"
    if way == "basic":
        assert good(desk.exchange(code))
        return
    given = {**form, "client_id": desk.client_id, "client_secret": desk.secret}
    kind = {"content_type": "application/json"} if way == "json" else {}
    assert set(good(Client().post(path, given, **kind))) == NAMES  # type: ignore[arg-type]


def test_public_client_gives_its_name_only(app: Program) -> None:
    tokens = app.tokens()
    assert set(tokens) == NAMES
    assert tokens["scope"] == "openid profile email offline_access"


def test_code_of_a_second_use_ends_everything(desk: Program) -> None:
    code = desk.code()
    tokens = good(desk.exchange(code))
    assert refused(desk.exchange(code)) == (400, "invalid_grant")
    assert Authorization.objects.get().revoked_at is not None
    assert refused(desk.refresh(tokens["refresh_token"])) == (400, "invalid_grant")
    with pytest.raises(TokenInvalid):
        believed(tokens["access_token"])
    line = AuditLine.objects.get(action="authorization.revoke")
    assert line.details == {"reason": "code_used_twice"}


def test_stolen_code_shown_by_another_client_ends_nothing(desk: Program, app: Program) -> None:
    code = desk.code()
    tokens = good(desk.exchange(code))
    assert refused(app.exchange(code, redirect_uri=BACK)) == (400, "invalid_grant")
    assert Authorization.objects.get().revoked_at is None
    assert good(desk.refresh(tokens["refresh_token"]))


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": "x" * 43},
        {"code_verifier": None},
        {"code_verifier": ""},
        {"code_verifier": "short"},
        {"redirect_uri": BACK + "/"},
        {"redirect_uri": None},
        {"redirect_uri": APP_BACK},
    ],
)
def test_code_with_something_else_than_was_asked(desk: Program, changes: dict[str, str | None]) -> None:
    response = desk.exchange(desk.code(), **changes)
    assert refused(response) == (400, "invalid_grant")
    assert not RefreshToken.objects.exists()


@pytest.mark.parametrize("code", ["made-up", "\x00", "é", "x" * 5000])
def test_made_up_code(desk: Program, code: str) -> None:
    assert refused(desk.exchange(code)) == (400, "invalid_grant")
    assert refused(desk.refresh(code)) == (400, "invalid_grant")


def test_verifier_without_a_challenge_is_a_downgrade(desk: Program) -> None:
    """Somebody took the challenge out of the request, to inject a code of their own (RFC 9700, 4.8.2)."""
    code = desk.code(code_challenge=None, code_challenge_method=None)
    assert refused(desk.exchange(code)) == (400, "invalid_grant")
    assert good(desk.exchange(code, code_verifier=None))


def test_code_of_another_client(desk: Program, app: Program) -> None:
    code = app.code()
    assert refused(desk.exchange(code, redirect_uri=APP_BACK)) == (400, "invalid_grant")
    assert good(app.exchange(code))


def test_code_lasts_a_minute(desk: Program, time_machine: Any) -> None:
    code = desk.code()
    time_machine.move_to(clock.now() + timedelta(seconds=61))
    assert refused(desk.exchange(code)) == (400, "invalid_grant")


def test_confidential_client_needs_its_secret(desk: Program) -> None:
    code = desk.code()
    desk.secret = "wrong"
    assert refused(desk.exchange(code)) == (401, "invalid_client")
    desk.secret = ""
    assert refused(desk.exchange(code)) == (401, "invalid_client")


def test_public_client_that_shows_a_secret(app: Program) -> None:
    app.secret = "guess"
    assert refused(app.exchange(app.code())) == (401, "invalid_client")


def test_public_client_cannot_act_for_itself(app: Program) -> None:
    assert refused(app.ask("token", {"grant_type": "client_credentials"})) == (401, "invalid_client")


@pytest.mark.parametrize("grant_type", ["password", "implicit", "urn:ietf:params:oauth:grant-type:device_code"])
def test_other_grants(desk: Program, grant_type: str) -> None:
    assert refused(desk.ask("token", {"grant_type": grant_type})) == (400, "unsupported_grant_type")


@pytest.mark.parametrize("name", ["code", "redirect_uri", "grant_type", "client_id"])
def test_parameter_that_is_given_twice(app: Program, name: str) -> None:
    form = {"client_id": "app", "grant_type": "authorization_code", "code": "c", "redirect_uri": APP_BACK}
    response = Client().post("/oauth/token", {**form, name: [form[name], "other"]})
    assert refused(response) == (400, "invalid_request")


def test_missing_parameters(desk: Program) -> None:
    assert refused(desk.ask("token", {"grant_type": "authorization_code"})) == (400, "invalid_request")
    assert refused(desk.ask("token", {"grant_type": "refresh_token"})) == (400, "invalid_request")
    assert refused(desk.ask("token", {})) == (400, "invalid_request")


# --- refresh


def test_refresh_gives_new_tokens(desk: Program, dirk: User) -> None:
    first = desk.tokens(nonce="n-0S6")
    second = good(desk.refresh(first["refresh_token"]))
    assert set(second) == NAMES
    assert second["refresh_token"] != first["refresh_token"]
    assert verified(second["access_token"]).subject == dirk.subject
    assert claims_in(second["id_token"])["auth_time"] == claims_in(first["id_token"])["auth_time"]
    assert "nonce" not in claims_in(second["id_token"])


def test_refresh_as_the_desk_application_sends_it(desk: Program) -> None:
    tokens = desk.tokens()
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    given = {**form, "client_id": desk.client_id, "client_secret": desk.secret}
    assert good(Client().post("/realms/uitid/protocol/openid-connect/token", given))
    assert good(Client().post("/oauth/token", given, "application/json"))


def test_repeated_refresh_inside_the_window(app: Program, time_machine: Any) -> None:
    token = app.tokens()["refresh_token"]
    first = good(app.refresh(token))
    time_machine.move_to(clock.now() + timedelta(seconds=59))
    second = good(app.refresh(token))
    assert good(app.refresh(first["refresh_token"]))
    assert good(app.refresh(second["refresh_token"]))


def test_repeated_refresh_after_the_window_ends_everything(app: Program, time_machine: Any) -> None:
    token = app.tokens()["refresh_token"]
    later = good(app.refresh(token))
    time_machine.move_to(clock.now() + timedelta(seconds=61))
    assert refused(app.refresh(token)) == (400, "invalid_grant")
    assert refused(app.refresh(later["refresh_token"])) == (400, "invalid_grant")
    assert Authorization.objects.get().revoked_at is not None
    forget_everything()
    with pytest.raises(TokenInvalid):
        believed(later["access_token"])


def test_repeating_makes_the_window_no_longer(app: Program, time_machine: Any, settings: Settings) -> None:
    settings.OPENPAS_REFRESH_REUSE_SECONDS = 10
    token = app.tokens()["refresh_token"]
    start = clock.now()
    for seconds in (0, 6):
        time_machine.move_to(start + timedelta(seconds=seconds), tick=False)
        assert good(app.refresh(token))
    time_machine.move_to(start + timedelta(seconds=12), tick=False)
    assert refused(app.refresh(token)) == (400, "invalid_grant")


def test_refresh_token_of_another_client(desk: Program, app: Program) -> None:
    token = desk.tokens()["refresh_token"]
    assert refused(app.refresh(token)) == (400, "invalid_grant")
    assert RefreshToken.objects.get().used_at is None


def test_scope_may_become_narrower_and_never_wider(app: Program) -> None:
    token = app.tokens(scope="openid email")["refresh_token"]
    narrower = good(app.refresh(token, scope="openid"))
    assert (narrower["scope"], "email" in claims_in(narrower["id_token"])) == ("openid", False)
    assert refused(app.refresh(token, scope="openid profile")) == (400, "invalid_scope")


def test_refresh_token_lasts_while_it_is_used_and_not_for_ever(
    app: Program, time_machine: Any, settings: Settings
) -> None:
    settings.OPENPAS_REFRESH_DAYS, settings.OPENPAS_AUTHORIZATION_DAYS = 60, 100
    start = clock.now()
    token = app.tokens()["refresh_token"]
    time_machine.move_to(start + timedelta(days=59))
    token = good(app.refresh(token))["refresh_token"]
    time_machine.move_to(start + timedelta(days=99))
    last = good(app.refresh(token))["refresh_token"]
    time_machine.move_to(start + timedelta(days=101))
    assert refused(app.refresh(last)) == (400, "invalid_grant")


@pytest.mark.parametrize("end", ["account", "client", "all", "one"])
def test_what_ends_a_refresh_token(app: Program, dirk: User, end: str) -> None:
    tokens = app.tokens()
    match end:
        case "account":
            User.objects.filter(pk=dirk.pk).update(is_active=False)
        case "client":
            switch_off(ApiClient.objects.get(client_id="app"))
        case "all":
            end_all_of(dirk, "password")
        case "one":
            end_for(dirk, "app")
    assert app.refresh(tokens["refresh_token"]).status_code in (400, 401)
    assert end == "account" or authorizations_of(dirk) == []


def test_the_person_sees_which_clients_act_for_it(app: Program, desk: Program, dirk: User) -> None:
    app.tokens()
    desk.tokens()
    desk.code()
    assert [one.client.client_id for one in authorizations_of(dirk)] == ["desk", "app"]


# --- the national number


AMINAS_INSZ = "90051700255"


def _signed_in_at_the_government(app: Program) -> None:
    session = app.browser.session
    session["sealed_insz"] = base64.b64encode(encrypt(AMINAS_INSZ)).decode()
    session.save()


def test_national_number_only_for_a_client_that_may_see_it(app: Program, desk: Program) -> None:
    _signed_in_at_the_government(app)
    ApiClient.objects.filter(client_id="desk").update(sees_insz=True)
    blind, seeing = app.tokens(), desk.tokens()
    for name in ("access_token", "id_token"):
        assert INSZ_CLAIM not in claims_in(blind[name])
        assert claims_in(seeing[name])[INSZ_CLAIM] == AMINAS_INSZ
    assert INSZ_CLAIM not in good(app.userinfo(blind["access_token"]))
    assert good(desk.userinfo(seeing["access_token"]))[INSZ_CLAIM] == AMINAS_INSZ
    assert bytes(Authorization.objects.get(client__client_id="app").insz_encrypted) == b""
    assert AMINAS_INSZ.encode() not in bytes(Authorization.objects.get(client__client_id="desk").insz_encrypted)
    refreshed = good(desk.refresh(seeing["refresh_token"]))
    assert claims_in(refreshed["access_token"])[INSZ_CLAIM] == AMINAS_INSZ


def test_national_number_only_of_who_signed_in_at_the_government(desk: Program) -> None:
    ApiClient.objects.filter(client_id="desk").update(sees_insz=True)
    assert INSZ_CLAIM not in claims_in(desk.tokens()["access_token"])


# --- userinfo


def test_userinfo_of_an_account(desk: Program, dirk: User) -> None:
    told = good(desk.userinfo(desk.tokens()["access_token"]))
    given, _, family = dirk.name.partition(" ")
    assert told == {
        "sub": dirk.subject,
        "name": dirk.name,
        "given_name": given,
        **({"family_name": family} if family else {}),
        "locale": "nl",
        "email": "dirk@example.org",
        "email_verified": dirk.email_confirmed_at is not None,
        "https://publiq.be/first_name": given,
        "https://publiq.be/hasUitpasLoyalty": False,
        "https://publiq.be/uitidv1id": dirk.subject,
    }


def test_userinfo_of_a_passholder(desk: Program, dirk: User, cast: Cast) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(uitid=dirk.subject)
    told = good(desk.userinfo(desk.tokens()["access_token"]))
    assert (told["given_name"], told["https://publiq.be/first_name"]) == ("Amina", "Amina")
    assert (told["family_name"], told["https://publiq.be/hasUitpasLoyalty"]) == (cast.amina.name, True)


@pytest.mark.parametrize(
    ("scope", "names"),
    [("openid", {"sub"}), ("openid email", {"sub", "email", "email_verified"})],
)
def test_userinfo_tells_what_the_scopes_name(desk: Program, scope: str, names: set[str]) -> None:
    assert set(good(desk.userinfo(desk.tokens(scope=scope)["access_token"]))) == names


def test_userinfo_without_openid(desk: Program) -> None:
    response = desk.userinfo(desk.tokens(scope="email")["access_token"])
    assert refused(response) == (403, "insufficient_scope")


def test_userinfo_is_for_tokens_of_people(desk: Program) -> None:
    own = good(desk.ask("token", {"grant_type": "client_credentials"}))["access_token"]
    for token in (own, "made-up"):
        response = desk.userinfo(token)
        assert refused(response) == (401, "invalid_token")
        assert response["WWW-Authenticate"].startswith('Bearer realm="Openpas", error="invalid_token"')
    naked = Client().get("/userinfo")
    assert (naked.status_code, naked["WWW-Authenticate"]) == (401, 'Bearer realm="Openpas"')


def test_userinfo_ends_at_once_with_the_authorization(desk: Program, dirk: User) -> None:
    token = desk.tokens()["access_token"]
    assert desk.userinfo(token).status_code == 200
    end_all_of(dirk, "password")
    assert refused(desk.userinfo(token)) == (401, "invalid_token")


@pytest.mark.parametrize("way", ["post", "form", "/userinfo", "slash"])
def test_other_ways_to_userinfo(desk: Program, way: str) -> None:
    token = desk.tokens()["access_token"]
    path = "/realms/uitid/protocol/openid-connect/userinfo"
    given = {"Authorization": f"Bearer {token}"}
    match way:
        case "post":
            assert good(Client().post(path, headers=given))
        case "form":
            assert good(Client().post(path, {"access_token": token}))
        case "slash":
            assert good(Client().get(f"{path}/", headers=given))
        case _:
            assert good(Client().get(way, headers=given))


def test_pages_of_other_origins_may_read_the_answers(app: Program) -> None:
    token = app.tokens()["access_token"]
    origin = {"Origin": "https://app.example.org"}
    for path in ("userinfo", "token", "certs", "revoke"):
        preflight = Client().options(f"/realms/uitid/protocol/openid-connect/{path}", headers=origin)
        assert (preflight.status_code, preflight["Access-Control-Allow-Origin"]) == (204, "https://app.example.org")
    response = Client().get("/userinfo", headers={**origin, "Authorization": f"Bearer {token}"})
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, "https://app.example.org")


# --- afterwards


def test_what_is_over_is_forgotten(app: Program, time_machine: Any) -> None:
    app.tokens()
    app.code()
    forget_old_authorizations()
    assert (Authorization.objects.count(), AuthorizationCode.objects.count()) == (2, 2)
    time_machine.move_to(clock.now() + timedelta(days=3))
    forget_old_authorizations()
    assert (Authorization.objects.count(), AuthorizationCode.objects.count()) == (1, 0)
    time_machine.move_to(clock.now() + timedelta(days=60))
    forget_old_authorizations()
    assert not Authorization.objects.exists()


def test_state_of_the_program_is_its_own(desk: Program) -> None:
    """Whatever it is, it comes back as it was and is kept nowhere."""
    create_client("other", "Ander", redirect_addresses=[BACK])
    desk.code()
    assert STATE not in str(list(Authorization.objects.values())) + str(list(AuthorizationCode.objects.values()))
