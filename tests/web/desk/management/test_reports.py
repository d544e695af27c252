"""The page of expense reports: what is offered, what is being made, amounts to the cent, and nobody else's."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from openpas.demo.cast import Cast
from openpas.records.models import AuditLine
from openpas.settlement.downloads import downloaded
from openpas.settlement.models import Report
from openpas.settlement.production import UNEXPECTED, produce
from openpas.settlement.rules.periods import ReportPeriod
from openpas.tariffs.rules.split import Shares
from tests.desk_rights import let_desk_only
from tests.settlement.ledger import AALST, FIRST_QUARTER, cancel, reported, sell, sheets
from tests.web.conftest import at, words

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 7, 8, 9, 0, tzinfo=UTC)
Written = Callable[[], tuple[int, ...]]


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A number of a report may return in the next test; its file must not."""
    monkeypatch.setattr(settings, "OPENPAS_HOME", str(tmp_path))


@pytest.fixture
def books(cast: Cast) -> Client:
    return at(cast.dirk, cast.theatre)


def test_quarters_are_offered_newest_first(cast: Cast) -> None:
    with time_machine.travel(TODAY, tick=False):
        page = words(at(cast.dirk, cast.theatre).get("/desk/reports"))
    assert page.index("Kwartaal 2 van 2026 1 april \N{EN DASH} 30 juni 2026") < page.index("Kwartaal 1 van 2026")
    assert page.index("Oudere kwartalen") < page.index("Kwartaal 2 van 2025")
    assert "Kwartaal 3 van 2026" not in page
    assert "Je maakte hier nog geen onkostennota." in page


def test_a_quarter_is_asked_for_once_and_the_page_waits_for_it(books: Client, cast: Cast) -> None:
    asked = {"quarter": "2026-01-01/2026-03-31", "nonce": "one"}
    first, second = books.post("/desk/reports", asked), books.post("/desk/reports", asked)
    report = Report.objects.get()
    assert (report.organizer_id, report.period, report.requested_by) == (
        cast.theatre.pk,
        FIRST_QUARTER,
        f"user:{cast.dirk.pk}",
    )
    assert first.headers["Location"] == f"/desk/reports?watch={report.pk}#made"
    assert second.headers["Location"] == "/desk/reports#made"
    page = books.get(first.headers["Location"])
    assert "Kwartaal 1 van 2026" in words(page)
    assert "Wordt gemaakt. Je mag intussen iets anders doen." in words(page)
    assert f'hx-get="/desk/reports/made?watch={report.pk}" hx-trigger="every 2s"' in page.content.decode()


def test_what_is_ready_stops_the_waiting_and_downloads_once(books: Client, cast: Cast) -> None:
    sell(cast, "2026-02-10 14:00")
    books.post("/desk/reports", {"quarter": "2026-01-01/2026-03-31"})
    report = Report.objects.get()
    produce(report.pk)
    fragment = books.get(f"/desk/reports/made?watch={report.pk}").content.decode()
    assert "every 2s" not in fragment
    assert re.search(rf'hx-get="/desk/reports/{report.pk}/file"\s+hx-trigger="load"', fragment)
    assert 'hx-trigger="load"' not in books.get(f"/desk/reports?watch={report.pk}").content.decode()


def test_the_amounts_are_those_of_the_sheets(books: Client, cast: Cast) -> None:
    sell(cast, "2026-02-10 14:00", Shares(220, 440, 0, 440))
    gone = sell(cast, "2026-02-11 14:00", Shares(101, 333, 66, 100))
    sell(cast, "2026-02-12 14:00", Shares(100, 300, 0, 100), nis=AALST)
    with time_machine.travel(TODAY, tick=False):
        first = reported(cast, FIRST_QUARTER, "2026-07-08 09:00")
        page = words(at(cast.dirk, cast.theatre).get("/desk/reports"))
    assert "€ 11,39" in page
    assert "Lokale overheid Aalst 1 € 3,00" in page
    assert "Lokale overheid Gent 2 € 7,73" in page
    assert "Vlaamse overheid 1 € 0,66" in page
    told = {total.government.name: total.total_cents for total in first.totals.all()}
    assert told == {name: round(sheet.total[1] * 100) for name, sheet in sheets(first).items()}

    cancel(gone, "2026-07-09 10:00")
    with time_machine.travel(datetime(2026, 10, 2, 9, 0, tzinfo=UTC), tick=False):
        third = ReportPeriod(datetime(2026, 7, 1).date(), datetime(2026, 9, 30).date())  # noqa: DTZ001  a day
        reported(cast, third, "2026-10-02 09:00")
        page = words(at(cast.dirk, cast.theatre).get("/desk/reports"))
    assert "Lokale overheid Gent 1 -€ 3,33" in page
    assert "Een bedrag met een min geef je terug" in page


