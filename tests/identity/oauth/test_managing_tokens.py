"""Ending tokens (RFC 7009) and asking about them (RFC 7662)."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from openpas.identity.memory import forget_everything
from openpas.identity.models import Authorization, User
from openpas.identity.refusals import TokenInvalid
from openpas.identity.tokens import believed, verified
from openpas.runtime import clock
from tests.identity.oauth.program import REALM, Program, basic, good, refused

pytestmark = pytest.mark.django_db


def introspected(program: Program, token: str) -> dict[str, Any]:
    return good(program.ask("token/introspect", {"token": token}))


@pytest.mark.parametrize("which", ["refresh_token", "access_token"])
@pytest.mark.parametrize("hint", [None, "access_token", "refresh_token", "nonsense"])
def test_client_ends_what_it_may_do(app: Program, which: str, hint: str | None) -> None:
    tokens = app.tokens()
    assert app.ask("revoke", {"token": tokens[which], "token_type_hint": hint}).status_code == 200
    assert Authorization.objects.get().revoked_at is not None
    assert refused(app.refresh(tokens["refresh_token"])) == (400, "invalid_grant")
    assert refused(app.userinfo(tokens["access_token"])) == (401, "invalid_token")


def test_access_tokens_of_it_are_refused_within_a_minute(app: Program, time_machine: Any) -> None:
    token = app.tokens()["access_token"]
    start = clock.now()
    time_machine.move_to(start, tick=False)
    assert verified(token)
    assert app.ask("revoke", {"token": token}).status_code == 200
    time_machine.move_to(start + timedelta(seconds=61), tick=False)
    with pytest.raises(TokenInvalid):
        verified(token)


def test_token_that_is_none_any_more_needs_no_ending(app: Program) -> None:
    token = app.tokens()["refresh_token"]
    for given in (token, token, "made-up", "\x00"):
        assert app.ask("revoke", {"token": given}).status_code == 200


def test_only_its_own(desk: Program, app: Program) -> None:
    tokens = desk.tokens()
    for token in (tokens["refresh_token"], tokens["access_token"]):
        assert refused(app.ask("revoke", {"token": token})) == (400, "invalid_grant")
    assert Authorization.objects.get().revoked_at is None


def test_secret_is_demanded_where_there_is_one(desk: Program) -> None:
    token = desk.tokens()["refresh_token"]
    desk.secret = "wrong"
    assert refused(desk.ask("revoke", {"token": token})) == (401, "invalid_client")
    assert Authorization.objects.get().revoked_at is None


def test_token_of_the_client_itself_ends_by_itself(desk: Program) -> None:
    token = good(desk.ask("token", {"grant_type": "client_credentials"}))["access_token"]
    assert refused(desk.ask("revoke", {"token": token})) == (400, "unsupported_token_type")


def test_missing_token(desk: Program) -> None:
    assert refused(desk.ask("revoke", {})) == (400, "invalid_request")
    assert refused(desk.ask("token/introspect", {})) == (400, "invalid_request")


def test_good_access_token_is_described(desk: Program, dirk: User) -> None:
    token = desk.tokens()["access_token"]
    told = introspected(desk, token)
    assert told == {
        "active": True,
        "client_id": "desk",
        "iss": settings.OPENPAS_ISSUER,
        "aud": settings.OPENPAS_AUDIENCE,
        "sub": dirk.subject,
        "sid": str(Authorization.objects.get().pk),
        "scope": "openid profile email",
        "token_type": "Bearer",
        "iat": told["iat"],
        "exp": told["iat"] + 86400,
    }


def test_refresh_token_is_described_to_its_client_only(desk: Program, app: Program) -> None:
    own, other = desk.tokens()["refresh_token"], app.tokens()["refresh_token"]
    assert introspected(desk, own)["active"] is True
    assert introspected(desk, other) == {"active": False}
    assert introspected(desk, app.tokens()["access_token"])["active"] is True


@pytest.mark.parametrize("after", ["revoked", "expired", "used"])
def test_what_is_not_good_is_not_described(desk: Program, time_machine: Any, after: str) -> None:
    tokens = desk.tokens()
    match after:
        case "revoked":
            desk.ask("revoke", {"token": tokens["refresh_token"]})
        case "used":
            desk.refresh(tokens["refresh_token"])
        case _:
            time_machine.move_to(clock.now() + timedelta(days=61))
    assert introspected(desk, tokens["refresh_token"]) == {"active": False}
    assert introspected(desk, "made-up") == {"active": False}
    assert introspected(desk, tokens["access_token"])["active"] is (after == "used")


def test_token_of_a_client_is_described(desk: Program) -> None:
    token = good(desk.ask("token", {"grant_type": "client_credentials"}))["access_token"]
    told = introspected(desk, token)
    assert (told["active"], told["sub"], "sid" in told) == (True, "desk", False)


def test_public_clients_and_strangers_may_not_ask(desk: Program, app: Program) -> None:
    token = app.tokens()["access_token"]
    assert refused(app.ask("token/introspect", {"token": token})) == (401, "invalid_client")
    wrong = Client().post(f"{REALM}/token/introspect", {"token": token}, headers=basic("desk", "wrong"))
    assert refused(wrong) == (401, "invalid_client")


@pytest.mark.parametrize("path", ["revoke", "token/introspect", "token"])
def test_post_only_and_in_no_cache(path: str, db: None) -> None:
    response = Client().get(f"{REALM}/{path}")
    assert (response.status_code, response["Cache-Control"]) == (405, "no-store")


def test_verdict_costs_one_query_a_minute(app: Program, django_assert_num_queries: Any) -> None:
    token = app.tokens()["access_token"]
    believed(token)
    forget_everything()
    believed(token)  # reads the key
    with django_assert_num_queries(0):
        believed(token)
