"""A refusal as a problem document (RFC 7807), in the one place where this happens."""

import logging
from http import HTTPStatus
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from openpas.api.v4.core.refusals import BodyTooLarge, MethodNotAllowed, RateLimited
from openpas.api.v4.core.wire import written
from openpas.foundation.refusal import Refusal
from openpas.records.refusals import RequestInProgress

PROBLEM_JSON: Final = "application/problem+json"
_PROBLEM_TYPES: Final = "https://api.publiq.be/probs/"
_SHORT_WAIT_SECONDS: Final = 1
_log: Final = logging.getLogger(__name__)


def answer_to(request: HttpRequest, error: Exception) -> HttpResponse:
    """The problem document for whatever was raised on the way to an answer."""
    match error:
        case Refusal():
            return problem_response(error)
        case RequestDataTooBig():
            return problem_response(BodyTooLarge())
    return _failure_response(request, error)


def problem_response(refusal: Refusal) -> HttpResponse:
    """The answer to a request that was refused."""
    response = _response(problem_of(refusal), refusal.status)
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    match refusal:
        case MethodNotAllowed():
            response["Allow"] = refusal.allow
        case RateLimited():
            response["Retry-After"] = str(refusal.retry_after)
        case RequestInProgress():
            response["Retry-After"] = str(_SHORT_WAIT_SECONDS)
    return response


def problem_of(refusal: Refusal) -> dict[str, object]:
    """The problem document itself: also what `jsonPointer` and other extensions stand in."""
    problem: dict[str, object] = {
        "type": problem_type(refusal.type),
        "title": refusal.title,
        "status": refusal.status,
    }
    if refusal.detail:
        problem["detail"] = refusal.detail
    if (message := refusal.end_user_message) is not None:
        problem["endUserMessage"] = message.as_dict()
    return problem | {name: value for name, value in refusal.extensions.items() if name not in problem}


def problem_type(name: str) -> str:
    """The full address of a type; one that has a scheme of its own stays as it is."""
    return name if name.startswith(("urn:", "http:", "https:", "about:")) else _PROBLEM_TYPES + name


def _failure_response(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer when we failed: nothing about the inside, which goes to the log."""
    _log.error("failed to answer %s", request.resolver_match and request.resolver_match.route, exc_info=error)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return _response({"type": "about:blank", "title": status.phrase, "status": status.value}, status)


def _response(problem: dict[str, object], status: int) -> HttpResponse:
    return HttpResponse(written(problem), status=status, content_type=PROBLEM_JSON)
