"""Who is sent where by the authorization endpoint, and never anywhere else (RFC 6749; RFC 9700; OIDC Core 3.1.2)."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from openpas.demo.cast import Cast
from openpas.identity.clients import create_client, switch_off
from openpas.identity.models import ApiClient, Authorization, AuthorizationCode, Factor, SignedInSession, User
from openpas.identity.sign_in.browsers import TRUSTED_COOKIE, trust
from openpas.identity.sign_in.own_changes import hashed
from openpas.runtime import clock
from tests.identity.oauth.program import BACK, REALM, STATE, Program, brought_back, sent_to
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


def nothing_was_begun() -> bool:
    return not Authorization.objects.exists() and not AuthorizationCode.objects.exists()


def with_app_factor(user: User) -> None:
    now = clock.now()
    Factor.objects.filter(user=user).delete()
    Factor.objects.create(user=user, kind=Factor.Kind.APP, created_at=now, confirmed_at=now)


@pytest.mark.parametrize("path", [f"{REALM}/auth", "/authorize", f"{REALM}/auth/"])
def test_code_state_and_our_name_are_brought_back(desk: Program, path: str, dirk: User) -> None:
    told = brought_back(desk.authorize(path), BACK)
    assert set(told) == {"code", "state", "iss"}
    assert (told["state"], told["iss"]) == (STATE, settings.OPENPAS_ISSUER)
    authorization = Authorization.objects.get()
    assert (authorization.user, authorization.client.client_id) == (dirk, "desk")
    assert (authorization.scope, authorization.methods) == ("openid profile email", ["pwd", "otp"])
    code = authorization.codes.get()
    assert bytes(code.code_hash) == hashed(told["code"])
    assert code.expires_at - code.created_at == timedelta(minutes=1)


def test_nothing_of_it_stays_in_a_cache_or_a_referrer(desk: Program) -> None:
    response = desk.authorize()
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_unknown_parameters_and_scopes_are_passed_over(desk: Program) -> None:
    desk.code(referrer="uitpas", acr_values="optional", audience="x", ui_locales="nl", scope="openid tickets:read")
    assert Authorization.objects.get().scope == "openid"


def test_a_form_asks_the_same(desk: Program, client: Client) -> None:
    response = client.post("/authorize", {"client_id": "desk", "x": "y"})
    assert (response.status_code, response["Location"]) == (303, "/authorize?client_id=desk&x=y")


def test_address_may_be_left_out_where_there_is_one(desk: Program) -> None:
    response = desk.authorize(redirect_uri=None)
    assert brought_back(response, BACK)["code"]


def test_address_must_be_named_where_there_are_two(app: Program) -> None:
    assert app.authorize(redirect_uri=None).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example.org/",
        BACK + "/",
        BACK + "?x=1",
        BACK + "/../evil",
        BACK.upper(),
        BACK + "#fragment",
        "https://desk.example.org@evil.example.org/api/auth/callback/keycloak",
        "https://desk.example.org.evil.example.org/api/auth/callback/keycloak",
        "//evil.example.org",
        "javascript:alert(1)",
        'https://desk.example.org/"><script>',
        "https://désk.example.org/",
        BACK + "\x00",
    ],
)
def test_no_open_redirect(desk: Program, address: str) -> None:
    for changes in ({}, {"scope": None}, {"response_type": "token"}, {"prompt": "none"}):
        response = desk.authorize(redirect_uri=address, **changes)
        assert response.status_code == 400
        assert "Location" not in response
        assert "<script" not in response.content.decode()
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert nothing_was_begun()


@pytest.mark.parametrize("client_id", ["unknown", "", None, "de\x00sk", "DESK"])
def test_unknown_client_leads_nowhere(desk: Program, client_id: str | None) -> None:
    response = desk.authorize(client_id=client_id)
    assert (response.status_code, "Location" in response) == (400, False)


def test_client_that_was_switched_off_leads_nowhere(desk: Program) -> None:
    switch_off(ApiClient.objects.get(client_id="desk"))
    assert desk.authorize().status_code == 400


def test_client_without_addresses_signs_nobody_in(desk: Program) -> None:
    create_client("till", "Kassa")
    assert desk.authorize(client_id="till").status_code == 400


@pytest.mark.parametrize("address", ["http://127.0.0.1/back", "http://127.0.0.1:53112/back"])
def test_port_of_this_machine_is_free(app: Program, address: str) -> None:
    assert brought_back(app.authorize(redirect_uri=address), address + "?code=")


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:53112/other", "http://localhost:53112/back", "http://127.0.0.1:53112@evil.org/back"],
)
def test_nothing_else_of_it_is(app: Program, address: str) -> None:
    assert app.authorize(redirect_uri=address).status_code == 400


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code token"}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"response_mode": "form_post"}, "invalid_request"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"max_age": "soon"}, "invalid_request"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
    ],
)
def test_errors_go_back_to_the_program(desk: Program, changes: dict[str, str | None], error: str) -> None:
    told = brought_back(desk.authorize(**changes), BACK)
    assert (told["error"], told["state"], told["iss"]) == (error, STATE, settings.OPENPAS_ISSUER)
    assert "code" not in told
    assert nothing_was_begun()


def test_parameter_that_is_given_twice(desk: Program, browser: Client) -> None:
    response = browser.get(f"{REALM}/auth?client_id=desk&client_id=other&redirect_uri={BACK}&response_type=code")
    assert (response.status_code, nothing_was_begun()) == (400, True)


def test_public_client_needs_a_challenge(app: Program) -> None:
    told = brought_back(app.authorize(code_challenge=None, code_challenge_method=None), app.redirect_uri)
    assert (told["error"], nothing_was_begun()) == ("invalid_request", True)


# --- signing in first


def test_a_stranger_signs_in_and_comes_back(desk: Program) -> None:
    desk.browser = Client()
    path, question = sent_to(desk.authorize(referrer="uitpas"))
    assert path == "/account/sign-in"
    assert (question["client_id"], question["state"], question["referrer"]) == (["desk"], [STATE], ["uitpas"])
    assert nothing_was_begun()


def test_silent_request_is_answered_without_a_page(desk: Program) -> None:
    assert desk.code(prompt="none")
    desk.browser = Client()
    told = brought_back(desk.authorize(prompt="none"), BACK)
    assert told["error"] == "login_required"


def test_prompt_login_signs_out_and_asks_once(desk: Program, dirk: User) -> None:
    path, question = sent_to(desk.authorize(prompt="login", max_age="5"))
    assert (path, "prompt" in question, "max_age" in question) == ("/account/sign-in", False, False)
    assert not SignedInSession.objects.exists()
    assert nothing_was_begun()


def test_max_age(desk: Program, time_machine: Any) -> None:
    assert desk.code(max_age="60")
    time_machine.move_to(clock.now() + timedelta(seconds=61))
    assert sent_to(desk.authorize(max_age="60"))[0] == "/account/sign-in"


def test_locked_desk_is_opened_first(desk: Program) -> None:
    SignedInSession.objects.update(locked_at=clock.now())
    assert sent_to(desk.authorize())[0] == "/account/locked"
    assert brought_back(desk.authorize(prompt="none"), BACK)["error"] == "interaction_required"


def test_strong_demands_a_second_proof(desk: Program, cast: Cast) -> None:
    desk.browser = Client()
    pupil = User.objects.create_user("amina@example.org", "Amina Aziz", "pw")
    signed_in(desk.browser, pupil, methods=("pwd",))
    assert desk.code(acr_values="optional")
    assert brought_back(desk.authorize(acr_values="strong", prompt="none"), BACK)["error"] == "interaction_required"
    assert sent_to(desk.authorize(acr_values="strong"))[0] == "/account/set-up"


def test_strong_asks_for_the_factor_that_is_there(desk: Program, dirk: User) -> None:
    with_app_factor(dirk)
    trusted = trust(dirk, "Firefox")
    desk.browser = Client()
    signed_in(desk.browser, dirk)
    desk.browser.cookies[TRUSTED_COOKIE] = trusted
    session = desk.browser.session
    session["methods"] = ["pwd"]
    session.save()
    assert desk.code()
    assert sent_to(desk.authorize(acr_values="strong"))[0] == "/account/second-step"
    assert not SignedInSession.objects.filter(session_key=session.session_key).exists()


def test_who_works_somewhere_has_a_second_proof(desk: Program, dirk: User) -> None:
    Factor.objects.all().delete()
    session = desk.browser.session
    session["methods"] = ["pwd"]
    session.save()
    assert sent_to(desk.authorize())[0] == "/account/set-up"
    with_app_factor(dirk)
    assert sent_to(desk.authorize())[0] == "/account/second-step"
    assert nothing_was_begun()


def test_closed_account_is_nobody(desk: Program, dirk: User) -> None:
    User.objects.filter(pk=dirk.pk).update(is_active=False)
    assert sent_to(desk.authorize())[0] == "/account/sign-in"
