"""How often somebody may ask in a while, counted in the database for all processes together."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import connection

from openpas.records.encryption import blind_index
from openpas.runtime import clock

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_COUNT: Final = """
    INSERT INTO records_requestcount (subject, window_starts_at, requests) VALUES (%s, %s, 1)
    ON CONFLICT (subject, window_starts_at) DO UPDATE SET requests = records_requestcount.requests + 1
    RETURNING requests
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `requests` in each window of `seconds`, counted under `name`."""

    name: str
    requests: int
    seconds: int


def seconds_to_wait(rate: Rate, subject: str) -> int:
    """Count a request of `subject` (an address, say; kept as a keyed hash). 0 when it may go on, else how long to wait.

    Windows begin at fixed moments, so that one row per subject is enough; one query.
    """
    now = clock.now()
    window = timedelta(seconds=rate.seconds)
    begins_at = now - (now - _EPOCH) % window
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [blind_index(f"{rate.name}\n{subject}"), begins_at])
        row = cursor.fetchone()
    if not row or row[0] <= rate.requests:
        return 0
    return (begins_at + window - now) // timedelta(seconds=1) + 1
