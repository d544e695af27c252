"""Activities of a desk: how they are set, and the code to hang up. Nothing of other desks."""

import pytest
from django.test import Client

from openpas.checkins.models import CheckinCode
from openpas.demo.cast import Cast
from openpas.events.models import Event
from openpas.foundation.permissions import Permission
from openpas.identity.roles import CHECKIN_AND_TICKET_DESK
from tests.desk_rights import let_desk_only
from tests.web.conftest import at, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast: Cast) -> Client:
    return at(cast.dirk, cast.theatre)


def test_the_list_has_the_activities_of_this_desk(desk: Client, cast: Cast) -> None:
    page = desk.get("/desk/events?range=today").content.decode()
    assert f'href="/desk/events/{cast.open_house.public_id}"' in page
    assert cast.aalst_fair.title not in page
    assert cast.open_house.title not in words(desk.get("/desk/events?text=nachtuilen"))


def test_the_settings_are_told_in_words(desk: Client, cast: Cast) -> None:
    Event.objects.filter(pk=cast.open_house.pk).update(
        checkin_points=2, checkin_limit_volume=1, checkin_limit_period="WEEK", ticket_limit_volume=None
    )
    page = words(desk.get(f"/desk/events/{cast.open_house.public_id}"))
    assert "Punten per keer 2 Iemand spaart hier 1 keer per week" in page
    assert "Sparen kan vanaf 5 uur voor het begin tot 5 uur na het einde" in page
    assert "per pashouder geen grens" in page
    assert "Gewone prijzen Basistarief: € 6,00" in page
    assert "Geldt in UiTPAS Regio Gent" in page


@pytest.mark.parametrize("form", ["pdf", "zip"])
def test_the_code_comes_by_a_short_link(desk: Client, cast: Cast, form: str) -> None:
    answer = desk.get(f"/desk/events/{cast.open_house.public_id}/code.{form}")
    assert answer.status_code == 302
    file = desk.get(answer.headers["Location"])
    assert file.headers["Content-Type"] == f"application/{form}"
    assert file.content.startswith({"pdf": b"%PDF", "zip": b"PK"}[form])
    assert CheckinCode.objects.get().event_id == cast.open_house.pk


def test_links_to_the_event_database_are_as_configured(
    desk: Client, cast: Cast, settings: pytest.FixtureRequest
) -> None:
    path = f"/desk/events/{cast.open_house.public_id}"
    settings.OPENPAS_EVENT_ENTRY_URL = "https://entry.example/event/{id}"  # type: ignore[attr-defined]
    assert "entry.example" not in desk.get(path).content.decode()
    Event.objects.filter(pk=cast.open_house.pk).update(imported_from="https://search.example")
    page = desk.get(path).content.decode()
    assert f'href="https://entry.example/event/{cast.open_house.public_id}"' in page
    assert "Bekijk zoals het publiek" not in page


def test_a_desk_without_the_right_makes_no_code(cast: Cast) -> None:
    let_desk_only(cast.theatre, CHECKIN_AND_TICKET_DESK - {Permission.EVENTS_QR_CHECKINCODE})
    dirk = at(cast.dirk, cast.theatre)
    path = f"/desk/events/{cast.open_house.public_id}"
    assert "Deze balie mag geen QR-codes maken." in words(dirk.get(path))
    assert dirk.get(f"{path}/code.pdf").status_code == 403
    assert not CheckinCode.objects.exists()


def test_eva_finds_nothing_of_the_theatre(cast: Cast) -> None:
    eva = at(cast.eva, cast.aalst)
    assert cast.open_house.title not in words(eva.get("/desk/events?range=unlimited"))
    path = f"/desk/events/{cast.open_house.public_id}"
    assert [eva.get(f"{path}{more}").status_code for more in ("", "/code.pdf", "/code.zip")] == [404, 404, 404]
    assert eva.get(f"/desk/events/{cast.aalst_fair.public_id}/code.exe").status_code == 404
    assert not CheckinCode.objects.exists()
