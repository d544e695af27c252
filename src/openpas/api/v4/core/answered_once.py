"""A write that carries an Idempotency-Key is carried out once and answered the same each time."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from openpas.api.v4.core.authentication import owner_of_keys
from openpas.api.v4.core.plain import idempotency_key
from openpas.api.v4.core.problems import PROBLEM_JSON
from openpas.api.v4.core.wire import JSON
from openpas.records.idempotency import Answer, once, request_hash

REPLAYED = "Idempotency-Replayed"


def answered(request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The view's answer; when the request carries an Idempotency-Key, that of `answered_once`. Raises HeaderInvalid."""
    key = idempotency_key(request)
    return answered_once(request, key, view) if key else view()


def answered_once(request: HttpRequest, key: str, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The view's answer, stored in the view's own transaction; or the one that was stored when the key came before.

    Answers of 400 and up are not stored, and nothing that the view wrote: what must outlast a refusal, such as the
    count of a rate, is written before. Raises RequestInProgress and KeyUsedForAnotherRequest.
    """
    fresh: list[HttpResponseBase] = []

    def work() -> Answer:
        response = view()
        fresh.append(response)
        return Answer(response.status_code, _body(response))

    digest = digest_of(request)
    answer = once(owner_of_keys(request, digest), key, digest, work)
    return fresh[0] if fresh else _replayed(answer)


def digest_of(request: HttpRequest) -> bytes:
    """What makes this request the same as an earlier one: method, path without the last slash, query and body."""
    path = f"{request.path.rstrip('/')}?{request.META.get('QUERY_STRING', '')}"
    return request_hash(request.method or "", path, request.body)


def _body(response: HttpResponseBase) -> str:
    return response.content.decode() if isinstance(response, HttpResponse) else ""


def _replayed(answer: Answer) -> HttpResponse:
    content_type = JSON if answer.status < 400 else PROBLEM_JSON  # noqa: PLR2004
    response = HttpResponse(answer.body, status=answer.status, content_type=content_type)
    response[REPLAYED] = "true"
    return response
