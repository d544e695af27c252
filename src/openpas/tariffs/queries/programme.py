"""What an event and its keys say: asked with every price, and changed a few times a day.

Each process keeps a copy, with the number that the database had for it. Every transaction that changes a table of which
the copy is made raises that number as it commits (migrations/0003_programme.py). Whoever uses a copy reads the number
in the same statement as the rest, and takes a new copy when it is another one: no copy outlives what it says.
"""

from dataclasses import dataclass
from threading import Lock
from typing import Final

from cachetools import LRUCache
from django.db import connection

from openpas.events.queries import EVENT_AS_JSON, event_facts_from
from openpas.events.rules import EventFacts
from openpas.runtime.hot_statements import HotStatement
from openpas.tariffs.queries.keys import KEYS_AS_JSON, keys_from
from openpas.tariffs.rules.keys import Key

PROGRAMME_VERSION: Final = "(SELECT programme.version FROM tariffs_programme programme)"

_EVENT_AND_KEYS: Final = """
    WITH found AS MATERIALIZED ({event})
    SELECT {version}, found.facts::text, ({keys})::text FROM found
"""
_STATEMENT: Final = HotStatement(
    _EVENT_AND_KEYS.format(
        event=EVENT_AS_JSON.format(event_id="%(event)s"),
        version=PROGRAMME_VERSION,
        keys=KEYS_AS_JSON.format(
            event_id="(found.facts ->> 'id')::bigint", organizer_id="(found.facts ->> 'organizer_id')::bigint"
        ),
    )
)
_KEPT_EVENTS: Final = 2048


@dataclass(frozen=True, slots=True)
class Programme:
    """An event and the keys that its organizer may use, at one moment."""

    version: int
    event: EventFacts
    keys: tuple[Key, ...]


_kept: LRUCache[str, Programme] = LRUCache(_KEPT_EVENTS)
_kept_turn: Final = Lock()


def programme_of(event_public_id: str) -> Programme:
    """What was kept of the event, or what is true now; no query, or one. Raises EventNotFound.

    A transaction may have changed what nobody else sees yet: within one, nothing that was kept is used.
    """
    if connection.in_atomic_block:
        return present_programme_of(event_public_id)
    with _kept_turn:
        known = _kept.get(event_public_id.lower())
    return known or present_programme_of(event_public_id)


def present_programme_of(event_public_id: str) -> Programme:
    """What is true now, kept for the next time. One query. Raises EventNotFound."""
    version, event, keys = _STATEMENT.row({"event": event_public_id}) or (0, None, None)
    programme = Programme(version, event_facts_from(event), keys_from(keys))
    if not connection.in_atomic_block:
        with _kept_turn:
            _kept[event_public_id.lower()] = programme
    return programme
