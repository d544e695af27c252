import json
import logging

import pytest
from django.test import Client

from openpas.runtime.logging import JsonLine, redact


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("/passholders/0900000095902", "/passholders/:id"),
        ("/passholders/0900000095902/", "/passholders/:id/"),
        ("/chip-numbers/04A1B2C3D4E580", "/chip-numbers/:id"),
        ("insz 80.01.01-123.45 twice", "insz :id twice"),
        ("/events/6b0d2ab4-1c3e-4ea2-9d2c-000000000001/x", "/events/:id/x"),
        ("mail to amina@example.org failed", "mail to :id failed"),
        ("/staff/amina%40example.org", "/staff/:id"),
        ("Key (email)=(amina@example.org) already exists", "Key (email)=(:id) already exists"),
    ],
)
def test_what_identifies_a_person_is_replaced(told: str, kept: str) -> None:
    assert redact(told) == kept


@pytest.mark.parametrize("told", ["/card-systems/5/rewards", "/api/v4/checkins", "took 1234567 ms", "/"])
def test_the_rest_is_kept(told: str) -> None:
    assert redact(told) == told


def test_an_exception_is_told_without_the_person() -> None:
    problem = ValueError("no pass 0900000095902")
    record = logging.LogRecord(
        "openpas.x", logging.ERROR, __file__, 1, "sale of %s", ("0900000095902",), (ValueError, problem, None)
    )
    line = json.loads(JsonLine().format(record))

    assert (line["level"], line["logger"], line["event"]) == ("error", "openpas.x", "sale of :id")
    assert "ValueError: no pass :id" in line["exception"]


@pytest.mark.django_db
def test_a_request_is_told_by_its_route(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "openpas.access"):
        answer = client.get("/health?insz=80010112345", headers={"X-Request-ID": "till-7"})

    fields = caplog.records[-1].__dict__["fields"]
    assert answer["X-Request-ID"] == "till-7"
    assert (fields["method"], fields["path"], fields["status"]) == ("GET", "/health", 200)


def test_an_id_that_is_no_id_is_not_taken_over(client: Client) -> None:
    answer = client.get("/nowhere", headers={"X-Request-ID": "80 01 01;x"})

    assert len(answer["X-Request-ID"]) == 16
