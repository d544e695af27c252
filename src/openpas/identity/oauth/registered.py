"""A client of ours, as Authlib asks about it."""

from authlib.oauth2.rfc6749 import ClientMixin

from openpas.identity.models import ApiClient
from openpas.identity.oauth.rules import scope_for
from openpas.identity.return_addresses import is_registered

_WITH_SECRET = frozenset({"client_secret_basic", "client_secret_post"})
_GRANTS = frozenset({"authorization_code", "refresh_token"})


class Registered(ClientMixin):
    """`row` is the client. A public one has no secret to prove itself with, and cannot act for itself."""

    def __init__(self, row: ApiClient) -> None:
        self.row = row

    @property
    def client_id(self) -> str:
        return self.row.client_id

    def get_client_id(self) -> str:
        return self.row.client_id

    def get_default_redirect_uri(self) -> str | None:
        """Where it registered one address only, that one need not be named (RFC 6749, 3.1.2.3)."""
        addresses = self.row.redirect_addresses
        return str(addresses[0]) if len(addresses) == 1 else None

    def get_allowed_scope(self, scope: str | None) -> str:
        return scope_for(scope or "")

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return is_registered(redirect_uri, self.row.redirect_addresses)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002  the same everywhere
        return method in _WITH_SECRET if not self.row.is_public else method == "none"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code" and bool(self.row.redirect_addresses)

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in _GRANTS or (grant_type == "client_credentials" and not self.row.is_public)
