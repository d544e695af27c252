"""A form is carried out once, whatever is clicked twice or loaded again (`records.idempotency`)."""

import secrets
import time
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest

from openpas.foundation.refusal import Refusal
from openpas.records.idempotency import Answer, once, request_hash
from openpas.records.refusals import RequestInProgress
from openpas.web.desk.clerk import Clerk

_DONE: Final = 204
_TRIES: Final = 30
_PAUSE_SECONDS: Final = 0.1


def key_of(request: HttpRequest) -> str:
    """What names this form. A form without it counts as new each time."""
    return f"desk:{request.POST.get('nonce') or secrets.token_urlsafe(15)}"


def digest_of(request: HttpRequest) -> bytes:
    """What makes the same form the same: where it went and what was filled in."""
    filled = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    return request_hash("POST", request.path, repr(filled).encode())


def refusal_of(request: HttpRequest, clerk: Clerk, work: Callable[[], object]) -> Refusal | None:
    """Do `work` once for this form, in a transaction; the reason when it may not be done, None when it was.

    Of a double click the second request waits for the first: it is the one whose answer the browser shows.
    """

    def carried_out() -> Answer:
        work()
        return Answer(_DONE, "")

    key, digest = key_of(request), digest_of(request)
    for attempt in range(_TRIES):
        try:
            once(clerk.actor.id, key, digest, carried_out)
        except RequestInProgress as refusal:
            if attempt == _TRIES - 1:
                return refusal
            time.sleep(_PAUSE_SECONDS)
        except Refusal as refusal:
            return refusal
        else:
            return None
    return None
