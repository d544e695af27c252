"""Take over the events of our organizers from a catalogue: page by page, as often as one likes, from where it broke.

Each page is one transaction together with the place that the import has reached. An event that was imported before and
did not come along is asked for by its id: only what the catalogue itself calls gone or hidden is withdrawn here.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from pydantic import ValidationError

from openpas.events.catalogue import EventCatalogue
from openpas.events.event_database.document import IdentifiedDocument
from openpas.events.models import CatalogueImport, Event
from openpas.events.queries import by_public_id
from openpas.events.refusals import EventOfAnotherOrganizer
from openpas.events.service.places import location_of
from openpas.events.service.reading import new_event
from openpas.events.service.registry import NewEvent, Sighting, import_event, withdraw_event
from openpas.foundation.actor import Actor, ActorKind
from openpas.organizers.models import Organizer
from openpas.organizers.refusals import OrganizerNotFound
from openpas.runtime import clock

IMPORTER: Final = Actor("system:import_events", ActorKind.SYSTEM)
_log: Final = logging.getLogger(__name__)

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Events of which organizers (public ids; none: all) and that end after which moment."""

    from_at: datetime
    organizer_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many events were read, withdrawn, passed over because they are not shown, unreadable, of somebody else."""

    counted: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return ", ".join(f"{self.counted[what]} {what}" for what in OUTCOMES)


OUTCOMES: Final = ("imported", "withdrawn", "hidden", "unreadable", "of another organizer")
_IMPORTED, _WITHDRAWN, _HIDDEN, _UNREADABLE, _OF_ANOTHER = OUTCOMES


def import_catalogue(catalogue: EventCatalogue, plan: ImportPlan, say: Say = _log.info) -> ImportReport:
    """Bring our events up to date with the catalogue. An unfinished import with the same plan goes on where it was.

    Raises OrganizerNotFound when the plan names one that we do not know, and CatalogueFailed.
    """
    organizers = _organizers(plan)
    run = _begun(catalogue, plan, organizers)
    report = ImportReport()
    for organizer in organizers.filter(pk__gte=run.at_organizer_id).order_by("pk"):
        _take_organizer(catalogue, run, organizer, report)
        say(f"{organizer.public_id}: {report}")
    run.finished_at = clock.now()
    run.save()
    return report


def _organizers(plan: ImportPlan) -> QuerySet[Organizer]:
    if not plan.organizer_ids:
        return Organizer.objects.all()
    named = Q()
    for public_id in plan.organizer_ids:
        if not Organizer.objects.filter(public_id__iexact=public_id).exists():
            raise OrganizerNotFound(f"There is no organizer {public_id}.")
        named |= Q(public_id__iexact=public_id)
    return Organizer.objects.filter(named)


@transaction.atomic
def _begun(catalogue: EventCatalogue, plan: ImportPlan, organizers: Iterable[Organizer]) -> CatalogueImport:
    """The unfinished import with the same organizers, or a new one in place of another."""
    asked = sorted(organizer.pk for organizer in organizers) if plan.organizer_ids else []
    unfinished = CatalogueImport.objects.filter(source=catalogue.source, finished_at=None).first()
    if unfinished is not None and unfinished.organizer_ids == asked:
        return unfinished
    if unfinished is not None:
        unfinished.delete()
    return CatalogueImport.objects.create(
        source=catalogue.source, organizer_ids=asked, from_at=plan.from_at, started_at=clock.now()
    )


def _take_organizer(
    catalogue: EventCatalogue, run: CatalogueImport, organizer: Organizer, report: ImportReport
) -> None:
    """All events of one organizer, from where the run was with it."""
    if run.at_organizer_id != organizer.pk:
        run.at_organizer_id, run.next_start = organizer.pk, 0
    while True:
        page = catalogue.events_of(organizer.public_id, run.from_at, run.next_start)
        with transaction.atomic():
            outcomes = [_take(document, organizer, run.source) for document in page.documents]
            run.next_start += len(page.documents)
            run.save()
        report.counted.update(outcomes)
        if not page.documents or run.next_start >= page.total:
            break
    for event in _not_seen(run, organizer):
        report.counted[_ask_back(catalogue, event, organizer)] += 1


def _not_seen(run: CatalogueImport, organizer: Organizer) -> list[Event]:
    """What was imported before, falls in the period, and did not come along this time."""
    unseen = Event.objects.filter(
        organizer=organizer, is_published=True, imported_from=run.source, imported_at__lt=run.started_at
    )
    return list(unseen.filter(Q(ends_at=None) | Q(ends_at__gte=run.from_at)))


def _ask_back(catalogue: EventCatalogue, event: Event, organizer: Organizer) -> str:
    document = catalogue.event(event.public_id)
    if document is None:
        withdraw_event(IMPORTER, event)
        return _WITHDRAWN
    return _take(document, organizer, catalogue.source)


@transaction.atomic
def _take(raw: Mapping[str, Any], organizer: Organizer, source: str) -> str:
    """Take one document over; what became of it."""
    try:
        document = IdentifiedDocument.model_validate(raw)
    except ValidationError as error:
        wrong = sorted({".".join(map(str, one["loc"])) for one in error.errors(include_url=False)})
        _log.warning("event passed over: it cannot be read", extra={"fields": {"event": _id_in(raw), "at": wrong}})
        return _UNREADABLE
    if not document.is_published:
        return _hide(document, source)
    try:
        import_event(IMPORTER, _as_new(document, organizer, Sighting(source, clock.now())))
    except EventOfAnotherOrganizer:
        return _OF_ANOTHER
    return _IMPORTED


def _hide(document: IdentifiedDocument, source: str) -> str:
    """Withdraw what came from there; what was entered here is for whoever entered it."""
    known = by_public_id(document.public_id).filter(is_published=True, imported_from=source).first()
    if known is None:
        return _HIDDEN
    withdraw_event(IMPORTER, known)
    return _WITHDRAWN


def _as_new(document: IdentifiedDocument, organizer: Organizer, sighting: Sighting) -> NewEvent:
    return new_event(
        document,
        public_id=document.public_id,
        organizer=organizer,
        location=location_of(document.location, is_trusted=True) if document.location else None,
        sighting=sighting,
    )


def _id_in(raw: Mapping[str, Any]) -> str:
    address = raw.get("@id")
    return address[-100:] if isinstance(address, str) else ""
