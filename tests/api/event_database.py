"""Callers of the event database's paths, and the concert as it writes it."""

import json
from typing import Any, cast

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from openpas.identity.models import ApiClient
from openpas.identity.tokens import issue_client_token

ISSUER = settings.OPENPAS_ISSUER
BASE_PRICE = {"category": "base", "name": {"nl": "Basistarief"}, "price": 12.5, "priceCurrency": "EUR"}
PLAY: dict[str, Any] = {
    "mainLanguage": "nl",
    "name": {"nl": "Toneel"},
    "calendarType": "single",
    "subEvent": [{"startDate": "2099-05-01T20:00:00+02:00", "endDate": "2099-05-01T22:00:00+02:00"}],
    "organizer": {"@id": "https://io.uitdatabank.be/organizers/CAST-theatre"},
    "location": {"@id": "https://io.uitdatabank.be/place/cast-theatre-place"},
    "priceInfo": [BASE_PRICE, {"category": "tariff", "name": {"nl": "Kinderen"}, "price": 0, "priceCurrency": "EUR"}],
    "labels": ["toneel"],
    "terms": [{"id": "0.55.0.0.0"}],
}


class DatabaseCaller:
    """Calls `/search` and `/entry` with the token of a client, or with none."""

    def __init__(self, client: ApiClient | None = None) -> None:
        self._client = Client(raise_request_exception=False)
        self._headers = {} if client is None else {"Authorization": f"Bearer {issue_client_token(client)}"}

    def get(self, path: str, query: Any = None, **headers: str) -> HttpResponse:
        sent = {**self._headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return cast("HttpResponse", self._client.get(path, query, headers=sent))

    def send(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        sent = {**self._headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return cast("HttpResponse", self._client.generic(method, path, data, "application/json", headers=sent))
