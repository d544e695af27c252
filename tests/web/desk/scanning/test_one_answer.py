"""A scan is answered at once with the page of its pass, in few queries: a queue waits for it (D-45)."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.test import Client

from openpas.checkins.models import Checkin
from openpas.demo.cast import AMINA, Cast
from tests.web.conftest import words

MOST_QUERIES = 39
HTMX = {"HX-Request": "true"}
Bound = Callable[[int], AbstractContextManager[object]]


def test_htmx_gets_the_page_and_the_address_at_once(cast: Cast, dirk: Client) -> None:
    page = dirk.post("/desk/", {"identifier": AMINA.card, "nonce": "same"}, headers=HTMX)

    assert page.status_code == 200
    assert "Amina 0900 000 100 017 + 1 punt 13 punten" in words(page)
    assert "Amina: 1 punt gespaard. Saldo: 13." in words(page)
    address = page.headers["HX-Push-Url"]
    assert AMINA.card not in address
    assert "Amina 0900 000 100 017 + 1 punt 13 punten" in words(dirk.get(address))
    assert f'name="next" value="{address}"' in page.content.decode()


def test_what_was_saved_is_told_once(cast: Cast, dirk: Client) -> None:
    page = dirk.post("/desk/", {"identifier": AMINA.card}, headers=HTMX)

    assert "1 punt gespaard." not in words(dirk.get(page.headers["HX-Push-Url"]))


def test_an_answer_that_got_lost_is_asked_again(cast: Cast, dirk: Client) -> None:
    form = {"identifier": AMINA.card, "nonce": "same"}
    for _ in range(2):
        page = dirk.post("/desk/", form, headers=HTMX)

    assert "Amina: 1 punt gespaard. Saldo: 13." in words(page)
    assert Checkin.objects.count() == 1


def test_a_browser_without_scripts_is_sent_on(cast: Cast, dirk: Client) -> None:
    assert dirk.post("/desk/", {"identifier": AMINA.card}).status_code == 302


def test_a_scan_takes_few_queries(cast: Cast, dirk: Client, django_assert_max_num_queries: Bound) -> None:
    dirk.get("/desk/")
    with django_assert_max_num_queries(MOST_QUERIES):
        dirk.post("/desk/", {"identifier": AMINA.card}, headers=HTMX)
