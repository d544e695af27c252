"""The page of cards: counts, a warning, where a card belongs, and a pack that arrived."""

from collections.abc import Callable

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.identity.roles import REGISTRATION_DESK
from openpas.passholders.models import Card
from openpas.records.models import AccessLine
from tests.desk_rights import let_desk, let_desk_only
from tests.passholders.test_stock import card
from tests.web.conftest import at, words

pytestmark = pytest.mark.django_db
Written = Callable[[], tuple[int, ...]]


@pytest.fixture
def desk(cast: Cast) -> Client:
    let_desk(cast.theatre, REGISTRATION_DESK)
    return at(cast.dirk, cast.theatre)


def test_counts_and_a_warning(desk: Client, cast: Cast) -> None:
    assert "Er liggen hier geen kaarten." in words(desk.get("/desk/cards"))
    for _ in range(3):
        card(cast.gent, at=cast.theatre)
    page = words(desk.get("/desk/cards"))
    assert "Gewone kaarten UiTPAS Regio Gent 3 in voorraad Bijna op" in page
    assert "Je voorraad raakt op. Van minstens één soort zijn er minder dan 10 kaarten." in page
    assert "Kaarten voor kansentarief" not in page


def test_a_card_says_where_it_belongs(desk: Client, cast: Cast) -> None:
    told = {
        card(cast.gent, at=cast.theatre).uitpas_number: "Deze kaart ligt in de voorraad van deze balie",
        card(cast.gent, at=cast.club).uitpas_number: "Deze kaart hoort bij de balie SK Muide",
        card(cast.dender, at=cast.aalst).uitpas_number: "Deze kaart hoort bij een andere regio",
        card(cast.gent).uitpas_number: "Deze kaart is gemaakt, maar nog niet aangekomen",
        card(cast.gent, status=Card.Status.BLOCKED).uitpas_number: "Deze kaart is geblokkeerd",
        card(cast.gent, status=Card.Status.DELETED).uitpas_number: "Deze kaart bestaat niet meer",
        cast.amina_number: "Deze kaart is in gebruik",
    }
    for number, title in told.items():
        page = words(desk.post("/desk/cards", {"card": f" {number[:4]} {number[4:]}"}))
        assert title in page
        assert "Amina" not in page
    assert cast.aalst.name not in words(desk.get("/desk/cards"))
    assert AccessLine.objects.get(purpose="cards.read").passholder_id == cast.amina.pk


@pytest.mark.parametrize("typed", ["", "0900000100018", "90051700255", "04A000000000FF", "kaart"])
def test_what_is_no_card_is_asked_again(desk: Client, cast: Cast, typed: str) -> None:
    answer = desk.post("/desk/cards", {"card": typed})
    assert answer.status_code == 422
    assert "We vinden geen kaart met dit nummer." in words(answer)
    assert "90051700255" not in answer.content.decode()


def test_a_pack_is_taken_into_stock_and_what_is_not_comes_back(desk: Client, cast: Cast) -> None:
    first, second, other = card(cast.gent), card(cast.gent), card(cast.dender)
    pack = f"{first.uitpas_number}\n{second.uitpas_number}\n{first.uitpas_number}\n{other.uitpas_number}\nx"
    answer = desk.post("/desk/cards", {"arrived": pack})
    assert answer.status_code == 422
    assert "2 kaarten liggen nu in je voorraad." in words(answer)
    assert f"{other.uitpas_number}: Deze kaart past niet" in words(answer)
    assert "x: Geen kaart met dit nummer." in words(answer)
    assert f">\n{other.uitpas_number}\nx</textarea>" in answer.content.decode()
    held = Card.objects.filter(stock_organizer=cast.theatre, status=Card.Status.LOCAL_STOCK)
    assert set(held) == {first, second}
    again = desk.post("/desk/cards", {"arrived": first.uitpas_number})
    assert (again.status_code, again.headers["Location"]) == (302, "/desk/cards")


def test_eva_sees_no_stock_of_the_theatre(desk: Client, cast: Cast, written: Written) -> None:
    let_desk(cast.aalst, REGISTRATION_DESK)
    made = card(cast.gent, at=cast.theatre)
    underway = card(cast.gent)
    eva = at(cast.eva, cast.aalst)
    before = written()
    assert "Er liggen hier geen kaarten." in words(eva.get("/desk/cards"))
    page = words(eva.post("/desk/cards", {"card": made.uitpas_number}))
    assert "Deze kaart hoort bij een andere regio" in page
    assert cast.theatre.name not in page
    assert eva.post("/desk/cards", {"arrived": underway.uitpas_number}).status_code == 422
    assert written() == before


def test_a_desk_without_the_right_is_told(cast: Cast) -> None:
    let_desk_only(cast.theatre)
    dirk = at(cast.dirk, cast.theatre, None)
    assert dirk.get("/desk/cards").status_code == 403
    assert dirk.post("/desk/cards", {"card": cast.amina_number}).status_code == 403
