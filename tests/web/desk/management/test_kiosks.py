"""Kiosks of a desk: an activity for each, saved together, told one by one."""

import pytest
from django.test import Client

from openpas.checkins.models import Kiosk
from openpas.demo.cast import Cast
from openpas.demo.kiosks import DENDERKADE, VLIEGER, create_kiosks
from openpas.events.models import EventStatus
from openpas.records.models import AuditLine
from tests.web.conftest import at, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def kiosk(cast: Cast) -> Kiosk:
    create_kiosks(cast)
    return Kiosk.objects.get(name=VLIEGER.name)


@pytest.fixture
def desk(cast: Cast, kiosk: Kiosk) -> Client:
    return at(cast.dirk, cast.theatre)


def field(kiosk: Kiosk) -> str:
    return f"kiosk-{kiosk.pk}"


def test_a_kiosk_finds_its_activity_itself_until_one_is_chosen(desk: Client, cast: Cast, kiosk: Kiosk) -> None:
    page = desk.get("/desk/kiosks")
    assert "VLIEGER-1" in words(page)
    assert DENDERKADE.name not in words(page)
    assert cast.aalst_fair.title not in words(page)
    assert '<option value="itself" selected>Zuil kiest zelf</option>' in " ".join(page.content.decode().split())

    answer = desk.post("/desk/kiosks", {field(kiosk): cast.open_house.public_id})

    assert "VLIEGER-1 is ingesteld." in words(desk.get(answer.headers["Location"]))
    assert Kiosk.objects.get(pk=kiosk.pk).fixed_event_id == cast.open_house.pk
    desk.post("/desk/kiosks", {field(kiosk): "itself"})
    assert Kiosk.objects.get(pk=kiosk.pk).fixed_event_id is None
    assert list(AuditLine.objects.filter(action__startswith="kiosk.").order_by("id").values_list("action", flat=True))[
        -2:
    ] == ["kiosk.fix_event", "kiosk.unfix_event"]


def test_what_stays_the_same_is_not_written(desk: Client, kiosk: Kiosk) -> None:
    before = AuditLine.objects.count()
    answer = desk.post("/desk/kiosks", {field(kiosk): "itself"})
    assert "Er is niets veranderd." in words(desk.get(answer.headers["Location"]))
    assert AuditLine.objects.count() == before


def test_one_that_is_refused_does_not_stop_the_others(desk: Client, cast: Cast, kiosk: Kiosk) -> None:
    second = Kiosk.objects.get(name=DENDERKADE.name)
    second.organizers.add(cast.theatre)
    cast.concert.status = EventStatus.UNAVAILABLE
    cast.concert.save()

    answer = desk.post("/desk/kiosks", {field(kiosk): cast.open_house.public_id, field(second): cast.concert.public_id})

    assert answer.status_code == 422
    assert "VLIEGER-1 is ingesteld." in words(answer)
    assert f'id="{field(second)}-problem"' in answer.content.decode()
    second.refresh_from_db()
    assert second.fixed_event is None


def test_eva_sets_no_kiosk_of_the_theatre(cast: Cast, kiosk: Kiosk) -> None:
    eva = at(cast.eva, cast.aalst)
    assert VLIEGER.name not in words(eva.get("/desk/kiosks"))
    eva.post("/desk/kiosks", {field(kiosk): cast.open_house.public_id})
    kiosk.refresh_from_db()
    assert kiosk.fixed_event is None


def test_a_desk_without_kiosks_is_told_so(cast: Cast) -> None:
    assert "Deze balie heeft geen zuil in gebruik." in words(at(cast.farid, cast.club).get("/desk/kiosks"))
