"""Events that are entered, whoever enters them and however often at once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from openpas.demo.cast import Cast, create_cast
from openpas.events.event_database.document import EventDocument
from openpas.events.models import Event
from openpas.events.refusals import EventIncomplete
from openpas.events.service import EnteredEvent, enter_event
from openpas.foundation.actor import PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Location
from openpas.organizers.refusals import OrganizerNotFound
from openpas.records.models import AuditLine, OutboxMessage
from tests.events.conftest import ALL, NOBODY, may, may_everywhere

FAIR: dict[str, Any] = {
    "name": {"nl": "Kermis"},
    "calendarType": "permanent",
    "organizer": {"@id": "cast-theatre"},
    "location": {"@id": "square", "name": {"nl": "Plein"}},
}


def fair(**changes: Any) -> EventDocument:
    return EventDocument.model_validate({**FAIR, **changes})


@pytest.mark.django_db
def test_who_may_enter(cast: Cast) -> None:
    at_the_theatre = may(Permission.EVENTS_UPDATE, at=cast.theatre.pk)
    for actor in (
        NOBODY,
        may(Permission.EVENTS_UPDATE, at=cast.aalst.pk),
        may(Permission.EVENTS_READ, at=cast.theatre.pk),
        may(Permission.EVENTS_UPDATE_ALL, at=cast.theatre.pk),
    ):
        with pytest.raises(PermissionMissing):
            enter_event(actor, fair())
    with pytest.raises(PermissionMissing):
        enter_event(at_the_theatre, fair(), "cast-training")
    with pytest.raises(OrganizerNotFound):
        enter_event(at_the_theatre, fair(organizer={"@id": "nobody"}))
    with pytest.raises(EventIncomplete):
        enter_event(at_the_theatre, fair(location={"@id": "nowhere"}))
    assert (OutboxMessage.objects.count(), AuditLine.objects.count(), Event.objects.count()) == (0, 0, 4)
    assert not Location.objects.filter(public_id__in=["square", "nowhere"]).exists()
    assert enter_event(at_the_theatre, fair()).is_new
    assert enter_event(may_everywhere(Permission.EVENTS_UPDATE_ALL), fair()).is_new


@pytest.mark.django_db(transaction=True)
def test_an_event_that_arrives_several_times_at_once_is_made_once() -> None:
    cast = create_cast()

    def enter(_: int) -> EnteredEvent:
        try:
            return enter_event(ALL, fair(), "fair")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        entered = list(pool.map(enter, range(6)))
    assert [one.is_new for one in entered].count(True) == 1
    event = Event.objects.get(public_id="fair")
    assert ({one.event.pk for one in entered}, event.organizer) == ({event.pk}, cast.theatre)
    assert Location.objects.filter(public_id="square").count() == 1
    assert list(OutboxMessage.objects.values_list("kind", flat=True)) == ["EventCreated"]
