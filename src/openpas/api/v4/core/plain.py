"""For the few hottest operations, which are plain Django views: read, check and write as cheaply as can be.

Such a view takes the request, calls `authenticated`, raises refusals and returns `json_response`. The Endpoint around
it does the rest, as for every other operation. It stands in the table of `urls.py`; the same operation is declared on a
router for the document.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from pydantic import BaseModel, TypeAdapter, ValidationError

from openpas.api.v4.core.refusals import HeaderInvalid, NotFound
from openpas.api.v4.core.validation import body_refusal, query_refusal
from openpas.api.v4.core.wire import read_json

Schema = TypeVar("Schema", bound=BaseModel)
Body = TypeVar("Body")
View = TypeVar("View", bound=Callable[..., HttpResponseBase])

_KEEPS_ANSWERS: Final = "keeps_answers"
_LONGEST_KEY: Final = 255


def keeps_answers(view: View) -> View:
    """Mark a view that looks after the Idempotency-Key itself: in its own statement, or not for all that it does.

    On a router it stands below the operation.
    """
    setattr(view, _KEEPS_ANSWERS, True)
    return view


def does_keep_answers(view: Callable[..., Any]) -> bool:
    return getattr(view, _KEEPS_ANSWERS, False)


def idempotency_key(request: HttpRequest) -> str:
    """The Idempotency-Key, or "" without one. Raises HeaderInvalid unless it is 1 to 255 visible characters."""
    key = request.META.get("HTTP_IDEMPOTENCY_KEY")
    if key is None:
        return ""
    if not (1 <= len(key) <= _LONGEST_KEY and key.isascii() and key.isprintable() and " " not in key):
        raise HeaderInvalid(f"Idempotency-Key must be 1 to {_LONGEST_KEY} visible ASCII characters.")
    return str(key)


def body_as(reader: TypeAdapter[Body], request: HttpRequest) -> Body:
    """The JSON body by a TypeAdapter that is made once per module. Raises the refusals of a body."""
    data = read_json(request)
    try:
        return reader.validate_python(data)
    except ValidationError as error:
        raise body_refusal(error.errors(include_url=False, include_context=False, include_input=False)) from error


def query_as(schema: type[Schema], request: HttpRequest) -> Schema:
    """The query by a schema without lists; empty values count as not given. Raises NotFound."""
    given = _given(request)
    if any("\x00" in value for value in given.values()):
        raise NotFound("The query cannot hold the NUL character.")
    try:
        return schema.model_validate(given)
    except ValidationError as error:
        raise query_refusal(error.errors(include_url=False, include_context=False, include_input=False)) from error


def _given(request: HttpRequest) -> dict[str, str]:
    """The last value of each parameter that has one. `request.GET` says the same in ten times as many steps."""
    query = request.META.get("QUERY_STRING", "").encode("latin-1")
    return dict(parse_qsl(query.decode(errors="replace")))
