"""Operations 61 to 66, and the file behind the links of operation 65."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.records.models import AuditLine
from openpas.settlement.models import Report
from openpas.settlement.production import UNEXPECTED, produce
from openpas.settlement.queries.reports import file_of
from openpas.settlement.tasks import make_report
from tests.api.answers import problem, told
from tests.api.conftest import Caller
from tests.settlement.ledger import at, sell

pytestmark = pytest.mark.django_db

REPORTS = "/organizers/cast-theatre/financial-reports"
NOW = "2026-05-20T10:00:30+00:00"
QUARTER = {"startDate": "2026-01-01", "endDate": "2026-03-31"}


@pytest.fixture(autouse=True)
def _in_may() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def books(cast: Cast) -> Caller:
    """The theatre's software, which may also do the books."""
    grant(cast.desk_client, [Permission.ORGANIZERS_REPORTS], cast.theatre)
    return Caller(cast.desk_client)


@pytest.fixture
def report(cast: Cast, books: Caller) -> Report:
    """A report that is there to be fetched."""
    sell(cast, "2026-02-10 14:00")
    report = Report.objects.get(pk=told(books.send("POST", REPORTS, QUARTER))["id"])
    produce(report.pk)
    report.refresh_from_db()
    return report


def content(response: HttpResponse) -> list[str]:
    """The names of the files in a zip that was sent in pieces."""
    pieces = cast("Any", response).streaming_content
    with ZipFile(io.BytesIO(b"".join(pieces))) as zipped:
        return zipped.namelist()


def opened(link: str) -> HttpResponse:
    return cast("HttpResponse", Client().get(urlsplit(link).path))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", REPORTS + "/periods", None),
        ("POST", REPORTS, QUARTER),
        ("GET", REPORTS, None),
        ("GET", REPORTS + "/{}", None),
        ("GET", REPORTS + "/{}/download-link", None),
        ("GET", REPORTS + "/{}.zip", None),
    ],
)
def test_who_may(
    cast: Cast, report: Report, anonymous: Caller, stranger: Caller, *, method: str, path: str, body: Any
) -> None:
    grant(cast.stranger_client, [Permission.ORGANIZERS_REPORTS], cast.aalst)
    path = path.format(report.pk)
    assert problem(anonymous.send(method, path, body)) == (401, "auth/unauthorized")
    assert problem(stranger.send(method, path, body)) == (403, "auth/forbidden")
    elsewhere = path.replace("cast-theatre", "nowhere")
    assert problem(stranger.send(method, elsewhere, body)) == (404, "uitpas/organizer-not-found")
    assert Report.objects.count() == 1
    # An organizer's report cannot be reached through another organizer.
    own = path.replace("cast-theatre", "cast-aalst")
    if str(report.pk) in own:
        assert problem(stranger.send(method, own, body)) == (404, "uitpas/report-not-found")


def test_periods(books: Caller) -> None:
    periods = told(books.get("/organizers/CAST-THEATRE/financial-reports/periods"))
    assert len(periods) == 8
    assert periods[0] == QUARTER
    assert periods[7] == {"startDate": "2024-04-01", "endDate": "2024-06-30"}


def test_a_report_from_the_question_to_the_file(cast: Cast, books: Caller) -> None:
    sell(cast, "2026-02-10 14:00")
    started = told(books.send("POST", REPORTS, QUARTER))
    assert started == {"status": "STARTED", "id": started["id"], "period": QUARTER, "creationDate": NOW}
    own = f"{REPORTS}/{started['id']}"
    assert told(books.get(own)) == started

    make_report(started["id"])
    assert told(books.get(own)) == {**started, "status": "AVAILABLE"}
    assert told(books.get(REPORTS)) == [{**started, "status": "AVAILABLE"}]
    file = books.get(f"{own}.zip")
    assert (file.status_code, file["Content-Type"]) == (200, "application/x-zip-compressed")
    assert (
        file["Content-Disposition"] == 'attachment; filename="financialOverview_Theater De Vlieger_20260520_1200.zip"'
    )
    assert content(file) == [f"Lokale overheid Gent_20260520_1200.{kind}" for kind in ("xlsx", "csv")]
    assert sorted(AuditLine.objects.values_list("action", "subject")) == [
        ("financial_report.fetch", f"report:{started['id']}"),
        ("financial_report.start", f"report:{started['id']}"),
    ]


@pytest.mark.parametrize("accept", ["application/x-zip-compressed", "*/*", "application/zip, application/json"])
def test_who_asks_for_a_zip_gets_one(books: Caller, report: Report, accept: str) -> None:
    assert len(content(books.get(f"{REPORTS}/{report.pk}.zip", accept=accept))) == 2


