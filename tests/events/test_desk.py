"""The activities from which a desk chooses."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openpas.demo.cast import Cast
from openpas.events.desk import desk_events
from openpas.events.models import Event, EventStatus
from openpas.events.rules import Calendar, Span
from openpas.events.service import NewEvent, create_event
from openpas.foundation.actor import PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.runtime import clock
from tests.events.conftest import ALL, NOBODY, may

pytestmark = pytest.mark.django_db


def at(organizer: Organizer, title: str, begins_at: datetime, **changes: object) -> Event:
    span = Span(begins_at, begins_at + timedelta(hours=1))
    facts = {"location": organizer.linked_location, **changes}
    new = NewEvent(
        public_id=f"e-{title}",
        title=title,
        organizer=organizer,
        calendar=Calendar("SINGLE", moments=(span,)),
        **facts,  # type: ignore[arg-type]
    )
    return create_event(ALL, new)


def titles(cast: Cast, days: int = 30, text: str = "") -> list[str]:
    now = clock.now()
    desk = may(Permission.CHECKINS_WRITE, at=cast.theatre.pk)
    return [event.title for event in desk_events(desk, cast.theatre.pk, now, now + timedelta(days=days), text)]


def test_permanent_first_then_by_their_beginning(cast: Cast) -> None:
    now = clock.now()
    at(cast.theatre, "Volgende week", now + timedelta(days=7))
    at(cast.theatre, "Volgend jaar", now + timedelta(days=365))
    at(cast.theatre, "Voorbij", now - timedelta(days=7))
    at(cast.theatre, "Verborgen", now, is_published=False)
    assert titles(cast) == ["Vrij bezoek aan het theaterhuis", "Concert: De Nachtuilen", "Volgende week"]
    assert titles(cast, days=400)[-1] == "Volgend jaar"
    assert titles(cast, text="nachtUIL") == ["Concert: De Nachtuilen"]
    assert titles(cast, text="%") == []


def test_what_was_called_off_is_said_to_be(cast: Cast) -> None:
    now = clock.now()
    Event.objects.filter(pk=cast.concert.pk).update(status=EventStatus.UNAVAILABLE)
    desk = may(Permission.CHECKINS_WRITE, at=cast.theatre.pk)
    shown = {one.title: one for one in desk_events(desk, cast.theatre.pk, now, now + timedelta(days=30))}
    concert, house = shown[cast.concert.title], shown[cast.open_house.title]
    assert (concert.is_called_off, concert.is_open, concert.opens_at) == (True, False, None)
    assert (house.is_called_off, house.is_open) == (False, True)


def test_what_somebody_else_does_at_the_place(cast: Cast) -> None:
    at(cast.club, "Te gast", clock.now() + timedelta(hours=1), location=cast.theatre.linked_location)
    at(cast.club, "Thuis", clock.now() + timedelta(hours=1))
    assert "Te gast" in titles(cast)
    assert "Thuis" not in titles(cast)


def test_whether_points_can_be_saved_now_or_when(cast: Cast) -> None:
    now = clock.now()
    later = at(cast.theatre, "Volgende week", now + timedelta(days=7))
    found = {event.title: event for event in desk_events(ALL, cast.theatre.pk, now, now + timedelta(days=30))}
    concert = found["Concert: De Nachtuilen"]
    assert (concert.is_open, concert.opens_at, concert.location) == (True, None, "Theater De Vlieger")
    assert [(price.name, price.price_cents) for price in concert.prices] == [
        ("Basistarief", 1100),
        ("Onder 26 jaar", 800),
    ]
    assert later.starts_at is not None
    assert (found["Volgende week"].is_open, found["Volgende week"].opens_at) == (
        False,
        later.starts_at - timedelta(hours=5),
    )


def test_two_queries_however_many(cast: Cast) -> None:
    for number in range(10):
        at(cast.theatre, str(number), clock.now())
    with CaptureQueriesContext(connection) as queries:
        assert len(titles(cast)) == 12
    assert len(queries) == 2


def test_a_stranger_sees_nothing(cast: Cast) -> None:
    now = clock.now()
    for actor in (
        NOBODY,
        may(Permission.CHECKINS_WRITE, at=cast.aalst.pk),
        may(Permission.CARDS_READ, at=cast.theatre.pk),
    ):
        with pytest.raises(PermissionMissing):
            desk_events(actor, cast.theatre.pk, now, now)
