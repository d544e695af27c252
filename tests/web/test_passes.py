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
from tests.web.conftest import at, count_field, follow, points, social, words

Written = Callable[[], tuple[int, ...]]
Scan = Callable[..., str]
QUERIES = 30


def test_a_ticket_is_sold_at_the_price_that_was_shown(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)
    shown = words(dirk.get(address))

    page = follow(dirk, dirk.post(f"{address}/serve", {"offer": social(cast)}))

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
        page = follow(dirk, dirk.post(f"{address}/serve", {"offer": social(cast), "nonce": "same"}))

    assert "1 ticket verkocht." in page
    assert TicketSale.objects.count() == 1


def test_a_second_ticket_is_refused_in_plain_words(cast: Cast, dirk: Client, scan: Scan, written: Written) -> None:
    address = scan(dirk, cast.amina_number)
    dirk.post(f"{address}/serve", {"offer": social(cast)})
    before = written()

    page = follow(dirk, dirk.post(f"{address}/serve", {"offer": social(cast)}))

    assert "Het ticket is niet verkocht. Je hebt geen recht meer" in page
    assert written() == before


def test_a_group_buys_several(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.chloe_number)

    page = follow(dirk, dirk.post(f"{address}/serve", {count_field(cast): "3"}))

    assert "3 tickets verkocht. Te betalen: € 3,60." in page
    assert "Nog 17 van 20 tickets dit jaar" in page
    assert TicketSale.objects.filter(group_pass=cast.chloe).count() == 3


def test_more_than_a_group_has_left_sells_none(cast: Cast, dirk: Client, scan: Scan, written: Written) -> None:
    address, before = scan(dirk, cast.chloe_number), written()

    follow(dirk, dirk.post(f"{address}/serve", {count_field(cast): "21"}))

    assert written() == before


@pytest.mark.parametrize("count", ["-1", "101", "veel", "9" * 30])
def test_a_number_that_makes_no_sense_sells_none(
    cast: Cast, dirk: Client, scan: Scan, written: Written, count: str
) -> None:
    address, before = scan(dirk, cast.chloe_number), written()

    assert dirk.post(f"{address}/serve", {count_field(cast): count}).status_code == 404
    assert written() == before


@pytest.mark.django_db(transaction=True)
def test_a_double_click_waits_for_the_first_and_sells_one(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)
    form = {"offer": social(cast), "nonce": "same"}

    def click(_: int) -> int:
        browser = Client()
        browser.cookies = dirk.cookies
        try:
            return browser.post(f"{address}/serve", form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as fingers:
        answers = list(fingers.map(click, range(4)))

    assert answers == [302] * 4
    assert TicketSale.objects.count() == 1
    assert "1 ticket verkocht." in words(dirk.get(address))


@pytest.mark.parametrize("offer", ["x:SOCIALTARIFF", "999999:SOCIALTARIFF"])
def test_a_price_that_is_not_there_is_not_sold(
    cast: Cast, dirk: Client, scan: Scan, written: Written, offer: str
) -> None:
    address, before = scan(dirk, cast.amina_number), written()

    assert dirk.post(f"{address}/serve", {"offer": offer}).status_code == 404
    assert written() == before


def test_a_reward_is_redeemed_once(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)

    for _ in range(2):
        page = follow(dirk, dirk.post(f"{address}/serve", {"reward": cast.drink.public_id, "nonce": "same"}))

    assert "Omgeruild: Gratis drankje aan de bar. Veel plezier ermee!" in page
    assert "\N{MINUS SIGN}5 punten Gratis drankje aan de bar" in page
    assert Redemption.objects.get().organizer == cast.theatre
    assert points(cast) == 8


def test_a_reward_that_costs_too_much_says_how_many_points_are_missing_and_is_refused(
    cast: Cast, dirk: Client, scan: Scan, written: Written
) -> None:
    address, before = scan(dirk, cast.bart_number), written()

    shown = words(dirk.get(address))
    follow(dirk, dirk.post(f"{address}/serve", {"reward": cast.drink.public_id}))

    assert "5 punten Gratis drankje aan de bar nog 1 punt" in shown
    assert 'value="cast-drink"' not in dirk.get(address).content.decode()
    assert written() == before


def test_a_ticket_and_a_reward_in_one_press(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)

    page = follow(
        dirk, dirk.post(f"{address}/serve", {"offer": social(cast), "reward": cast.drink.public_id, "nonce": "one"})
    )

    assert "1 ticket verkocht. Te betalen: € 1,20. Omgeruild: Gratis drankje aan de bar. Veel plezier ermee!" in page
    assert (TicketSale.objects.get().price_cents, Redemption.objects.get().points, points(cast)) == (120, 5, 8)
    assert page.count("Ongedaan maken") == 3


def test_what_is_refused_leaves_the_rest_as_it_is(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)
    dirk.post(f"{address}/serve", {"offer": social(cast)})

    page = follow(dirk, dirk.post(f"{address}/serve", {"offer": social(cast), "reward": cast.drink.public_id}))

    assert "Het ticket is niet verkocht." in page
    assert "Omgeruild: Gratis drankje aan de bar." in page
    assert (TicketSale.objects.count(), Redemption.objects.count()) == (1, 1)


def test_the_reward_alone_leaves_the_ticket(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)

    dirk.post(f"{address}/serve", {"offer": social(cast), "reward": cast.drink.public_id, "do": "rewards"})

    assert (TicketSale.objects.count(), Redemption.objects.count()) == (0, 1)


def test_a_double_press_does_every_part_once(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)

    for _ in range(2):
        dirk.post(f"{address}/serve", {"offer": social(cast), "reward": cast.drink.public_id, "nonce": "same"})

    assert (TicketSale.objects.count(), Redemption.objects.count()) == (1, 1)


def test_nothing_chosen_does_nothing_and_says_so(cast: Cast, dirk: Client, scan: Scan, written: Written) -> None:
    address, before = scan(dirk, cast.amina_number), written()

    page = follow(dirk, dirk.post(f"{address}/serve", {"offer": ""}))

    assert "Kies eerst een ticket of een voordeel." in page
    assert written() == before


def test_the_page_of_a_pass_is_for_one_clerk_at_one_desk(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)
    eva = at(cast.eva, cast.aalst, "")

    assert eva.get(address).status_code == 404
    assert eva.post(f"{address}/point").status_code == 404
    assert eva.post(f"{address}/serve", {"offer": social(cast)}).status_code == 404
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
    dirk.post(f"{address}/serve", {"offer": social(cast)})
    dirk.post(f"{address}/serve", {"reward": cast.drink.public_id})

    with django_assert_num_queries(QUERIES):
        dirk.get(address)
