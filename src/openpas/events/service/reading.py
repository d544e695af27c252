"""From a document of the event database to an event of ours."""

from openpas.events.event_database.document import EventDocument
from openpas.events.event_database.parts import in_dutch
from openpas.events.models import Audience
from openpas.events.service.registry import NewEvent, Price, Sighting
from openpas.organizers.models import Location, Organizer


def new_event(
    document: EventDocument,
    *,
    public_id: str,
    organizer: Organizer,
    location: Location | None,
    sighting: Sighting | None = None,
) -> NewEvent:
    """What the document tells of the event; organizer and place are looked up by whoever reads it."""
    return NewEvent(
        public_id=public_id,
        title=document.title,
        organizer=organizer,
        location=location,
        description=in_dutch(document.description),
        calendar=document.as_calendar(),
        prices=_prices(document),
        ages=document.ages,
        keywords=document.labels,
        status=document.status_of_all(),
        audience=document.audience.audience_type if document.audience else Audience.EVERYONE,
        is_published=document.is_published,
        sighting=sighting,
    )


def _prices(document: EventDocument) -> tuple[Price, ...]:
    lines = document.prices()
    return tuple(
        Price(line.title, line.price, is_base=line.is_base and position == 0) for position, line in enumerate(lines)
    )
