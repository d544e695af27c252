"""What is found decides what is offered (D-10)."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from openpas.demo.cast import AMINA, Cast
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card, Passholder
from openpas.web.desk.brought import Brought, brought
from tests.desk_rights import let_desk
from tests.web.conftest import words

Written = Callable[[], tuple[int, ...]]
REGISTERS = (Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_WRITE)
NOBODYS_INSZ = "85073003328"
STOCK = "0900000200007"


@pytest.fixture
def registers(cast: Cast, dirk: Client) -> Client:
    """Dirk at a desk that registers people."""
    let_desk(cast.theatre, REGISTERS)
    return dirk


@pytest.fixture
def in_stock(cast: Cast) -> Callable[[Organizer], Card]:
    """A card that lies in the stock of a desk."""

    def lies_at(desk: Organizer) -> Card:
        return Card.objects.create(
            uitpas_number=STOCK,
            card_system=cast.gent,
            kind=Card.Kind.NFC_CARD,
            status=Card.Status.LOCAL_STOCK,
            is_social=False,
            stock_organizer=desk,
        )

    return lies_at


def show(client: Client, identifier: str) -> str:
    response = client.post("/desk/", {"identifier": identifier})
    assert response.status_code == 422
    return response.content.decode()


def kept(client: Client) -> Brought:
    """What registration finds of it."""
    request = HttpRequest()
    request.session = client.session
    return brought(request)


def test_a_card_of_this_desk_can_be_given_to_somebody(
    cast: Cast, registers: Client, in_stock: Callable[[Organizer], Card]
) -> None:
    in_stock(cast.theatre)

    page = show(registers, STOCK)

    assert f'href="{reverse("register")}"' in page
    assert "Schrijf iemand in met deze kaart" in page
    assert kept(registers).uitpas_number == STOCK


def test_the_next_scan_forgets_what_was_brought(
    cast: Cast, registers: Client, in_stock: Callable[[Organizer], Card]
) -> None:
    in_stock(cast.theatre)
    show(registers, STOCK)

    registers.post("/desk/", {"identifier": cast.amina_number})

    assert kept(registers).uitpas_number == ""


def test_a_card_of_another_desk_stays_there(
    cast: Cast, registers: Client, in_stock: Callable[[Organizer], Card]
) -> None:
    in_stock(cast.club)

    page = show(registers, STOCK)

    assert "Ze hoort bij de voorraad van een andere balie." in page
    assert "Schrijf iemand in" not in page
    assert kept(registers).uitpas_number == ""


def test_a_desk_that_registers_nobody_reads_who_can(
    cast: Cast, dirk: Client, in_stock: Callable[[Organizer], Card]
) -> None:
    in_stock(cast.theatre)

    assert "Een registratiebalie kan dat wel." in show(dirk, STOCK)


def test_somebody_without_a_pass_can_be_registered_and_the_number_is_only_in_the_session(registers: Client) -> None:
    page = show(registers, NOBODYS_INSZ)

    assert "Je kan deze persoon nu inschrijven." in page
    assert NOBODYS_INSZ not in page
    assert kept(registers).insz == NOBODYS_INSZ
    assert NOBODYS_INSZ not in str(dict(registers.session))


def test_a_desk_that_registers_nobody_keeps_no_national_number(dirk: Client) -> None:
    page = show(dirk, NOBODYS_INSZ)

    assert "Een registratiebalie kan inschrijven." in page
    assert "brought" not in dirk.session


def test_a_blocked_card_is_replaced_where_the_desk_may(cast: Cast, registers: Client) -> None:
    Card.objects.filter(uitpas_number=cast.amina_number).update(status=Card.Status.BLOCKED)

    page = show(registers, AMINA.insz)

    assert "Vervang de kaart" in page
    assert "/desk/people/" in page
    assert AMINA.name not in page


def test_a_blocked_card_of_another_region_is_not_opened(cast: Cast, registers: Client) -> None:
    Card.objects.filter(uitpas_number=cast.amina_number).update(status=Card.Status.BLOCKED)
    cast.amina.memberships.update(card_system=cast.dender)

    page = show(registers, cast.amina_number)

    assert "Vervang de kaart" not in page
    assert "Een registratiebalie kan ze vervangen; de punten blijven bewaard." in page


def test_a_blocked_group_asks_its_region(cast: Cast, registers: Client) -> None:
    Card.objects.filter(uitpas_number=cast.chloe_number).update(status=Card.Status.BLOCKED)

    page = show(registers, cast.chloe_number)

    assert "De groep kan aan de UiTPAS-regio een nieuwe pas vragen." in page
    assert "regio5@example.org" in page


def test_a_blocked_person_is_told_whom_to_ask_and_no_reason(cast: Cast, dirk: Client, written: Written) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(is_blocked=True)
    before = written()

    page = show(dirk, cast.amina_number)

    assert "Deze pas kan nu niet gebruikt worden" in page
    assert "regio5@example.org" in page
    assert written() == before


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("0900000100018", "Er zit een tikfout in: de 13 cijfers passen niet bij elkaar."),
        (STOCK, "Het nummer is juist gevormd, maar we kennen het niet."),
        ("90051700256", "Dit rijksregisternummer klopt niet. Kijk de 11 cijfers na."),
        ("090000010001", "Je typte 12 cijfers. Op een UiTPAS staan er 13, een rijksregisternummer heeft er 11."),
        ("1", "Je typte 1 cijfer. Op een UiTPAS"),
        ("zomaar iets", "Typ de 13 cijfers die op de kaart staan."),
        ("04FFFFFFFFFFFF", "Deze chip kennen we niet."),
    ],
)
def test_a_number_that_is_unknown_says_what_is_wrong_with_it(dirk: Client, typed: str, told: str) -> None:
    assert told in words(dirk.post("/desk/", {"identifier": typed}))
