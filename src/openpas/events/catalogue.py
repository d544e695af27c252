"""Where events come from that others enter: what an import asks of a catalogue, whoever keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class CatalogueFailed(Exception):
    """The catalogue does not answer, or says something else than a catalogue does. The import can go on later."""


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """Some events of an organizer, as raw documents, and how many there are of it in all."""

    total: int
    documents: tuple[Mapping[str, Any], ...]


class EventCatalogue(Protocol):
    """A catalogue of events in the event database's words. Both methods raise CatalogueFailed."""

    source: str
    """Its address: what was imported from it before is known by it."""

    def events_of(self, organizer_id: str, from_at: datetime, start: int) -> CataloguePage:
        """Events of the organizer that end after `from_at`, in whatever stage, oldest entry first, from `start` on."""

    def event(self, event_id: str) -> Mapping[str, Any] | None:
        """One event in whatever stage, or None when there is no such event any more."""
