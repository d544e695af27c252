"""A write that arrives twice is carried out once, and answered twice with the same words."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import connection, transaction

from openpas.records.models import IdempotencyAnswer
from openpas.records.refusals import KeyUsedForAnotherRequest, RequestInProgress
from openpas.runtime import clock

KEPT_FOR: Final = timedelta(days=7)
_FIRST_FAILURE: Final = 400


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to the caller: the HTTP status and the body as text."""

    status: int
    body: str


def request_hash(method: str, path: str, body: bytes) -> bytes:
    """What makes a request the same request."""
    return hashlib.sha256(b"\0".join((method.encode(), path.encode(), body))).digest()


def once(actor_id: str, key: str, digest: bytes, work: Callable[[], Answer]) -> Answer:
    """Do `work` in a transaction together with keeping its answer; give the kept answer when it was done before.

    An answer of 400 or higher is not kept and rolls everything back: the caller may repair and try again with the same
    key. Raises RequestInProgress while another process works on the same key, and KeyUsedForAnotherRequest.
    """
    with transaction.atomic():
        _lock(actor_id, key)
        if (kept := kept_answer(actor_id, key, digest)) is not None:
            return kept
        answer = work()
        if answer.status >= _FIRST_FAILURE:
            transaction.set_rollback(True)
        else:
            IdempotencyAnswer.objects.create(
                actor=actor_id,
                key=key,
                request_hash=digest,
                status=answer.status,
                answer=answer.body,
                created_at=clock.now(),
            )
        return answer


def kept_answer(actor_id: str, key: str, digest: bytes) -> Answer | None:
    """The answer that was given to this request before, if any."""
    kept = IdempotencyAnswer.objects.filter(actor=actor_id, key=key).first()
    if kept is None:
        return None
    if bytes(kept.request_hash) != digest:
        raise KeyUsedForAnotherRequest("This Idempotency-Key was used for another request.")
    return Answer(kept.status, kept.answer)


def _lock(actor_id: str, key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"{actor_id}\n{key}"])
        row = cursor.fetchone()
    if not row or not row[0]:
        raise RequestInProgress("A request with this Idempotency-Key is in progress.")
