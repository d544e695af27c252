"""Callers of the API: anonymous, a stranger, a desk, an administrator, and people with a token of their own."""

import json
from collections.abc import Callable
from typing import Any, cast

import pytest
from django.http import HttpResponse
from django.test import Client

from openpas.demo.cast import Cast
from openpas.identity.models import ApiClient, User
from openpas.identity.tokens import issue_client_token, issue_user_token
from openpas.passholders.models import Passholder

Person = Callable[..., "Caller"]
"""`person(who, client, insz="")`: see the fixture."""


class Caller:
    """Calls paths below /api/v4/ with an access token, or with none."""

    def __init__(self, client: ApiClient | None = None, *, token: str = "") -> None:
        bearer = token or (issue_client_token(client) if client else "")
        self._client = Client(raise_request_exception=False)
        self.credentials = {"Authorization": f"Bearer {bearer}"} if bearer else {}

    def get(self, path: str, query: Any = None, **headers: str) -> HttpResponse:
        return cast("HttpResponse", self._client.get(f"/api/v4{path}", query, headers=self._headers(headers)))

    def send(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        content_type = headers.pop("content_type", "application/json")
        response = self._client.generic(method, f"/api/v4{path}", data, content_type, headers=self._headers(headers))
        return cast("HttpResponse", response)

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {**self.credentials, **{name.replace("_", "-"): value for name, value in more.items()}}


@pytest.fixture
def anonymous() -> Caller:
    return Caller()


@pytest.fixture
def stranger(cast: Cast) -> Caller:
    return Caller(cast.stranger_client)


@pytest.fixture
def desk(cast: Cast) -> Caller:
    return Caller(cast.desk_client)


@pytest.fixture
def admin(cast: Cast) -> Caller:
    return Caller(cast.admin_client)


@pytest.fixture
def person(cast: Cast) -> Person:
    """People who call for themselves: `person(cast.amina)`, or `person(cast.dirk)` for staff.

    A passholder gets an account that is linked to the pass. The client is the second argument, one that may do
    everything unless another is given; with `insz` the person signed in with that national number.
    """

    def caller(who: Passholder | User, client: ApiClient | None = None, *, insz: str = "") -> Caller:
        user = who if isinstance(who, User) else _account_of(who)
        return Caller(token=issue_user_token(user, client or cast.admin_client, insz=insz))

    return caller


def _account_of(passholder: Passholder) -> User:
    user = User.objects.filter(subject=passholder.uitid).exclude(subject="").first()
    if user is None:
        user = User.objects.create_user(f"{passholder.pk}@passholder.example", passholder.first_name)
        passholder.uitid = user.subject
        passholder.save(update_fields=["uitid"])
    return user