def test_a_link_opens_for_a_quarter_of_an_hour_without_a_token(books: Caller, report: Report) -> None:
    link = told(books.get(f"{REPORTS}/{report.pk}/download-link"))
    assert set(link) == {"downloadLink"}
    assert link["downloadLink"].startswith("http://127.0.0.1:8000/files/financial-reports/")
    file = opened(link["downloadLink"])
    assert (file["Content-Type"], file["Cache-Control"]) == ("application/x-zip-compressed", "private, no-store")
    assert len(content(file)) == 2
    with time_machine.travel(at(NOW[:19]) + timedelta(minutes=15, seconds=1), tick=False):
        assert problem(opened(link["downloadLink"])) == (404, "url/not-found")
    assert problem(opened(link["downloadLink"][:-1])) == (404, "url/not-found")
    file_of(report.pk).unlink()
    assert problem(opened(link["downloadLink"])) == (404, "uitpas/report-not-found")


@pytest.mark.parametrize("path", ["{}/download-link", "{}.zip"])
@pytest.mark.parametrize("status", ["STARTED", "FAILED"])
def test_only_what_is_available_is_fetched(books: Caller, report: Report, path: str, status: str) -> None:
    Report.objects.filter(pk=report.pk).update(status=status, message=UNEXPECTED)
    assert problem(books.get(f"{REPORTS}/{path.format(report.pk)}")) == (400, "uitpas/report-invalid-status")
    assert not AuditLine.objects.filter(action="financial_report.fetch").exists()


def test_a_failure_says_why(books: Caller) -> None:
    started = told(books.send("POST", REPORTS, {"startDate": "2000-01-01", "endDate": "2020-06-07"}))
    produce(started["id"])
    assert told(books.get(f"{REPORTS}/{started['id']}")) == {
        **started,
        "status": "FAILED",
        "message": "Geen financieel overzicht beschikbaar voor periode 2000/01/01 - 2020/06/07",
    }


@pytest.mark.parametrize("path", ["", "/download-link", ".zip"])
@pytest.mark.parametrize("number", ["999999", "99999999999999999999"])
def test_no_such_report(books: Caller, path: str, number: str) -> None:
    assert problem(books.get(f"{REPORTS}/{number}{path}")) == (404, "uitpas/report-not-found")
    assert problem(books.get(f"{REPORTS}/newest{path}")) == (404, "url/not-found")


def test_a_report_is_gone_after_thirty_days(books: Caller, report: Report) -> None:
    link = told(books.get(f"{REPORTS}/{report.pk}/download-link"))["downloadLink"]
    Report.objects.filter(pk=report.pk).update(created_at=report.created_at - timedelta(days=30))
    assert told(books.get(REPORTS)) == []
    for path in ("", "/download-link", ".zip"):
        assert problem(books.get(f"{REPORTS}/{report.pk}{path}")) == (404, "uitpas/report-not-found")
    assert problem(opened(link)) == (404, "uitpas/report-not-found")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (None, "body/missing"),
        (b"{", "body/invalid-syntax"),
        ({}, "body/invalid-data"),
        ({"startDate": "2026-01-01"}, "body/invalid-data"),
        ({"startDate": "yesterday", "endDate": "2026-01-01"}, "body/invalid-data"),
        ({"startDate": "2026-01-02", "endDate": "2026-01-01"}, "body/invalid-data"),
    ],
)
def test_a_period_that_is_none(books: Caller, body: object, kind: str) -> None:
    assert problem(books.send("POST", REPORTS, body)) == (400, kind)
    assert not Report.objects.exists()
    assert not AuditLine.objects.exists()


def test_the_end_is_what_is_wrong_with_a_period_backwards(books: Caller) -> None:
    response = books.send("POST", REPORTS, {"startDate": "2026-01-02", "endDate": "2026-01-01"})
    assert b'"jsonPointer":"/endDate"' in response.content


def test_every_day_there_is_can_be_asked_for(books: Caller) -> None:
    body = {"startDate": "0001-01-01", "endDate": "9999-12-31"}
    produce(told(books.send("POST", REPORTS, body))["id"])
    assert told(books.get(REPORTS))[0]["status"] == "FAILED"


def test_a_question_sent_twice_makes_one_report(books: Caller) -> None:
    answers = [told(books.send("POST", REPORTS, QUARTER, idempotency_key="q1")) for _ in range(2)]
    assert answers[0] == answers[1]
    assert Report.objects.count() == 1
