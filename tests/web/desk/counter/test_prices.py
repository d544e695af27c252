"""The matrix of prices: tariffs by price classes, what was used up, and groups that say how many of each."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.demo.coupons import HALF_PRICE, ONE_EURO, coupon
from openpas.foundation.calendar import Period, brussels_day
from openpas.foundation.limits import Limit
from openpas.runtime import clock
from openpas.tariffs.models import Coupon, GrantedCoupon, TicketSale
from tests.web.conftest import at, follow, words

Written = Callable[[], tuple[int, ...]]
Scan = Callable[..., str]


@pytest.fixture
def concert(cast: Cast) -> Client:
    """Dirk at the concert, which has two price classes; Amina and Chloé hold coupons."""
    now = clock.now()
    half = coupon(cast.gent, "Najaarsbon", HALF_PRICE, Coupon.Target.SEGMENT, now, Limit(2, Period.YEAR))
    euro = coupon(cast.gent, "Eurobon", ONE_EURO, Coupon.Target.SEGMENT, now)
    for one in (half, euro):
        GrantedCoupon.objects.create(coupon=one, passholder=cast.amina, granted_at=now)
    GrantedCoupon.objects.create(coupon=half, group_pass=cast.chloe, granted_at=now)
    return at(cast.dirk, cast.theatre, cast.concert.public_id)


def value(cast: Cast, name: str, tariff: str = "SOCIALTARIFF") -> str:
    return f"{cast.concert.price_classes.get(name=name).pk}:{tariff}"


def test_every_class_has_its_prices_the_social_one_first_and_coupons_by_name(
    cast: Cast, concert: Client, scan: Scan
) -> None:
    page = words(concert.get(scan(concert, cast.amina_number)))

    base = "Basistarief gewone prijs € 11,00 € 2,20 UiTPAS-prijs € 1,00 Eurobon Laagste € 5,50 Najaarsbon"
    young = "Onder 26 jaar gewone prijs € 8,00 € 1,60 UiTPAS-prijs € 1,00 Eurobon Laagste € 4,00 Najaarsbon"
    assert f"{base} {young}".replace("€ ", "€\N{NO-BREAK SPACE}").replace("\N{NO-BREAK SPACE}", " ") in page
    assert not re.search(r"kansen|sociaal|armoede|status", page, re.IGNORECASE)


def test_with_several_classes_nothing_is_chosen_beforehand(cast: Cast, concert: Client, scan: Scan) -> None:
    page = concert.get(scan(concert, cast.amina_number)).content.decode()

    assert re.findall(r'name="offer"\s+value="([^"]*)"[^>]*checked', page) == [""]


def test_what_was_used_up_is_named_and_its_reason_folded(cast: Cast, concert: Client, scan: Scan) -> None:
    address = scan(concert, cast.amina_number)
    concert.post(f"{address}/serve", {"offer": value(cast, "Onder 26 jaar")})

    page = concert.get(address)
    folded = re.sub(r"<details.*?</details>", "", page.content.decode(), flags=re.DOTALL)

    assert TicketSale.objects.get().regular_price_label == "Onder 26 jaar"
    assert "Niet meer beschikbaar voor deze activiteit: UiTPAS-prijs" in words(page)
    assert "kansentarief" not in folded


def test_a_group_of_eight_takes_tickets_of_both_classes_in_one_press(cast: Cast, concert: Client, scan: Scan) -> None:
    address = scan(concert, cast.chloe_number)
    form = {
        f"count:{value(cast, 'Basistarief')}": "2",
        f"count:{value(cast, 'Onder 26 jaar')}": "5",
        f"count:{value(cast, 'Onder 26 jaar', tariff_of(cast))}": "1",
    }

    page = follow(concert, concert.post(f"{address}/serve", form))

    assert "8 tickets verkocht. Te betalen: € 16,40." in page
    assert "Nog 13 van 20 tickets dit jaar" in page
    assert sorted(TicketSale.objects.values_list("price_cents", flat=True)) == [160] * 5 + [220] * 2 + [400]


def tariff_of(cast: Cast) -> str:
    return f"COUPON_{Coupon.objects.get(name='Najaarsbon').pk}"


def test_a_group_gets_all_or_nothing(cast: Cast, concert: Client, scan: Scan, written: Written) -> None:
    address, before = scan(concert, cast.chloe_number), written()
    form = {f"count:{value(cast, 'Basistarief')}": "20", f"count:{value(cast, 'Onder 26 jaar')}": "1"}

    page = follow(concert, concert.post(f"{address}/serve", form))

    assert "De tickets zijn niet verkocht." in page
    assert written() == before


def test_a_group_whose_right_is_over_reads_so(cast: Cast, concert: Client, scan: Scan) -> None:
    cast.chloe.social_tariff_ends_on = brussels_day(clock.now()) - timedelta(days=2)
    cast.chloe.save()

    page = words(concert.get(scan(concert, cast.chloe_number)))

    assert "Het kansentarief van deze UiTPAS is verlopen." in page
    assert "Kansentarief tot en met" not in page


def test_a_group_reads_how_many_tickets_it_has_left_and_until_when(cast: Cast, concert: Client, scan: Scan) -> None:
    cast.chloe.social_tariff_ends_on = date(2099, 4, 30)
    cast.chloe.save()

    group, amina = (words(concert.get(scan(concert, number))) for number in (cast.chloe_number, cast.amina_number))

    assert "Nog 20 van 20 tickets dit jaar Kansentarief tot en met 30 april 2099" in group
    assert "Kansentarief tot en met" not in amina


def test_what_somebody_holds_stands_folded_with_what_is_left(cast: Cast, concert: Client, scan: Scan) -> None:
    address = scan(concert, cast.amina_number)
    concert.post(f"{address}/serve", {"offer": value(cast, "Basistarief", tariff_of(cast))})

    page = words(concert.get(address))

    assert "2 bonnen Eurobon zo vaak als nodig Najaarsbon nog 1 over, 2 keer per jaar" in page
