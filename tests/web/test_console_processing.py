"""The register of processors on the screen and as a file."""

from datetime import date

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.identity.models import Manager, ProcessingRole, User
from openpas.runtime import clock
from tests.signing_in import signed_in
from tests.web.conftest import words

PATH = "/console/processing"


def browser_of(user: User) -> Client:
    client = Client()
    signed_in(client, user)
    return client


@pytest.fixture
def greet(cast: Cast) -> Client:
    """Greet looks after the whole installation."""
    Manager.objects.create(user=cast.greet, since=clock.now())
    return browser_of(cast.greet)


def record(client: Client, subject: str, role: str, **more: str) -> int:
    form = {"do": "record", "subject": subject, "role": role, "agreement": "Map 12", "agreed_on": "2026-01-02", **more}
    return client.post(PATH, form).status_code


def test_only_managers(cast: Cast) -> None:
    for path in (PATH, f"{PATH}.csv", f"{PATH}.xlsx"):
        assert Client().get(path).status_code == 302
        assert browser_of(cast.dirk).get(path).status_code == 403


def test_from_the_gap_to_the_register(cast: Cast, greet: Client) -> None:
    assert "UiTPAS Regio Gent" in words(greet.get(PATH))
    form = words(greet.get(PATH, {"subject": f"REGION-{cast.gent.pk}"}))
    assert "In het register zetten: UiTPAS Regio Gent" in form
    assert "Verwerker Verwerkingsverantwoordelijke" in form
    assert record(greet, f"REGION-{cast.gent.pk}", "PROCESSOR") == 302
    assert record(greet, f"ORGANIZER-{cast.theatre.pk}", "SUB_PROCESSOR") == 302
    page = words(greet.get(PATH))
    assert "Theater De Vlieger Organisator · werkt voor UiTPAS Regio Gent Map 12" in page
    rows = ProcessingRole.objects.order_by("pk")
    assert [(row.role, row.agreed_on) for row in rows] == [
        ("PROCESSOR", date(2026, 1, 2)),
        ("SUB_PROCESSOR", date(2026, 1, 2)),
    ]


@pytest.mark.parametrize(
    ("subject", "role", "status"),
    [
        ("ORGANIZER-{theatre}", "SUB_PROCESSOR", 400),
        ("REGION-{gent}", "SUB_PROCESSOR", 400),
        ("REGION-{gent}", "EVERYTHING", 403),
        ("REGION-x", "PROCESSOR", 403),
        ("nothing", "PROCESSOR", 403),
    ],
)
def test_what_is_refused_leaves_nothing(cast: Cast, greet: Client, subject: str, role: str, status: int) -> None:
    assert record(greet, subject.format(theatre=cast.theatre.pk, gent=cast.gent.pk), role) == status
    assert not ProcessingRole.objects.exists()


def test_an_empty_agreement_is_told_beside_the_form(cast: Cast, greet: Client) -> None:
    form = {"do": "record", "subject": f"REGION-{cast.gent.pk}", "role": "PROCESSOR", "agreement": " "}
    page = words(greet.post(PATH, form))
    assert "Vul in wat er afgesproken is" in page
    assert "In het register zetten: UiTPAS Regio Gent" in page


def test_ending(cast: Cast, greet: Client) -> None:
    record(greet, f"REGION-{cast.gent.pk}", "PROCESSOR")
    role = ProcessingRole.objects.get()
    assert greet.post(PATH, {"do": "end", "role": role.pk, "ends_on": "2026-03-04"}).status_code == 302
    role.refresh_from_db()
    assert role.ended_on == date(2026, 3, 4)
    assert "tot 4 maart 2026" in words(greet.get(PATH))


def test_searching(cast: Cast, greet: Client) -> None:
    assert "Kassasoftware van het theater" in words(greet.get(PATH, {"text": "kassasoftware van"}))
    assert "Niets gevonden met die naam." in words(greet.get(PATH, {"text": "zzz"}))


def test_files(cast: Cast, greet: Client) -> None:
    record(greet, f"REGION-{cast.gent.pk}", "PROCESSOR")
    sheet = greet.get(f"{PATH}.csv")
    assert sheet.headers["Content-Disposition"] == 'attachment; filename="register-van-verwerkers.csv"'
    assert "Regio;UiTPAS Regio Gent;Verwerker;;Map 12;02/01/2026;" in sheet.content.decode("utf-8-sig")
    assert greet.get(f"{PATH}.xlsx").content.startswith(b"PK")
    assert greet.get(f"{PATH}.exe").status_code == 404
