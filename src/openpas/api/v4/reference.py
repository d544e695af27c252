"""The API described: for programs at `openapi.json`, for people at `docs`."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpas.api.v4.app import api
from openpas.api.v4.core.openapi import document
from openpas.api.v4.core.reference import subjects
from openpas.api.v4.core.wire import json_response
from openpas.identity.cross_origin import allow_origin

# The page has one style sheet of ours and nothing else: no script, no frame, nothing from elsewhere.
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@require_safe
def openapi_json(request: HttpRequest) -> HttpResponse:
    response = json_response(document(api))
    allow_origin(request, response)
    return response


@require_safe
def reference_page(request: HttpRequest) -> HttpResponse:
    described = document(api)
    page = render(request, "api/reference.html", {"info": described["info"], "subjects": subjects(described)})
    page["Content-Security-Policy"] = _POLICY
    return page
