"""Telephones with the passholder app on them, and how their screens read an answer."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from openpas.demo.cast import Cast, create_cast
from openpas.foundation.permissions import Permission
from openpas.identity.clients import create_client
from openpas.identity.grants import grant
from openpas.identity.models import ApiClient, User
from openpas.identity.tokens import issue_user_token

RIGHTS = (
    Permission.PASSHOLDERS_SELF_READ,
    Permission.PASSHOLDERS_REGISTER_UITID,
    Permission.PASSHOLDERS_SELF_CHECKIN,
    Permission.PASSHOLDERS_TRANSACTION_HISTORY,
    Permission.PASSHOLDERS_FAMILY_MEMBERS,
    Permission.REWARDS_READ,
    Permission.REWARDS_REDEEM,
    Permission.REWARDS_PASSHOLDERS_READ,
)
PROBLEM = "https://api.publiq.be/probs/uitpas/"

Telephone = Callable[[User], httpx.Client]
"""The app on the telephone of who signed in with this account."""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast where other threads see it: the server of these tests is one."""
    return create_cast()


@pytest.fixture
def app(cast: Cast) -> ApiClient:
    """The client that the app is: it may do for people what they may do themselves, and nothing at a desk."""
    client, _ = create_client("cast-app", "De app")
    grant(client, RIGHTS)
    return client


@pytest.fixture
def telephone(live_server: Any, app: ApiClient) -> Iterator[Telephone]:
    with ExitStack() as open_ones:

        def signed_in(account: User) -> httpx.Client:
            headers = {
                "Authorization": f"Bearer {issue_user_token(account, app)}",
                "Accept": "application/json",
                "Content-Type": "application/json",
            }
            api = f"{live_server.url}/api/v4/"
            return open_ones.enter_context(httpx.Client(base_url=api, headers=headers, timeout=30))

        yield signed_in


@pytest.fixture
def amina(cast: Cast, telephone: Telephone) -> httpx.Client:
    return telephone(_account(cast, "amina"))


@pytest.fixture
def bart(cast: Cast, telephone: Telephone) -> httpx.Client:
    return telephone(_account(cast, "bart"))


def _account(cast: Cast, name: str) -> User:
    passholder = getattr(cast, name)
    passholder.uitid = (account := User.objects.create_user(f"{name}@example.org", name)).subject
    passholder.save(update_fields=["uitid"])
    return account


def good(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def refused(answer: httpx.Response, kind: str, status: int = 400) -> str:
    """What the app shows: the words of the problem, in Dutch."""
    assert (answer.status_code, answer.json()["type"]) == (status, PROBLEM + kind)
    return str(answer.json()["endUserMessage"]["nl"])
