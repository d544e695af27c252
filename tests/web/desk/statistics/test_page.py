"""The numbers on the screen of a desk."""

import pytest
from django.test import Client

from openpas.checkins.models import Checkin
from openpas.checkins.service import check_in
from openpas.demo.cast import Cast
from openpas.identity.actors import actor_of_user
from tests.web.conftest import at, words

PAGE = "/desk/statistics"


@pytest.fixture
def dirk(cast: Cast) -> Client:
    actor = actor_of_user(cast.dirk.pk, cast.theatre.pk)
    for number in (cast.amina_number, cast.bart_number):
        check_in(actor, number, "cast-open-house", channel=Checkin.Channel.DESK)
    return at(cast.dirk, cast.theatre)


def test_points_of_this_month_beside_those_of_the_month_before(dirk: Client) -> None:
    page = words(dirk.get(PAGE))

    assert "keer gespaard 2 was 0" in page
    assert "mensen 2 was 0" in page
    assert "Vrij bezoek aan het theaterhuis 2" in page
    assert "minder dan 5" in page


def test_only_people_with_the_social_tariff(dirk: Client) -> None:
    assert "mensen 1 was 0" in words(dirk.get(PAGE, {"social_tariff": "yes"}))


@pytest.mark.parametrize("about", ["rewards", "tickets", "passes"])
def test_without_anything_it_says_so(dirk: Client, about: str) -> None:
    assert "In deze periode is er niets geregistreerd." in words(dirk.get(PAGE, {"about": about}))


def test_a_tab_keeps_the_chosen_period(dirk: Client) -> None:
    page = dirk.get(PAGE, {"period": "year", "compare": "none"}).content.decode()

    assert "?about=tickets&amp;period=year&amp;compare=none" in page


def test_own_days_that_cannot_be_are_refused(dirk: Client) -> None:
    wrong = {"period": "own", "from": "2026-02-10", "until": "2026-02-01"}
    page = dirk.get(PAGE, wrong)

    assert page.status_code == 422
    assert "Kies een periode die begonnen is" in words(page)
    assert 'value="2026-02-10"' in page.content.decode()


def test_what_is_no_day_counts_as_not_filled_in(dirk: Client) -> None:
    assert dirk.get(PAGE, {"period": "own", "from": "2026-02-31", "until": "x", "compare": "own"}).status_code == 200


def test_another_region_sees_its_own_numbers_only(cast: Cast, dirk: Client) -> None:
    assert "In deze periode is er niets geregistreerd." in words(at(cast.eva, cast.aalst).get(PAGE))
