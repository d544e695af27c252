"""Look at passes as a desk does for some seconds, then read one person's own log: `python -m bench.looks SECONDS`.

Tells as JSON what a look (four queries and the committed line about it) and a page of the log take, in milliseconds.
"""

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openpas.runtime.settings")
django.setup()

from openpas.foundation.actor import ALL_CARD_SYSTEMS, Actor, ActorKind  # noqa: E402  Django must be set up first
from openpas.foundation.permissions import Permission  # noqa: E402
from openpas.passholders.models import Card  # noqa: E402
from openpas.passholders.queries import find_pass  # noqa: E402
from openpas.records.queries import accesses_of  # noqa: E402

CLERK: Final = Actor("user:1", ActorKind.STAFF, {1: {Permission.PASSES_READ: ALL_CARD_SYSTEMS}}, desk_id=1)
WARM_UP_SECONDS: Final = 1
OWN_READS: Final = 200
_PERCENT: Final = 100
_MS_PER_SECOND: Final = 1000


def measure(seconds: int) -> dict[str, float]:
    numbers = list(Card.objects.filter(membership__isnull=False).values_list("uitpas_number", flat=True)[:20_000])
    drawn = random.Random(20_261_122)  # noqa: S311  the same passes in each round

    def look() -> None:
        find_pass(CLERK, drawn.choice(numbers))

    _for_seconds(look, WARM_UP_SECONDS)
    looks = _for_seconds(look, seconds)
    own = [_taken(lambda: accesses_of(1)) for _ in range(OWN_READS)]
    return {
        "looks": len(looks),
        "look_p50_ms": statistics.median(looks),
        "look_p99_ms": statistics.quantiles(looks, n=_PERCENT)[-1],
        "own_log_p50_ms": statistics.median(own),
    }


def _for_seconds(work: Callable[[], None], seconds: int) -> list[float]:
    until = time.perf_counter() + seconds
    taken = []
    while time.perf_counter() < until:
        taken.append(_taken(work))
    return taken


def _taken(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * _MS_PER_SECOND


if __name__ == "__main__":
    json.dump(measure(int(sys.argv[1])), sys.stdout)
