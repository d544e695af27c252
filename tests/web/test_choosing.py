"""Choose the desk, then the activity (D-02, D-30, D-45)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from openpas.demo.cast import Cast
from openpas.events.models import Event, EventStatus
from openpas.events.rules import Calendar, Span
from openpas.identity.models import OrganizerAdmin
from openpas.organizers.models import Organizer
from openpas.runtime import clock
from openpas.web.desk.desks import desks_of
from tests.signing_in import signed_in
from tests.web.conftest import at, words


def desk_named(name: str, cast: Cast) -> Organizer:
    desk = Organizer.objects.create(public_id=name, name=name)
    desk.card_systems.add(cast.gent)
    OrganizerAdmin.objects.create(organizer=desk, user=cast.dirk, type=OrganizerAdmin.Type.MEMBER)
    return desk


def event_in(days: int, cast: Cast) -> Event:
    begins_at = clock.now() + timedelta(days=days)
    calendar = Calendar("SINGLE", moments=(Span(begins_at, begins_at + timedelta(hours=1)),))
    return Event.objects.create(
        public_id=f"in-{days}",
        organizer=cast.theatre,
        title=f"Over {days} dagen",
        calendar_type="SINGLE",
        calendar=calendar.to_json(),
        starts_at=begins_at,
        ends_at=begins_at + timedelta(hours=1),
        created_at=clock.now(),
    )


def test_the_desk_used_last_comes_first_and_the_others_by_name(cast: Cast) -> None:
    desk_named("Zwembad", cast)
    library = desk_named("Bibliotheek", cast)
    at(cast.dirk, cast.theatre, None).post("/desk/desks", {"desk": library.pk})

    found = desks_of(cast.dirk)

    assert [desk.name for desk in found] == ["Bibliotheek", "Theater De Vlieger", "Zwembad"]
    assert [desk.is_last_used for desk in found] == [True, False, False]
    assert found[0].regions == ("UiTPAS Regio Gent",)


def test_who_has_several_desks_chooses_first(client: Client, cast: Cast) -> None:
    desk_named("Zwembad", cast)
    signed_in(client, cast.dirk)

    assert client.get("/desk/").headers["Location"] == "/desk/desks"
    assert 'type="search"' not in client.get("/desk/desks").content.decode()


def test_there_is_a_search_above_five_desks(client: Client, cast: Cast) -> None:
    for name in ("Atelier", "Bibliotheek", "Circus", "Dansschool", "Erfgoedhuis"):
        desk_named(name, cast)
    signed_in(client, cast.dirk)

    every, some = client.get("/desk/desks"), client.get("/desk/desks", {"text": "DANS"})

    assert 'type="search"' in every.content.decode()
    assert "Dansschool" in words(some)
    assert "Circus" not in words(some)


def test_who_has_no_desk_reads_whom_to_ask(client: Client, cast: Cast) -> None:
    cast.dirk.desks.all().delete()
    signed_in(client, cast.dirk)

    page = words(client.get("/desk/desks"))

    assert "Je bent nog niet gekoppeld aan een balie" in page
    assert "UiTPAS Regio Gent 09 000 00 00" in page


def test_a_desk_of_others_cannot_be_chosen(client: Client, cast: Cast) -> None:
    signed_in(client, cast.dirk)

    assert client.post("/desk/desks", {"desk": cast.aalst.pk}).status_code == 404
    assert client.post("/desk/desks", {"desk": "x"}).status_code == 404
    assert "desk_id" not in client.session


def test_a_desk_that_was_taken_away_is_left_at_once(cast: Cast, dirk: Client) -> None:
    cast.dirk.desks.all().delete()

    assert dirk.get("/desk/").headers["Location"] == "/desk/desks"


def test_another_desk_forgets_the_activity(cast: Cast, dirk: Client) -> None:
    dirk.post("/desk/desks", {"desk": desk_named("Zwembad", cast).pk})

    assert dirk.get("/desk/").headers["Location"] == "/desk/activities"


def test_permanent_activities_come_first_and_the_range_decides_which_follow(cast: Cast) -> None:
    event_in(3, cast), event_in(20, cast), event_in(40, cast)
    client = at(cast.dirk, cast.theatre, None)

    def titles(range_name: str) -> list[str]:
        page = words(client.get("/desk/activities", {"range": range_name}))
        every = ["Vrij bezoek", "Over 3 dagen", "Over 20 dagen", "Over 40 dagen", "Instuif zaalvoetbal"]
        return sorted((title for title in every if title in page), key=page.index)

    assert titles("today") == ["Vrij bezoek"]
    assert titles("week") == ["Vrij bezoek", "Over 3 dagen"]
    assert titles("month") == ["Vrij bezoek", "Over 3 dagen", "Over 20 dagen"]
    assert titles("nonsense") == ["Vrij bezoek"]


def test_what_was_called_off_is_on_the_list_as_such(cast: Cast) -> None:
    client = at(cast.dirk, cast.theatre, None)
    assert "Afgelast of uitgesteld" not in words(client.get("/desk/activities"))

    Event.objects.filter(pk=cast.open_house.pk).update(status=EventStatus.UNAVAILABLE)

    assert "Afgelast of uitgesteld · Altijd open" in words(client.get("/desk/activities"))


def test_a_search_that_finds_nothing_says_what_to_do(cast: Cast) -> None:
    page = words(at(cast.dirk, cast.theatre, None).get("/desk/activities", {"text": "<b>circus"}))

    assert "Geen activiteit gevonden met “&lt;b&gt;circus”. Kijk ook bij een langere periode." in page


def test_the_chosen_activity_stays_in_sight(cast: Cast, dirk: Client) -> None:
    page = words(dirk.get("/desk/"))

    assert "Activiteit: Vrij bezoek aan het theaterhuis wijzig activiteit" in page
    assert "Balie: Theater De Vlieger wijzig balie" in page


def test_one_can_go_on_without_an_activity(cast: Cast) -> None:
    page = words(at(cast.dirk, cast.theatre, "").get("/desk/"))

    assert "Geen activiteit gekozen" in page
    assert "Zonder activiteit spaar je geen punt." in page


@pytest.mark.parametrize("event_id", ["unknown", "cast-aalst-fair", "cast-training"])
def test_an_activity_of_others_cannot_be_chosen(cast: Cast, event_id: str) -> None:
    client = at(cast.dirk, cast.theatre, None)

    assert client.post("/desk/activities", {"event": event_id}).status_code == 404
    assert "event_id" not in client.session


def test_the_times_are_those_of_the_wall_clock_in_brussels(cast: Cast) -> None:
    with time_machine.travel("2026-07-04T10:00:00Z", tick=False):
        event_in(0, cast)
        page = words(at(cast.dirk, cast.theatre, None).get("/desk/activities"))

    assert "za 4 juli, 12:00 \N{EN DASH} 13:00" in page
