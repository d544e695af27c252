"""The paths of the event database, below `/search/` and `/entry/`."""

from typing import Final

from django.urls import URLPattern, re_path

from openpas.api.events import entry, search
from openpas.api.v4.core.endpoint import unknown_path
from openpas.api.v4.core.router import ContractApi, endpoints

api: Final = ContractApi(
    (search.router, entry.router),
    title="Event database",
    version="3",
    description="The part of UiTdatabank's search and entry APIs that clients of UiTPAS use.",
    urls_namespace="event-database",
)

urlpatterns: list[URLPattern] = [
    *endpoints(api, {}),
    re_path("^(?:search|entry)(?:/|$)", unknown_path),
]
