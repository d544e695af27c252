"""The apps and websites that act for somebody: listed once each, and ended by the person."""

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.identity.clients import create_client
from openpas.identity.models import Authorization, User
from openpas.identity.oauth.authorizations import Asked, begin, first_refresh_token
from openpas.runtime import clock
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


def let(user: User, client_id: str) -> Authorization:
    client = create_client(client_id, f"App {client_id}", is_public=True)[0]
    for _device in range(2):
        now = clock.now()
        authorization = Authorization(client=client, user=user, scope="openid", signed_in_at=now)
        begin(authorization, Asked("", "", ""))
        first_refresh_token(authorization)
    return authorization


def test_each_is_listed_once_and_ended_everywhere(client: Client, cast: Cast) -> None:
    let(cast.dirk, "tickets")
    let(cast.dirk, "agenda")
    other = let(cast.eva, "foreign")
    signed_in(client, cast.dirk)
    page = client.get("/account/programs").content.decode()
    assert [page.count(f"<strong>App {name}</strong>") for name in ("agenda", "tickets", "foreign")] == [1, 1, 0]
    assert "Apps en websites" in client.get("/account/").content.decode()
    for name in ("tickets", "foreign", "unknown"):
        assert client.post("/account/programs", {"end": name})["Location"] == "/account/programs"
    ended = Authorization.objects.exclude(revoked_at=None).values_list("client__client_id", flat=True)
    assert list(ended) == ["tickets", "tickets"]
    other.refresh_from_db()
    assert other.revoked_at is None
    assert "App tickets" not in client.get("/account/programs").content.decode()


def test_nobody_else_sees_it(client: Client, cast: Cast) -> None:
    assert client.get("/account/programs").status_code == 302
    signed_in(client, cast.eva)
    assert "Je bent nergens anders aangemeld" in client.get("/account/programs").content.decode()
