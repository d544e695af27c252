"""Browsers of people who administer."""

from collections.abc import Callable

import pytest
from django.test import Client

from openpas.demo.accounts import manager
from openpas.demo.cast import Cast
from openpas.identity.models import User
from openpas.runtime import clock
from tests.signing_in import signed_in

Browser = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _mails_leave_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openpas.records.mail.transaction.on_commit", lambda send, **_: send())


@pytest.fixture
def browser() -> Browser:
    """A browser in which somebody has just signed in with a second step."""

    def opened(user: User) -> Client:
        now = clock.now()
        user.factors.get_or_create(kind="EMAIL", defaults={"created_at": now, "confirmed_at": now})
        client = Client()
        signed_in(client, user)
        return client

    return opened


@pytest.fixture
def hanne(cast: Cast) -> User:
    """She looks after the region of Ghent."""
    return manager("Hanne Haeck", "hanne@example.org", cast.gent)


@pytest.fixture
def ibrahim(cast: Cast) -> User:
    """He looks after the whole."""
    return manager("Ibrahim Idrissi", "ibrahim@example.org", None)
