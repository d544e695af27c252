"""Several people at the same moment, each in a thread and with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from openpas.foundation.refusal import Refusal


def at_once(works: list[Callable[[], object]]) -> list[object]:
    """What each gave, or the kind of refusal, when all begin at the same moment in threads of their own."""
    gate = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        try:
            gate.wait()
            return work()
        except Refusal as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))
