"""Show a pass, and save its point at once (D-10, D-45)."""

from collections.abc import Callable

import pytest
from django.test import Client

from openpas.checkins.models import Checkin
from openpas.demo.cast import AMINA, Cast
from openpas.passholders.models import Card
from openpas.records.models import AccessLine
from tests.desk_rights import let_desk_only
from tests.web.conftest import at, words

Written = Callable[[], tuple[int, ...]]
Scan = Callable[..., str]


@pytest.mark.parametrize("identifier", [AMINA.card, "0900 000 100 017", AMINA.chip, AMINA.chip.lower(), AMINA.insz])
def test_any_number_of_a_pass_saves_the_point(cast: Cast, dirk: Client, scan: Scan, identifier: str) -> None:
    page = dirk.get(scan(dirk, identifier))

    assert "Amina 0900 000 100 017 + 1 punt 13 punten" in words(page)
    assert Checkin.objects.get().passholder_id == cast.amina.pk
    assert Checkin.objects.get().channel == "DESK"


def test_no_page_and_no_address_names_a_national_number_or_family_name(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, AMINA.insz)
    page = dirk.get(address).content.decode()

    assert AMINA.insz not in page
    assert AMINA.insz not in address
    assert AMINA.card not in address
    assert AMINA.name not in page


def test_without_an_activity_no_point_is_saved(cast: Cast, scan: Scan, written: Written) -> None:
    client, before = at(cast.dirk, cast.theatre, ""), written()

    page = words(client.get(scan(client, cast.amina_number)))

    assert "Kies een activiteit om een punt te sparen." in page
    assert written() == before


def test_the_person_sees_that_the_desk_looked(cast: Cast, dirk: Client, scan: Scan) -> None:
    scan(dirk, cast.amina_number)

    line = AccessLine.objects.get(purpose="passes.read")

    assert (line.passholder_id, line.desk_id) == (cast.amina.pk, cast.theatre.pk)
    assert line.actor == f"user:{cast.dirk.pk}"


@pytest.mark.parametrize("typed", ["0900000100018", "0900000031618", "zomaar iets", "90051700256", "<script>"])
def test_an_unknown_pass_says_what_to_do(cast: Cast, dirk: Client, written: Written, typed: str) -> None:
    before = written()

    page = dirk.post("/desk/", {"identifier": typed})

    assert page.status_code == 422
    assert "We vinden geen pas met dit nummer" in words(page)
    assert written() == before


def test_a_mistyped_card_number_comes_back_and_a_national_number_never(cast: Cast, dirk: Client) -> None:
    assert 'value="0900000100018"' in dirk.post("/desk/", {"identifier": "0900000100018"}).content.decode()
    assert "90051700256" not in dirk.post("/desk/", {"identifier": "90051700256"}).content.decode()


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Card.Status.BLOCKED, "Deze pas is geblokkeerd Een registratiebalie kan ze vervangen"),
        (Card.Status.DELETED, "Deze pas bestaat niet meer Vraag naar de nieuwe pas."),
        (Card.Status.LOCAL_STOCK, "Deze kaart is nog van niemand Ze hoort bij de voorraad van een andere balie."),
    ],
)
def test_a_pass_that_cannot_be_used_says_why(
    cast: Cast, dirk: Client, written: Written, status: str, told: str
) -> None:
    Card.objects.filter(uitpas_number=cast.amina_number).update(status=status)
    before = written()

    page = dirk.post("/desk/", {"identifier": cast.amina_number})

    assert page.status_code == 422
    assert told in words(page)
    assert written() == before


def test_a_second_point_is_refused_in_plain_words(cast: Cast, dirk: Client, scan: Scan, written: Written) -> None:
    scan(dirk, cast.amina_number)
    before = written()

    page = words(dirk.get(scan(dirk, cast.amina_number)))

    assert "Je hebt hier al een punt gespaard. Op deze activiteit kan dat 1 keer per week." in page
    assert "13 punten" in page
    assert written() == before


def test_a_form_that_arrives_twice_saves_one_point_and_shows_it(cast: Cast, dirk: Client, scan: Scan) -> None:
    first = words(dirk.get(scan(dirk, cast.amina_number, "same")))
    page = words(dirk.get(scan(dirk, cast.amina_number, "same")))

    assert Checkin.objects.count() == 1
    assert "+ 1 punt 13 punten" in first
    assert page == first


def test_a_desk_without_the_right_may_not_look(cast: Cast, dirk: Client, written: Written) -> None:
    let_desk_only(cast.theatre)
    before = written()

    page = dirk.post("/desk/", {"identifier": cast.amina_number})

    assert "Deze balie mag dit niet doen." in words(page)
    assert AccessLine.objects.count() == 0
    assert written() == before


def test_a_desk_without_rights_reads_why_on_every_page(cast: Cast, dirk: Client) -> None:
    let_desk_only(cast.theatre)

    page = dirk.get("/desk/activities")

    assert page.status_code == 403
    assert "Dat kan hier niet Deze balie mag dit niet doen. Het recht dat ontbreekt: " in words(page)
    assert "Vraag het aan UiTPAS Regio Gent: regio5@example.org, 09 000 00 00. Of kies een andere balie." in words(page)


def test_an_activity_that_was_withdrawn_stops_nothing(cast: Cast, dirk: Client, scan: Scan, written: Written) -> None:
    type(cast.open_house).objects.filter(pk=cast.open_house.pk).update(is_published=False)
    before = written()

    page = words(dirk.get(scan(dirk, cast.amina_number)))

    assert "Kies een activiteit om een punt te sparen." in page
    assert written() == before


def test_a_group_saves_no_point(cast: Cast, dirk: Client, scan: Scan, written: Written) -> None:
    before = written()

    page = words(dirk.get(scan(dirk, cast.chloe_number)))

    assert "Groepspas Nog 20 van 20 tickets dit jaar" in page
    assert "Gratis drankje" not in page
    assert written() == before
