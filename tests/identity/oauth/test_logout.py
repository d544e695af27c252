"""Signing out for a program: back at once, to its own address only (OpenID Connect RP-Initiated Logout 1.0)."""

import pytest
from django.test import Client

from openpas.identity.clients import create_client
from openpas.identity.models import Authorization, SignedInSession
from tests.identity.oauth.program import REALM, Program, good, refused

pytestmark = pytest.mark.django_db

LEFT = "https://desk.example.org/?from=here"


def signed_out(program: Program, method: str = "get", **given: str) -> object:
    return getattr(program.browser, method)(f"{REALM}/logout", given)


def is_signed_in(program: Program) -> bool:
    return program.authorize(prompt="none")["Location"].find("login_required") < 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_back_without_a_question_with_the_client_id_only(desk: Program, method: str) -> None:
    assert is_signed_in(desk)
    response = signed_out(desk, method, post_logout_redirect_uri=LEFT, client_id="desk", state="s&1")
    assert (response.status_code, response["Location"]) == (303, f"{LEFT}&state=s%261")  # type: ignore[attr-defined,index]
    assert not is_signed_in(desk)
    assert not SignedInSession.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"post_logout_redirect_uri": "https://evil.example.org/", "client_id": "desk"},
        {"post_logout_redirect_uri": LEFT + "#x", "client_id": "desk"},
        {"post_logout_redirect_uri": LEFT, "client_id": "other"},
        {"post_logout_redirect_uri": LEFT, "client_id": "unknown"},
        {"post_logout_redirect_uri": LEFT},
        {"post_logout_redirect_uri": LEFT, "client_id": "desk", "id_token_hint": "made-up"},
        {"client_id": "desk"},
        {},
    ],
)
def test_a_plain_page_otherwise(desk: Program, given: dict[str, str]) -> None:
    create_client("other", "Ander", logout_addresses=["https://other.example.org/"])
    response = signed_out(desk, **given)
    assert (response.status_code, "Location" in response) == (200, False)  # type: ignore[attr-defined,operator]
    assert "Je bent afgemeld" in response.content.decode()  # type: ignore[attr-defined]
    assert not is_signed_in(desk)


def test_page_speaks_the_language_of_its_reader(desk: Program) -> None:
    page = Client().get(f"{REALM}/logout", headers={"Accept-Language": "fr-BE"})
    assert "Vous êtes déconnecté" in page.content.decode()


def test_hint_ends_the_authorization_too(desk: Program) -> None:
    tokens = desk.tokens()
    response = signed_out(desk, post_logout_redirect_uri=LEFT, id_token_hint=tokens["id_token"])
    assert response["Location"] == LEFT  # type: ignore[index]
    assert Authorization.objects.get().revoked_at is not None
    assert refused(desk.refresh(tokens["refresh_token"])) == (400, "invalid_grant")


def test_hint_of_another_client_leads_nowhere(desk: Program, app: Program) -> None:
    tokens = app.tokens()
    response = signed_out(desk, post_logout_redirect_uri=LEFT, client_id="desk", id_token_hint=tokens["id_token"])
    assert response.status_code == 200  # type: ignore[attr-defined]
    assert good(app.refresh(tokens["refresh_token"]))


def test_access_token_is_no_hint(desk: Program) -> None:
    tokens = desk.tokens()
    response = signed_out(desk, post_logout_redirect_uri=LEFT, id_token_hint=tokens["access_token"])
    assert response.status_code == 200  # type: ignore[attr-defined]
    assert good(desk.refresh(tokens["refresh_token"]))


def test_whoever_is_not_signed_in_comes_back_as_well(desk: Program) -> None:
    desk.browser = Client()
    assert signed_out(desk, post_logout_redirect_uri=LEFT, client_id="desk")["Location"] == LEFT  # type: ignore[index]