def test_an_empty_period_and_a_failure_are_told_apart(books: Client, cast: Cast) -> None:
    books.post("/desk/reports", {"quarter": "2026-01-01/2026-03-31"})
    produce(Report.objects.get().pk)
    page = words(books.get("/desk/reports"))
    assert "In deze periode is er niets terug te vragen" in page
    assert "Dit lukte niet." not in page
    Report.objects.update(message=UNEXPECTED)
    assert "Dit lukte niet. Maak deze onkostennota opnieuw." in words(books.get("/desk/reports"))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "told"),
    [
        ("", "2026-03-31", "Vul een dag in."),
        ("2026-13-01", "2026-03-31", "Vul een dag in."),
        ("2026-03-31", "2026-03-01", "De laatste dag ligt voor de eerste."),
    ],
)
def test_days_that_make_no_period_come_back(books: Client, starts_on: str, ends_on: str, told: str) -> None:
    answer = books.post("/desk/reports", {"starts_on": starts_on, "ends_on": ends_on})
    assert answer.status_code == 422
    assert told in words(answer)
    assert f'value="{ends_on}"' in answer.content.decode()
    assert not Report.objects.exists()


def test_own_days_are_a_period(books: Client, cast: Cast) -> None:
    books.post("/desk/reports", {"starts_on": "2026-02-01", "ends_on": "2026-02-14"})
    assert (str(Report.objects.get().starts_on), str(Report.objects.get().ends_on)) == ("2026-02-01", "2026-02-14")
    assert "1 februari 2026 \N{EN DASH} 14 februari 2026" in words(books.get("/desk/reports"))


def test_a_download_goes_by_a_short_link_and_is_noted(books: Client, cast: Cast) -> None:
    sell(cast, "2026-02-10 14:00")
    books.post("/desk/reports", {"quarter": "2026-01-01/2026-03-31"})
    report = Report.objects.get()
    produce(report.pk)
    answer = books.get(f"/desk/reports/{report.pk}/file")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/files/financial-reports/")
    assert downloaded(answer.headers["Location"].rpartition("/")[2]) == report
    assert AuditLine.objects.filter(action="financial_report.fetch", actor=f"user:{cast.dirk.pk}").count() == 1
    by_script = books.get(f"/desk/reports/{report.pk}/file", headers={"HX-Request": "true"})
    assert by_script.headers["HX-Redirect"].startswith("/files/financial-reports/")


def test_eva_sees_and_fetches_nothing(books: Client, cast: Cast, written: Written) -> None:
    sell(cast, "2026-02-10 14:00")
    books.post("/desk/reports", {"quarter": "2026-01-01/2026-03-31"})
    report = Report.objects.get()
    produce(report.pk)
    eva = at(cast.eva, cast.aalst)
    before = written()
    assert "Je maakte hier nog geen onkostennota." in words(eva.get("/desk/reports"))
    assert "Gent" not in words(eva.get(f"/desk/reports/made?watch={report.pk}"))
    assert eva.get(f"/desk/reports/{report.pk}/file").status_code == 404
    assert written() == before


def test_a_desk_without_the_right_is_told_who_gives_it(cast: Cast) -> None:
    let_desk_only(cast.theatre)
    dirk = at(cast.dirk, cast.theatre, None)

    assert "Deze balie mag dit niet doen." in words(dirk.get("/desk/reports"))
    assert dirk.post("/desk/reports", {"quarter": "2026-01-01/2026-03-31"}).headers["Location"] == "/desk/reports"
    assert not Report.objects.exists()
