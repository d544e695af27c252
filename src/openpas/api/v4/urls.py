"""The paths of the API, below `/api/v4/`."""

from django.urls import URLPattern, path, re_path

from openpas.api.v4.app import PLAIN_VIEWS, api
from openpas.api.v4.core.endpoint import unknown_path
from openpas.api.v4.core.router import endpoints
from openpas.api.v4.reference import openapi_json, reference_page

urlpatterns: list[URLPattern] = [
    *endpoints(api, PLAIN_VIEWS),
    path("openapi.json", openapi_json, name="openapi"),
    path("docs", reference_page, name="api-reference"),
    path("docs/", reference_page),
    re_path("", unknown_path),
]
