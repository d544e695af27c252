"""Lists that leave the system: what is in them, for what, and for whom."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from openpas.demo.cast import AMINA, Cast
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.passholders.models import Passholder
from openpas.records.models import AccessLine, AuditLine
from openpas.runtime import clock
from openpas.web.desk.search.exports import TITLES
from openpas.web.models import PeopleSearch
from tests.web.conftest import words
from tests.web.desk.search.conftest import Search
from tests.web.desk.search.world import School, member

PURPOSE = "Uitnodiging voor het buurtfeest"


def everybody(client: Client, search: Search, **asked: str) -> str:
    address = search(client, **asked)
    client.post(f"{address}/tick", {"go": "all"})
    return f"{address}/export"


def sheet(client: Client, address: str, purpose: str = PURPOSE) -> list[tuple[Any, ...]]:
    content = io.BytesIO(client.post(address, {"purpose": purpose}).getvalue())
    return list(load_workbook(content).active.iter_rows(values_only=True))


def test_the_columns_and_what_stands_in_them(cast: Cast, greet: Client, search: Search) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(phone_number="0470 12 34 56", nationality="BE")
    ends_on = last_of_april_next_year(brussels_day(clock.now()))

    titles, amina, bart = sheet(greet, everybody(greet, search, postal_code="9000"))

    assert titles == TITLES
    assert amina == (
        cast.amina_number,
        "Aziz",
        "Amina",
        "17-05-1990",
        "V",
        "Voorbeeldstraat 1",
        "9000",
        "Gent",
        None,
        "0470 12 34 56",
        "BE",
        f"{ends_on:%d-%m-%Y}",
        str(cast.amina.public_id),
    )
    assert (bart[1], bart[11]) == ("D'Hondt", None)


def test_there_is_no_national_number_in_it(cast: Cast, greet: Client, search: Search) -> None:
    cells = [cell for row in sheet(greet, everybody(greet, search, postal_code="9000")) for cell in row]

    assert AMINA.insz not in cells


@pytest.mark.parametrize("name", ["=1+1", "+32", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_a_name_is_never_a_formula(cast: Cast, greet: Client, search: Search, name: str) -> None:
    member(cast.gent, name, "An", street="=2+2")
    address = everybody(greet, search, born_from="2015-03-02")
    content = io.BytesIO(greet.post(address, {"purpose": PURPOSE}).getvalue())
    row = next(load_workbook(content).active.iter_rows(min_row=2))

    assert (row[1].value, row[1].data_type) == (name, "s")
    assert (row[5].value, row[5].data_type) == ("=2+2", "s")


def test_the_purpose_is_kept_and_everybody_reads_it(cast: Cast, greet: Client, search: Search) -> None:
    sheet(greet, everybody(greet, search, postal_code="9000"), f"  {PURPOSE} ")

    lines = AccessLine.objects.filter(purpose=f"passholders.export: {PURPOSE}")
    assert set(lines.values_list("passholder_id", flat=True)) == {cast.amina.pk, cast.bart.pk}
    audit = AuditLine.objects.get(action="passholders.export")
    assert (audit.actor, audit.details) == (f"user:{cast.greet.pk}", {"people": 2, "purpose": PURPOSE})


@pytest.mark.parametrize("purpose", ["", "  ", "ja", "x" * 121])
def test_without_a_purpose_there_is_no_file(cast: Cast, greet: Client, search: Search, purpose: str) -> None:
    response = greet.post(everybody(greet, search, postal_code="9000"), {"purpose": purpose})

    assert response.status_code == 422
    assert "Schrijf in een paar woorden" in words(response)
    assert not AuditLine.objects.filter(action="passholders.export").exists()


def test_more_people_than_a_page_come_in_their_order(
    cast: Cast, greet: Client, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openpas.passholders.exporting._AT_ONCE", 2)
    for number in range(5):
        member(cast.gent, f"Zander {number}", "An")

    rows = sheet(greet, everybody(greet, search, text="zander"))

    assert [row[1] for row in rows[1:]] == [f"Zander {number}" for number in range(5)]
    assert AuditLine.objects.get(action="passholders.export").details["people"] == 5


def test_a_desk_without_the_right_gets_none(cast: Cast, dirk: Client) -> None:
    listed = dirk.post("/desk/people/list", {"numbers": cast.amina_number}).headers["Location"]

    assert "Naar Excel" not in words(dirk.get(listed))
    assert dirk.post(f"{listed}/export", {"purpose": PURPOSE}).status_code == 403
    assert not AccessLine.objects.filter(purpose__startswith="passholders.export").exists()


def test_a_school_takes_its_pupils_away(school: School, juf: Client, search: Search) -> None:
    rows = sheet(juf, everybody(juf, search, school=school.desk.public_id))

    assert [row[2] for row in rows[1:]] == ["Anouk", "Bo", "Cas", "Dina", "Emil", "Fien"]


def test_nobody_of_another_region_is_in_it(cast: Cast, eva: Client, search: Search) -> None:
    mine = member(cast.dender, "Aerts", "An", city="Aalst", postal_code="9300")
    address = everybody(eva, search, text="aerts")
    PeopleSearch.objects.update(ticked=[mine.pk, cast.amina.pk, cast.bart.pk])

    rows = sheet(eva, address)

    assert [row[1] for row in rows[1:]] == ["Aerts"]
    assert not AccessLine.objects.filter(passholder_id=cast.amina.pk).exists()
