"""A desk application with a secret, a passholder app without one, and Dirk in his browser."""

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.identity.clients import create_client
from openpas.identity.models import User
from tests.identity.oauth.program import APP_BACK, BACK, Program
from tests.signing_in import signed_in

SECRET = "s3cret: of the desk"


@pytest.fixture
def dirk(cast: Cast) -> User:
    return cast.dirk


@pytest.fixture
def browser(client: Client, dirk: User) -> Client:
    """Dirk is signed in in it, with two proofs."""
    signed_in(client, dirk)
    return client


@pytest.fixture
def desk(browser: Client) -> Program:
    create_client(
        "desk", "Balie", SECRET, redirect_addresses=[BACK], logout_addresses=["https://desk.example.org/?from=here"]
    )
    return Program("desk", SECRET, BACK, browser)


@pytest.fixture
def app(browser: Client) -> Program:
    create_client("app", "App", is_public=True, redirect_addresses=[APP_BACK, "http://127.0.0.1/back"])
    return Program("app", "", APP_BACK, browser, scope="openid profile email offline_access")
