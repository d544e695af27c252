"""What is done with a pass, and undone again."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from openpas.demo.cast import Cast
from openpas.rewards.models import Redemption
from openpas.runtime import clock
from openpas.tariffs.models import TicketSale
from tests.signing_in import signed_in
from tests.web.conftest import at, follow, points, social, words

Written = Callable[[], tuple[int, ...]]
Scan = Callable[..., str]


def test_a_ticket_is_sold_at_the_price_that_was_shown(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)
    shown = words(dirk.get(address))

    page = follow(dirk, dirk.post(f"{address}/tickets", {"offer": social(cast)}))

    assert "Basistarief gewone prijs € 6,00 € 1,20 UiTPAS-prijs" in shown
    assert "1 ticket verkocht. Te betalen: € 1,20." in page
    sale = TicketSale.objects.get()
    assert (sale.price_cents, sale.regular_price_cents, sale.passholder) == (120, 600, cast.amina)


def test_the_screen_shows_prices_and_no_status(cast: Cast, dirk: Client, scan: Scan) -> None:
    page = words(dirk.get(scan(dirk, cast.amina_number)))

    assert not re.search(r"kansen|sociaal|armoede|status", page, re.IGNORECASE)


def test_what_concerns_the_status_is_folded_away_for_the_holder(cast: Cast, dirk: Client, scan: Scan) -> None:
    over = clock.now().date() - timedelta(days=400)
    cast.amina.memberships.update(social_tariff_ends_on=over)

    page = dirk.get(scan(dirk, cast.amina_number)).content.decode()
    folded = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)

    assert "Er is een bericht voor de pashouder" in page
    assert "kansentarief" in page
    assert "kansentarief" not in folded
    assert "6,00" in folded


def test_who_pays_the_regular_price_sees_just_that(cast: Cast, dirk: Client, scan: Scan) -> None:
    page = words(dirk.get(scan(dirk, cast.bart_number)))

    assert "€ 6,00 Basistarief Voor deze pas geldt hier de gewone prijs." in page


def test_a_form_that_arrives_twice_sells_one_ticket(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)

    for _ in range(2):
        page = follow(dirk, dirk.post(f"{address}/tickets", {"offer": social(cast), "nonce": "same"}))

    assert "1 ticket verkocht." in page
    assert TicketSale.objects.count() == 1


def test_a_second_ticket_is_refused_in_plain_words(cast: Cast, dirk: Client, scan: Scan, written: Written) -> None:
    address = scan(dirk, cast.amina_number)
    dirk.post(f"{address}/tickets", {"offer": social(cast)})
    before = written()

    page = follow(dirk, dirk.post(f"{address}/tickets", {"offer": social(cast)}))

    assert "Je kan maximaal 1 ticket per week kopen" in page
    assert written() == before


def test_a_group_buys_several(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.chloe_number)

    page = follow(dirk, dirk.post(f"{address}/tickets", {"offer": social(cast), "count": "3"}))

    assert "3 tickets verkocht. Te betalen: € 3,60." in page
    assert "Nog 17 tickets" in page
    assert TicketSale.objects.filter(group_pass=cast.chloe).count() == 3


def test_more_than_a_group_has_left_sells_none(cast: Cast, dirk: Client, scan: Scan, written: Written) -> None:
    address, before = scan(dirk, cast.chloe_number), written()

    follow(dirk, dirk.post(f"{address}/tickets", {"offer": social(cast), "count": "21"}))

    assert written() == before


@pytest.mark.parametrize("count", ["0", "-1", "101", "", "veel", "9" * 30])
def test_a_number_that_makes_no_sense_sells_none(
    cast: Cast, dirk: Client, scan: Scan, written: Written, count: str
) -> None:
    address, before = scan(dirk, cast.chloe_number), written()

    assert dirk.post(f"{address}/tickets", {"offer": social(cast), "count": count}).status_code == 404
    assert written() == before


@pytest.mark.django_db(transaction=True)
def test_a_double_click_waits_for_the_first_and_sells_one(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)
    form = {"offer": social(cast), "nonce": "same"}

    def click(_: int) -> int:
        browser = Client()
        browser.cookies = dirk.cookies
        try:
            return browser.post(f"{address}/tickets", form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as fingers:
        answers = list(fingers.map(click, range(4)))

    assert answers == [302] * 4
    assert TicketSale.objects.count() == 1
    assert "1 ticket verkocht." in words(dirk.get(address))


@pytest.mark.parametrize("offer", ["", "x:SOCIALTARIFF", "999999:SOCIALTARIFF"])
def test_a_price_that_is_not_there_is_not_sold(
    cast: Cast, dirk: Client, scan: Scan, written: Written, offer: str
) -> None:
    address, before = scan(dirk, cast.amina_number), written()

    assert dirk.post(f"{address}/tickets", {"offer": offer}).status_code == 404
    assert written() == before


def test_a_reward_is_redeemed_once(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)

    for _ in range(2):
        page = follow(dirk, dirk.post(f"{address}/rewards", {"reward": cast.drink.public_id, "nonce": "same"}))

    assert "Voordeel omgeruild." in page
    assert "\N{MINUS SIGN}5 punten Gratis drankje aan de bar" in page
    assert Redemption.objects.get().organizer == cast.theatre
    assert points(cast) == 8


def test_a_reward_that_costs_too_much_is_not_offered_and_refused(
    cast: Cast, dirk: Client, scan: Scan, written: Written
) -> None:
    address, before = scan(dirk, cast.bart_number), written()

    shown = words(dirk.get(address))
    follow(dirk, dirk.post(f"{address}/rewards", {"reward": cast.drink.public_id}))

    assert "Gratis drankje" not in shown
    assert written() == before


def test_the_page_of_a_pass_is_for_one_clerk_at_one_desk(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)
    eva = at(cast.eva, cast.aalst, "")

    assert eva.get(address).status_code == 404
    assert eva.post(f"{address}/point").status_code == 404
    assert eva.post(f"{address}/tickets", {"offer": social(cast)}).status_code == 404
    assert Client().get(address).status_code == 302
    assert dirk.get(address[:-2] + "xx").status_code == 404


def test_a_page_of_yesterday_shows_nothing(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)

    with time_machine.travel(clock.now() + timedelta(hours=11, minutes=50), tick=False):
        signed_in(dirk, cast.dirk)
        dirk.get("/desk/")
        assert dirk.get(address).status_code == 200
    with time_machine.travel(clock.now() + timedelta(hours=12, minutes=1), tick=False):
        signed_in(dirk, cast.dirk)
        assert dirk.get(address).status_code in {302, 404}


def test_the_number_of_queries_does_not_grow_with_what_is_shown(
    cast: Cast, dirk: Client, scan: Scan, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    address = scan(dirk, cast.amina_number)
    dirk.post(f"{address}/tickets", {"offer": social(cast)})
    dirk.post(f"{address}/rewards", {"reward": cast.drink.public_id})

    with django_assert_num_queries(22):
        dirk.get(address)
