"""A request of a client in the shape in which Authlib reads it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Payload, OAuth2Request
from django.conf import settings
from django.http import HttpRequest

_PLAIN: Final = re.compile(r"[\x20\x21\x23-\x5b\x5d-\x7e]*")
_PLAIN_PARAMETERS: Final = ("response_type", "redirect_uri", "scope", "grant_type", "code_challenge")
_ONCE: Final = (
    *_PLAIN_PARAMETERS,
    *("client_id", "state", "nonce", "prompt", "max_age", "acr_values", "code_challenge_method"),
    *("client_secret", "code", "code_verifier", "refresh_token", "token"),
)


class Payload(OAuth2Payload):
    """The parameters: of an authorization request those of the query, of all others those of the body."""

    def __init__(self, given: Mapping[str, Sequence[str]]) -> None:
        self._given = given

    @property
    def data(self) -> dict[str, str]:
        return {name: values[-1] for name, values in self._given.items()}

    @property
    def datalist(self) -> defaultdict[str, list[Any]]:
        return defaultdict(list, {name: list(values) for name, values in self._given.items()})


class ClientRequest(OAuth2Request):
    """What Authlib asks of a request. `django` is the request itself.

    Authlib wants an address that is https: whether the connection is encrypted is seen to before us, by the proxy that
    the installation stands behind.
    """

    payload: Payload

    def __init__(self, django: HttpRequest, given: Mapping[str, Sequence[str]]) -> None:
        host = urlsplit(settings.OPENPAS_ISSUER).netloc
        super().__init__(str(django.method), f"https://{host}{django.path}", headers=django.headers)
        self.django = django
        self.payload = Payload(given)

    @property
    def form(self) -> dict[str, str]:
        return self.payload.data

    @property
    def args(self) -> dict[str, str]:
        return self.payload.data


def given_in_query(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in request.GET.lists()}


def given_in_body(request: HttpRequest) -> dict[str, list[str]]:
    """The parameters of a form or of a JSON object; of the latter only texts count. Raises InvalidRequestError."""
    if request.content_type != "application/json":
        return {name: [str(value) for value in values] for name, values in request.POST.lists()}
    try:
        body: Any = msgspec.json.decode(request.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidRequestError("The body is no JSON.") from error
    if not isinstance(body, dict):
        raise InvalidRequestError("The body is no JSON object.")
    return {name: [value] for name, value in body.items() if isinstance(value, str)}


def demand_readable(given: Mapping[str, Sequence[str]]) -> None:
    """Raise InvalidRequestError for letters that a parameter cannot have (RFC 6749, appendix A), and for doubles.

    Authlib repeats some of them in its answers, where they would be as wrong.
    """
    for name in _PLAIN_PARAMETERS:
        if not all(_PLAIN.fullmatch(value) for value in given.get(name, ())):
            raise InvalidRequestError(f"{name} has a character that it cannot have.")
    if any("\x00" in value for value in given.get("nonce", ())):
        raise InvalidRequestError("nonce has a character that it cannot have.")
    if repeated := next((name for name in _ONCE if len(given.get(name, ())) > 1), None):
        raise InvalidRequestError(f"{repeated} is given more than once.")
