"""A form is carried out once, whatever is clicked twice or loaded again (`records.idempotency`)."""

import secrets
import time
from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest

from openpas.foundation.refusal import Refusal
from openpas.records.idempotency import Answer, once, request_hash
from openpas.records.refusals import RequestInProgress
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.words import words_of

_DONE: Final = 204
_TRIES: Final = 30
_PAUSE_SECONDS: Final = 0.1


def key_of(request: HttpRequest, part: str = "") -> str:
    """What names this form, or one part of it. A form without a nonce counts as new each time."""
    named = f"desk:{request.POST.get('nonce') or secrets.token_urlsafe(15)}"
    return f"{named}:{part}" if part else named


def digest_of(request: HttpRequest) -> bytes:
    """What makes the same form the same: where it went and what was filled in."""
    filled = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    return request_hash("POST", request.path, repr(filled).encode())


def refusal_of(request: HttpRequest, clerk: Clerk, work: Callable[[], object], part: str = "") -> Refusal | None:
    """Do `work` once for this form, in a transaction; the reason when it may not be done, None when it was.

    A form that does several things names its parts: each is done or refused on its own.
    """

    def without_words() -> str:
        work()
        return ""

    outcome = outcome_of(request, clerk, without_words, part)
    return outcome if isinstance(outcome, Refusal) else None


def do_and_tell(request: HttpRequest, clerk: Clerk, work: Callable[[], object], words: str) -> None:
    """The same, and the next page says that it was done, in `words`, or why it was not."""
    refusal = refusal_of(request, clerk, work)
    if refusal is None:
        messages.success(request, words)
    else:
        messages.warning(request, words_of(refusal, clerk.desk.pk))


def outcome_of(request: HttpRequest, clerk: Clerk, work: Callable[[], str], part: str = "") -> str | Refusal:
    """Do work that gives words once, such as the address of what it made: a form that arrives twice gets them too.

    Of a double click the second request waits for the first: it is the one whose answer the browser shows.
    """

    def carried_out() -> Answer:
        return Answer(_DONE, work())

    key, digest = key_of(request, part), digest_of(request)
    waited: Refusal = RequestInProgress()
    for _ in range(_TRIES):
        try:
            return once(clerk.actor.id, key, digest, carried_out).body
        except RequestInProgress as refusal:
            waited = refusal
            time.sleep(_PAUSE_SECONDS)
        except Refusal as refusal:
            return refusal
    return waited
