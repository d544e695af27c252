"""Callers of the API: anonymous, a stranger, a desk and an administrator."""

import json
from typing import Any, cast

import pytest
from django.http import HttpResponse
from django.test import Client

from openpas.demo.cast import Cast
from openpas.identity.models import ApiClient
from openpas.identity.tokens import issue_client_token


class Caller:
    """Calls paths below /api/v4/ with the token of a client, or with none."""

    def __init__(self, client: ApiClient | None = None) -> None:
        self._client = Client(raise_request_exception=False)
        self._usual = {} if client is None else {"Authorization": f"Bearer {issue_client_token(client)}"}

    def get(self, path: str, query: Any = None, **headers: str) -> HttpResponse:
        return cast("HttpResponse", self._client.get(f"/api/v4{path}", query, headers=self._headers(headers)))

    def send(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        content_type = headers.pop("content_type", "application/json")
        response = self._client.generic(method, f"/api/v4{path}", data, content_type, headers=self._headers(headers))
        return cast("HttpResponse", response)

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {**self._usual, **{name.replace("_", "-"): value for name, value in more.items()}}


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
