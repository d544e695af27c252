"""The paths of the sign-in service, where clients of the published one know them: with and without a last slash."""

from collections.abc import Callable, Iterator

from django.http import HttpResponse
from django.urls import URLPattern, path

from openpas.identity.discovery import PROTOCOL_PATH, REALM_PATH, configuration, keys
from openpas.identity.token_endpoint import token

_VIEWS: dict[str, Callable[..., HttpResponse]] = {
    f"{PROTOCOL_PATH}/token": token,
    "oauth/token": token,
    f"{PROTOCOL_PATH}/certs": keys,
    ".well-known/jwks.json": keys,
    ".well-known/openid-configuration": configuration,
    f"{REALM_PATH}/.well-known/openid-configuration": configuration,
}


def _paths() -> Iterator[URLPattern]:
    for route, view in _VIEWS.items():
        yield path(route, view)
        yield path(f"{route}/", view)


urlpatterns: list[URLPattern] = list(_paths())
