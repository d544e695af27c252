"""JSON as it goes over the wire: numbers with a fraction are Decimal in both directions, never binary floats."""

from decimal import Decimal
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from openpas.api.v4.core.refusals import BodyMissing, BodySyntaxInvalid, NotFound, UnsupportedMediaType

JSON: Final = "application/json"
_decoder: Final = msgspec.json.Decoder(float_hook=Decimal)
_encoder: Final = msgspec.json.Encoder(decimal_format="number")
_NUL: Final = "\x00"


def read_json(request: HttpRequest) -> Any:
    """The body of the request. Raises BodyMissing, BodySyntaxInvalid and UnsupportedMediaType.

    A body without a Content-Type is JSON (contract/rules.md 5). PostgreSQL stores no NUL character, so none comes in.
    """
    if not request.body:
        raise BodyMissing("A JSON body is needed.")
    if request.content_type not in ("", JSON) and not str(request.content_type).endswith("+json"):
        raise UnsupportedMediaType(f"The body must be {JSON}.")
    try:
        data = _decoder.decode(request.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ArithmeticError) as error:
        raise BodySyntaxInvalid(str(error)) from error
    if b"\\u0000" in request.body:
        raise BodySyntaxInvalid("Text cannot hold the NUL character.")
    return data


def written(data: object) -> bytes:
    """Data as JSON; Decimal becomes a number with the digits it has."""
    return _encoder.encode(data)


def json_response(data: object, status: int = 200) -> HttpResponse:
    """The fast way out for a plain view."""
    return HttpResponse(written(data), status=status, content_type=JSON)


class ContractParser(Parser):
    """How ninja reads bodies and queries. Query parameters without a value count as not given."""

    def parse_body(self, request: HttpRequest) -> Any:
        return read_json(request)

    def parse_querydict(
        self,
        data: MultiValueDict[str, Any],
        list_fields: list[str],
        request: HttpRequest,  # noqa: ARG002  ninja's signature
    ) -> dict[str, Any]:
        given = ((name, [value for value in values if value != ""]) for name, values in data.lists())
        parsed = {name: values if name in list_fields else values[-1] for name, values in given if values}
        for name, value in parsed.items():
            if _NUL in (value if isinstance(value, str) else "".join(map(str, value))):
                raise NotFound(f"The query parameter {name} cannot hold the NUL character.")
        return parsed


class ContractRenderer(BaseRenderer):
    """How ninja writes answers."""

    media_type = JSON
    charset = ""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002  ninja's
        return written(data)
