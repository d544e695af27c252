"""Events taken over from UiTdatabank's search API, spoken to over HTTP."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from openpas.demo.cast import Cast
from openpas.events.ages import AgeRange
from openpas.events.catalogue import CatalogueFailed
from openpas.events.models import CatalogueImport, Event
from openpas.events.providers.uitdatabank import UitdatabankSearch
from openpas.events.queries import event_facts
from openpas.events.rules import EventSettings
from openpas.events.service import ImportPlan, ImportReport, change_settings, import_catalogue
from openpas.foundation.calendar import start_of_day
from openpas.organizers.models import Location
from openpas.organizers.refusals import OrganizerNotFound
from openpas.records.models import OutboxMessage
from tests.events.conftest import ALL
from tests.events.uitdatabank_double import CLIENT_ID, UitdatabankDouble, uitdatabank

pytestmark = pytest.mark.django_db

THEATRE = ImportPlan(datetime(2026, 1, 1, tzinfo=UTC), ("CAST-theatre",))
EVERYBODY = ImportPlan(datetime(2026, 1, 1, tzinfo=UTC))
HALL = "cast-theatre"


@pytest.fixture
def double(cast: Cast) -> Iterator[UitdatabankDouble]:
    with uitdatabank() as started:
        yield started


def imported(double: UitdatabankDouble, plan: ImportPlan = THEATRE, **how: Any) -> ImportReport:
    waits: list[int] = how.pop("waits", [])
    with UitdatabankSearch(double.url, CLIENT_ID, wait=waits.append, **how) as catalogue:
        return import_catalogue(catalogue, plan)


def shown() -> list[str]:
    return sorted(Event.objects.exclude(imported_from="").filter(is_published=True).values_list("public_id", flat=True))


def facts_told() -> list[str]:
    return list(OutboxMessage.objects.order_by("pk").values_list("kind", flat=True))


def test_an_event_is_taken_over(double: UitdatabankDouble, cast: Cast) -> None:
    double.add("a1", HALL)
    assert str(imported(double)).startswith("1 imported, 0 withdrawn")
    event = Event.objects.get(public_id="a1")
    assert (event.title, event.description, event.organizer) == ("Concert a1", "Met pauze.", cast.theatre)
    assert event.starts_at == datetime(2099, 5, 1, 18, tzinfo=UTC)
    assert [(price.name, price.price_cents) for price in event.price_classes.all()] == [("Basistarief", 1110)]
    assert (event.keywords, event.status, event.imported_from) == (["concert"], "Available", double.url)
    location = Location.objects.get(public_id="hall")
    assert (event.location, location.name, location.city) == (location, "De Zaal", "Gent")
    assert event_facts("A1").card_system_ids == {cast.gent.pk}
    assert facts_told() == ["EventCreated"]


def test_what_is_asked(double: UitdatabankDouble) -> None:
    imported(double)
    assert double.asked == [
        {
            "embed": "true",
            "disableDefaultFilters": "true",
            "organizerId": "cast-theatre",
            "dateFrom": "2026-01-01T00:00:00+00:00",
            "start": "0",
            "limit": "100",
            "sort[created]": "asc",
        }
    ]


def test_again_and_again_changes_nothing(double: UitdatabankDouble, cast: Cast) -> None:
    for public_id in ("a1", "a2", "a3"):
        double.add(public_id, HALL)
    imported(double, page_size=2)
    change_settings(ALL, "a1", EventSettings(checkin_points=3, checkin_limit=None, ticket_limit=None))
    before = facts_told()
    prices = list(Event.objects.order_by("pk").values_list("price_classes__pk", flat=True))
    assert imported(double, page_size=2).counted["imported"] == 3
    assert facts_told() == before
    assert list(Event.objects.order_by("pk").values_list("price_classes__pk", flat=True)) == prices
    assert event_facts("a1").checkin_points == 3


def test_what_changed_there_changes_here(double: UitdatabankDouble) -> None:
    document = double.add("a1", HALL)
    imported(double)
    document["name"] = {"nl": "Verplaatst"}
    document["status"] = document["subEvent"][0]["status"] = {"type": "TemporarilyUnavailable"}
    document["location"]["name"]["nl"] = "De Nieuwe Zaal"
    imported(double)
    event = Event.objects.get(public_id="a1")
    assert (event.title, event.status) == ("Verplaatst", "TemporarilyUnavailable")
    assert Location.objects.get(public_id="hall").name == "De Nieuwe Zaal"
    assert facts_told() == ["EventCreated", "EventChanged"]


def test_for_which_age_it_is(double: UitdatabankDouble) -> None:
    """Ages that nobody can read do not keep an event away."""
    document = double.add("a1", HALL, typicalAgeRange="6-12")
    double.add("a2", HALL, typicalAgeRange="alle leeftijden")
    double.add("a3", HALL, typicalAgeRange=None)
    imported(double)
    document["typicalAgeRange"] = "-"
    before = {event.public_id: event.ages for event in Event.objects.exclude(imported_from="")}
    imported(double)
    assert before == {"a1": AgeRange(6, 12), "a2": None, "a3": None}
    assert Event.objects.get(public_id="a1").ages == AgeRange()
    assert facts_told() == ["EventCreated"] * 3 + ["EventChanged"]


@pytest.mark.parametrize("stage", ["DELETED", "REJECTED", "DRAFT", None])
def test_what_is_gone_there_is_withdrawn_here(double: UitdatabankDouble, cast: Cast, stage: str | None) -> None:
    document = double.add("a1", HALL)
    double.add("a2", HALL)
    imported(double)
    if stage:
        document["workflowStatus"] = stage
    else:
        del double.documents["a1"]
    assert imported(double).counted["withdrawn"] == 1
    assert shown() == ["a2"]
    assert facts_told()[-1] == "EventWithdrawn"
    imported(double)
    assert facts_told().count("EventWithdrawn") == 1
    assert Event.objects.get(pk=cast.concert.pk).is_published
    double.documents["a1"] = {**document, "workflowStatus": "APPROVED"}
    imported(double)
    assert shown() == ["a1", "a2"]


def test_one_that_slips_through_the_pages_is_asked_for(double: UitdatabankDouble) -> None:
    for public_id in ("a1", "a2", "a3"):
        double.add(public_id, HALL)
    imported(double)

    def deleted_meanwhile(query: Mapping[str, str]) -> None:
        if query.get("start") == "2":
            double.documents.pop("a1", None)

    double.on_question = deleted_meanwhile
    report = imported(double, page_size=2)
    assert {"id": "a3", "embed": "true", "disableDefaultFilters": "true", "limit": "1"} in double.asked
    assert report.counted["withdrawn"] == 0
    assert shown() == ["a1", "a2", "a3"]
    imported(double)
    assert shown() == ["a2", "a3"]


def test_what_is_not_shown_there_is_not_made_here(double: UitdatabankDouble) -> None:
    double.add("a1", HALL, workflowStatus="DRAFT")
    assert imported(double).counted["hidden"] == 1
    assert not Event.objects.filter(public_id="a1").exists()


def test_what_was_entered_here_is_taken_over_but_never_withdrawn(double: UitdatabankDouble, cast: Cast) -> None:
    document = double.add("cast-open-house", HALL, workflowStatus="DELETED")
    assert imported(double).counted["hidden"] == 1
    assert Event.objects.get(pk=cast.open_house.pk).is_published
    document["workflowStatus"] = "APPROVED"
    assert imported(double).counted["imported"] == 1
    assert Event.objects.get(pk=cast.open_house.pk).title == "Concert cast-open-house"
    assert double.documents.pop("cast-open-house")
    assert imported(double).counted["withdrawn"] == 1


def test_what_cannot_be_read_is_passed_over(double: UitdatabankDouble, caplog: pytest.LogCaptureFixture) -> None:
    double.add("a1", HALL, calendarType="sometimes")
    double.add("a2", HALL, name={})
    double.add("a3", HALL, **{"@id": "https://io.uitdatabank.be/"})
    double.add("a4", HALL, name={"nl": "Met\0nul"}, priceInfo=None, location=None, labels=["", "x"])
    report = imported(double)
    assert (report.counted["unreadable"], report.counted["imported"]) == (3, 1)
    assert Event.objects.get(public_id="a4").title == "Metnul"
    assert "cannot be read" in caplog.text


def test_an_event_of_another_organizer_stays_there(double: UitdatabankDouble, cast: Cast) -> None:
    double.add("cast-training", HALL)
    assert imported(double).counted["of another organizer"] == 1
    assert Event.objects.get(public_id="cast-training").organizer == cast.club


def test_everybody(double: UitdatabankDouble, cast: Cast) -> None:
    double.add("a1", HALL)
    double.add("b1", "cast-club")
    double.add("c1", "somebody-else")
    imported(double, EVERYBODY)
    assert shown() == ["a1", "b1"]
    assert [query["organizerId"] for query in double.asked] == [
        organizer.public_id for organizer in (cast.theatre, cast.club, cast.aalst, cast.town_hall)
    ]


def test_an_import_goes_on_where_it_broke(double: UitdatabankDouble, cast: Cast) -> None:
    for number in range(5):
        double.add(f"b{number}", "cast-club")
    double.add("a1", HALL)

    def breaks(query: Mapping[str, str]) -> None:
        if query["organizerId"] == "cast-club" and query["start"] == "2":
            double.moods = [503] * 5

    double.on_question = breaks
    with pytest.raises(CatalogueFailed):
        imported(double, EVERYBODY, page_size=2)
    assert shown() == ["a1", "b0", "b1"]
    begun = CatalogueImport.objects.get()
    assert (begun.at_organizer_id, begun.next_start, begun.finished_at) == (cast.club.pk, 2, None)
    double.on_question, double.moods, double.asked = None, [], []
    imported(double, EVERYBODY, page_size=2)
    assert shown() == ["a1", "b0", "b1", "b2", "b3", "b4"]
    assert [(query["organizerId"], query["start"]) for query in double.asked][:2] == [
        ("cast-club", "2"),
        ("cast-club", "4"),
    ]
    assert CatalogueImport.objects.get().finished_at is not None


def test_another_plan_begins_anew(double: UitdatabankDouble) -> None:
    double.moods = [500] * 5
    with pytest.raises(CatalogueFailed):
        imported(double, EVERYBODY)
    imported(double, THEATRE)
    assert CatalogueImport.objects.filter(finished_at=None).count() == 0


def test_passing_trouble_is_waited_out(double: UitdatabankDouble) -> None:
    double.add("a1", HALL)
    waits: list[int] = []
    double.moods = [503, 429, 500]
    assert imported(double, waits=waits).counted["imported"] == 1
    assert waits == [1, 7, 4]


def test_lasting_trouble_is_told(double: UitdatabankDouble) -> None:
    waits: list[int] = []
    double.moods = [503] * 5
    with pytest.raises(CatalogueFailed, match="status 503"):
        imported(double, waits=waits)
    assert waits == [1, 2, 4, 8]
    nowhere = UitdatabankSearch("http://127.0.0.1:9", CLIENT_ID, wait=waits.append)
    with nowhere, pytest.raises(CatalogueFailed, match="ConnectError"):
        nowhere.event("a1")
    refused = UitdatabankSearch(double.url, "wrong", wait=waits.append)
    with refused, pytest.raises(CatalogueFailed, match="status 401"):
        refused.event("a1")
    with UitdatabankSearch(double.url, CLIENT_ID) as catalogue, pytest.raises(CatalogueFailed, match="10000"):
        catalogue.events_of(HALL, THEATRE.from_at, 10_001)


def test_an_unknown_organizer(double: UitdatabankDouble) -> None:
    with pytest.raises(OrganizerNotFound):
        imported(double, ImportPlan(THEATRE.from_at, ("nobody",)))
    assert not CatalogueImport.objects.exists()


def test_the_command(double: UitdatabankDouble) -> None:
    double.add("a1", HALL)
    double.add("old", HALL, endDate="2026-01-30T22:00:00+01:00")
    said = StringIO()
    asked = ["--search-url", f"{double.url}/", "--client-id", CLIENT_ID, "--organizer", HALL, "--since", "2026-02-01"]
    call_command("import_events", *asked, stdout=said)
    assert shown() == ["a1"]
    assert said.getvalue().splitlines()[-1].startswith("Done: 1 imported")
    assert CatalogueImport.objects.get().from_at == start_of_day(date(2026, 2, 1))
    with pytest.raises(CommandError, match="status 401"):
        call_command("import_events", "--search-url", double.url, "--client-id", "wrong", stdout=said)
    with pytest.raises(CommandError, match="no organizer nobody"):
        call_command("import_events", *asked[:4], "--organizer", "nobody", stdout=said)
    with pytest.raises(CommandError, match="2026-13-01"):
        call_command("import_events", *asked[:4], "--since", "2026-13-01", stdout=said)
