"""Operation 17, and the file behind its link."""

import io
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from openpas.checkins.codes import code_of, event_of_code
from openpas.checkins.models import CheckinCode
from openpas.demo.cast import Cast
from openpas.events.queries import event_facts
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.runtime import clock
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db
PROBS = "https://api.publiq.be/probs/"
PATH = "/events/{}/qr-checkincodes/download-link"


@pytest.fixture
def printer(cast: Cast) -> Caller:
    """The theatre's software, which may also have codes."""
    grant(cast.desk_client, [Permission.EVENTS_QR_CHECKINCODE], cast.theatre)
    return Caller(cast.desk_client)


def told(response: HttpResponse) -> Any:
    return json.loads(response.content)


def refused(response: HttpResponse, status: int, kind: str) -> None:
    assert (response.status_code, told(response)["type"]) == (status, PROBS + kind)


def opened(link: str) -> HttpResponse:
    return Client().get(urlsplit(link).path)  # type: ignore[return-value]


def test_who_gets_a_link(cast: Cast, anonymous: Caller, stranger: Caller, desk: Caller, admin: Caller) -> None:
    path = PATH.format("cast-concert")
    refused(anonymous.get(path), 401, "auth/unauthorized")
    refused(stranger.get(path), 403, "auth/forbidden")
    refused(desk.get(path), 403, "auth/forbidden")
    assert not CheckinCode.objects.exists()
    assert set(told(admin.get(path))) == {"downloadLink"}


def test_a_right_elsewhere_is_none_here(cast: Cast, stranger: Caller) -> None:
    grant(cast.stranger_client, [Permission.EVENTS_QR_CHECKINCODE], cast.aalst)
    refused(stranger.get(PATH.format("cast-concert")), 403, "auth/forbidden")
    refused(stranger.get(PATH.format("nowhere")), 404, "uitpas/event-not-found")
    assert not CheckinCode.objects.exists()


def test_the_link_opens_the_sheet_for_everybody(cast: Cast, printer: Caller) -> None:
    link = told(printer.get(PATH.format("CAST-CONCERT")))["downloadLink"]
    assert link.startswith("http://127.0.0.1:8000/files/checkin-codes/")
    file = opened(link)
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
    assert file["Content-Disposition"] == 'attachment; filename="qr-spaarcode.pdf"'
    (page,) = PdfReader(io.BytesIO(file.content)).pages
    code = CheckinCode.objects.get().code
    assert cast.concert.title in page.extract_text()
    assert code in page.extract_text().replace(" ", "")
    assert event_of_code(code) == cast.concert


def test_the_zip(cast: Cast, printer: Caller) -> None:
    file = opened(told(printer.get(PATH.format("cast-concert"), {"format": "zip"}))["downloadLink"])
    assert (file.status_code, file["Content-Type"]) == (200, "application/zip")
    assert file.content.startswith(b"PK")
    refused(printer.get(PATH.format("cast-concert"), {"format": "png"}), 404, "url/not-found")


def test_every_link_of_an_event_is_to_the_same_code(cast: Cast, printer: Caller) -> None:
    for form in ("pdf", "zip", "pdf"):
        printer.get(PATH.format("cast-concert"), {"format": form})
    assert CheckinCode.objects.count() == 1
    printer.get(PATH.format("cast-open-house"))
    assert CheckinCode.objects.count() == 2


def test_a_link_is_good_for_a_quarter_of_an_hour(cast: Cast, printer: Caller) -> None:
    link = told(printer.get(PATH.format("cast-concert")))["downloadLink"]
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        refused(opened(link), 404, "url/not-found")
    refused(opened(link[:-1] + ("a" if link[-1] != "a" else "b")), 404, "url/not-found")
    assert Client().post(urlsplit(link).path).status_code == 405


def test_an_event_that_is_over_has_no_code(cast: Cast, printer: Caller) -> None:
    assert cast.concert.ends_at is not None
    with time_machine.travel(cast.concert.ends_at + timedelta(hours=6)):
        response = printer.get(PATH.format("cast-concert"))
    refused(response, 400, "uitpas/checkin-not-allowed")
    assert told(response)["endUserMessage"]["nl"].startswith("Deze activiteit is voorbij.")
    assert not CheckinCode.objects.exists()


def test_an_event_that_moved_gets_another_code(cast: Cast) -> None:
    first = code_of(event_facts("cast-open-house"))
    assert code_of(event_facts("cast-open-house")) == first
    cast.open_house.calendar = cast.concert.calendar
    cast.open_house.save()
    assert code_of(event_facts("cast-open-house")) != first
