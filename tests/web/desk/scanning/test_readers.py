"""Try a reader: it says what was understood and what to set, and keeps nothing (D-08)."""

from collections.abc import Callable

import pytest
from django.test import Client

from openpas.demo.cast import AMINA, Cast
from openpas.records.models import AccessLine
from tests.web.conftest import at, words

Written = Callable[[], tuple[int, ...]]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (AMINA.card, "Dit is een UiTPAS-nummer. Je lezer werkt goed. 0900 000 100 017"),
        (f"]C0{AMINA.card}", "Dit is een UiTPAS-nummer. Je lezer werkt goed. 0900 000 100 017"),
        ("àçààààààç(çàé", "0900 000 095 902 We begrijpen je lezer, maar hij typt voor een Amerikaans toetsenbord."),
        ("0900000100018", "maar er is een cijfer verkeerd gelezen. 0900 000 100 018 Maak het glas"),
        (AMINA.insz, "Dit is een rijksregisternummer. Je lezer werkt goed. We tonen het nummer niet."),
        ("90051700256", "Dit zijn 11 cijfers, maar het is geen rijksregisternummer."),
        ("04:78:4c:da:ee:38:80", "Dit is het nummer van een chip. Je lezer werkt goed. 04784CDAEE3880"),
        ("1258171392735360", "Dit is het nummer van een chip. Je lezer werkt goed. 04784CDAEE3880"),
        ("8038EEDA4C7804", "wellicht van achter naar voor. 8038EEDA4C7804 Zet in de instellingen"),
        ("3685287048", "Je lezer leest maar een deel van de chip."),
        ("88047A9B", "Je lezer leest maar een deel van de chip."),
        ("k3v9x2m7q1w8e5r4", "Hier herkennen we geen pas in. Scan de streepjescode"),
    ],
)
def test_what_is_understood(dirk: Client, written: Written, typed: str, told: str) -> None:
    before = written()

    page = dirk.post("/desk/readers", {"typed": typed})

    assert told in words(page)
    assert written() == before
    assert AccessLine.objects.count() == 0


def test_a_national_number_is_never_shown_back(dirk: Client) -> None:
    assert AMINA.insz not in dirk.post("/desk/readers", {"typed": AMINA.insz}).content.decode()


def test_nothing_is_said_of_nothing(dirk: Client) -> None:
    for page in (dirk.get("/desk/readers"), dirk.post("/desk/readers", {"typed": "  "})):
        assert page.status_code == 200
        assert 'role="alert"' not in page.content.decode()


def test_a_trial_is_for_any_desk_and_for_nobody_else(cast: Cast) -> None:
    assert at(cast.eva, cast.aalst, None).get("/desk/readers").status_code == 200
    assert Client().get("/desk/readers").status_code == 302
