"""Authlib's authorization server on our clients, grants and answers."""

from collections.abc import Collection, Iterable
from typing import Any

from authlib.oauth2 import AuthorizationServer, OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from openpas.identity.clients import active_client
from openpas.identity.oauth.credentials import UNAUTHORIZED, proven_client
from openpas.identity.oauth.grants import ClientGrant, CodeGrant, Pkce, RefreshGrant
from openpas.identity.oauth.registered import Registered
from openpas.identity.oauth.requests import ClientRequest, demand_readable, given_in_body


class Server(AuthorizationServer):
    """Where Authlib asks for clients and answers requests. Each grant saves its own tokens."""

    def query_client(self, client_id: str) -> Registered | None:
        row = active_client(client_id)
        return Registered(row) if row else None

    def authenticate_client(
        self,
        request: ClientRequest,
        methods: Collection[str],
        endpoint: str = "token",  # noqa: ARG002
    ) -> Registered:
        client, request.auth_method = proven_client(request, methods)
        return Registered(client)

    def save_token(self, token: object, request: object) -> None:
        """The tokens themselves are kept nowhere; the rows were written when they were made."""

    def send_signal(self, name: str, *_: Any, **_named: Any) -> None:
        """Nobody listens."""

    def create_oauth2_request(self, request: ClientRequest | HttpRequest) -> ClientRequest:
        return request if isinstance(request, ClientRequest) else ClientRequest(request, given_in_body(request))

    def handle_response(self, status: int, body: dict[str, object], headers: Iterable[tuple[str, str]]) -> HttpResponse:
        response = JsonResponse(dict(body), status=status)
        for name, value in headers:
            if name != "Content-Type":
                response[name] = value
        if status == UNAUTHORIZED:
            response["WWW-Authenticate"] = 'Basic realm="Openpas"'
        return response

    def refused(self, error: OAuth2Error) -> HttpResponse:
        """An error that was found before Authlib was asked."""
        status, body, headers = error()
        return self.handle_response(status, body, headers)


def _server() -> Server:
    made = Server()
    made.register_grant(ClientGrant)
    made.register_grant(CodeGrant, [Pkce()])
    made.register_grant(RefreshGrant)
    return made


server = _server()


def token_response(request: HttpRequest) -> HttpResponse:
    """Tokens, or why there are none, in one transaction: of two requests at once the second sees what the first did.

    A refusal is an answer and not an exception, so that what a refusal ends stays ended.
    """
    try:
        asked = _asked(request)
        if not asked.payload.grant_type:
            raise InvalidRequestError("grant_type is missing.")
    except OAuth2Error as error:
        return server.refused(error)
    with transaction.atomic():
        answer: HttpResponse = server.create_token_response(asked)
    return answer


def endpoint_response(name: str, request: HttpRequest) -> HttpResponse:
    """The answer of another endpoint for programs."""
    try:
        answer: HttpResponse = server.create_endpoint_response(name, _asked(request))
    except OAuth2Error as error:
        return server.refused(error)
    return answer


def _asked(request: HttpRequest) -> ClientRequest:
    given = given_in_body(request)
    demand_readable(given)
    return ClientRequest(request, given)
