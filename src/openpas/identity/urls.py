"""The paths of the sign-in service, where clients of the published one know them: with and without a last slash.

And ours for people who sign in elsewhere.
"""

from collections.abc import Callable, Iterator

from django.http import HttpResponse
from django.urls import URLPattern, path

from openpas.identity.external.views import callback, leave_for
from openpas.identity.oauth.authorization_endpoint import authorize
from openpas.identity.oauth.discovery import PROTOCOL_PATH, REALM_PATH, configuration, keys
from openpas.identity.oauth.logout import logout
from openpas.identity.oauth.token_endpoint import token
from openpas.identity.oauth.token_management import introspection, revocation
from openpas.identity.oauth.userinfo import userinfo

_VIEWS: dict[str, Callable[..., HttpResponse]] = {
    f"{PROTOCOL_PATH}/auth": authorize,
    "authorize": authorize,
    f"{PROTOCOL_PATH}/token": token,
    "oauth/token": token,
    f"{PROTOCOL_PATH}/token/introspect": introspection,
    f"{PROTOCOL_PATH}/revoke": revocation,
    f"{PROTOCOL_PATH}/userinfo": userinfo,
    "userinfo": userinfo,
    f"{PROTOCOL_PATH}/logout": logout,
    f"{PROTOCOL_PATH}/certs": keys,
    ".well-known/jwks.json": keys,
    ".well-known/openid-configuration": configuration,
    f"{REALM_PATH}/.well-known/openid-configuration": configuration,
}


def _paths() -> Iterator[URLPattern]:
    for route, view in _VIEWS.items():
        yield path(route, view)
        yield path(f"{route}/", view)


urlpatterns: list[URLPattern] = [
    *_paths(),
    path("account/external/<slug:issuer>", leave_for, name="external_sign_in"),
    path("account/external/<slug:issuer>/callback", callback, name="external_callback"),
]
