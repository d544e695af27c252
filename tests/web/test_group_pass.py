"""The balance of a group pass, for everybody who knows its number and for nobody who only guesses."""

from datetime import date, timedelta

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.demo.coupons import HALF_PRICE, coupon
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import spaced
from openpas.passholders.models import Card
from openpas.records.models import AccessLine, AuditLine, OutboxMessage
from openpas.runtime import clock
from openpas.tariffs.models import Coupon, GrantedCoupon
from openpas.web.public.group_pass import ASKED
from tests.web.conftest import Answer, words

pytestmark = pytest.mark.django_db
PAGE = "/group-pass"
UNKNOWN = "We vinden geen groepspas met dit nummer."


@pytest.fixture
def group(cast: Cast) -> Cast:
    """Chloé's group has its right until 2099, and two coupons."""
    cast.chloe.social_tariff_ends_on = date(2099, 4, 30)
    cast.chloe.save()
    now = clock.now()
    for name, limit in (("Najaarsbon", (2, "YEAR")), ("Oude bon", (None, ""))):
        one = coupon(cast.gent, name, HALF_PRICE, Coupon.Target.SEGMENT, now)
        Coupon.objects.filter(pk=one.pk).update(limit_volume=limit[0], limit_period=limit[1])
        GrantedCoupon.objects.create(coupon=one, group_pass=cast.chloe, granted_at=now)
    Coupon.objects.filter(name="Oude bon").update(valid_until=now - timedelta(days=1))
    return cast


def ask(number: str, client: Client | None = None) -> Answer:
    answer: Answer = (client or Client()).post(PAGE, {"number": number})
    return answer


def test_the_number_is_asked_and_stands_in_no_address(group: Cast) -> None:
    assert "Nummer van de groepspas" in words(Client().get(PAGE))
    assert group.chloe.name not in words(Client().get(PAGE, {"number": group.chloe_number}))
    assert f'href="{PAGE}"' in Client().get("/account/sign-in").content.decode()


def test_what_is_left(group: Cast) -> None:
    answer = ask(spaced(group.chloe_number))

    page = words(answer)
    assert group.chloe.name in page
    assert "Kansentarief Ja, tot en met 30 april 2099" in page
    assert "Nog 20 van 20 tickets dit jaar" in page
    assert "Najaarsbon nog 2 over, 2 keer per jaar" in page
    assert "Oude bon" not in page
    assert "no-store" in answer.headers["Cache-Control"]
    for hidden in (group.chloe.email, group.chloe.street, group.chloe_number):
        assert not hidden or hidden not in page


def test_a_right_that_is_over(group: Cast) -> None:
    yesterday = brussels_day(clock.now()) - timedelta(days=1)
    group.chloe.social_tariff_ends_on = yesterday
    group.chloe.save()

    page = words(ask(group.chloe_number))

    assert "Het kansentarief van deze groepspas liep tot en met" in page
    assert "tickets dit jaar" not in page
    assert "Najaarsbon" not in page


def test_a_group_that_never_had_it(group: Cast) -> None:
    group.chloe.social_tariff_ends_on = None
    group.chloe.save()

    page = words(ask(group.chloe_number))

    assert "Kansentarief Nee" in page
    assert "tickets dit jaar" not in page
    assert "Najaarsbon nog 2 over" in page


def test_of_any_other_card_nothing_is_told(group: Cast) -> None:
    """A person's card, one in stock, one that is blocked and one that does not exist answer alike."""
    Card.objects.filter(uitpas_number=group.chloe_number).update(status=Card.Status.BLOCKED)
    numbers = (group.amina_number, group.chloe_number, "0900000000000", "x", "", "\x00090000")

    answers = [ask(number) for number in numbers]

    assert [answer.status_code for answer in answers] == [422] * len(numbers)
    assert all(UNKNOWN in words(answer) for answer in answers)
    assert all("Amina" not in words(answer) and group.chloe.name not in words(answer) for answer in answers)
    assert not any(table.objects.exists() for table in (AccessLine, AuditLine, OutboxMessage))


@pytest.mark.usefixtures("standing_clock")
def test_numbers_cannot_be_tried(group: Cast) -> None:
    for _ in range(ASKED.requests):
        assert ask("x").status_code == 422

    answer = ask(group.chloe_number)

    assert answer.status_code == 429
    assert "Er is hier vaak gezocht. Probeer het over" in words(answer)
    assert group.chloe.name not in words(answer)
