"""What somebody did here, and how it is undone, also the day after."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.test import Client

from openpas.checkins.models import Checkin, CheckinCancellation
from openpas.checkins.service import check_in
from openpas.demo.cast import Cast
from openpas.foundation.calendar import BRUSSELS, brussels_day
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_user
from openpas.identity.roles import CHECKIN_AND_TICKET_DESK
from openpas.records.models import AccessLine
from openpas.rewards.models import RedemptionCancellation
from openpas.rewards.service import redeem
from openpas.runtime import clock
from openpas.tariffs.models import TicketSaleCancellation
from openpas.tariffs.service import TicketOrder, sell_tickets
from openpas.web.desk.files import File
from tests.desk_rights import let_desk, let_desk_only
from tests.web.conftest import at, follow, points, words
from tests.web.desk.people.conftest import file_at

Written = Callable[[], tuple[int, ...]]


@pytest.fixture
def visited(cast: Cast) -> Client:
    """Dirk sees people whole; yesterday Amina came by: a point, a ticket and a drink."""
    let_desk(cast.theatre, [Permission.PASSHOLDERS_SEARCH])
    with time_machine.travel(clock.now() - timedelta(days=1), tick=False):
        actor = actor_of_user(cast.dirk.pk, cast.theatre.pk)
        check_in(actor, cast.amina_number, cast.open_house.public_id, channel=Checkin.Channel.DESK)
        sell_tickets(actor, [TicketOrder(cast.open_house.public_id, cast.amina_number, "SOCIALTARIFF", 600, "")])
    redeem(actor, cast.drink.public_id, cast.amina_number, cast.theatre.pk)
    return at(cast.dirk, cast.theatre)


@pytest.fixture
def history(cast: Cast, visited: Client) -> str:
    """Where Dirk finds it."""
    return f"{file_at(cast.dirk, cast.theatre, cast.amina).url}/history"


def test_everything_newest_first_with_its_price(visited: Client, history: str) -> None:
    page = words(visited.get(history))

    told = (
        "Gratis drankje aan de bar",
        "\N{MINUS SIGN}5 punten",
        "Vrij bezoek aan het theaterhuis",
        "€ 1,20",
        "+1 punt",
    )
    assert all(one in page.replace("\N{NO-BREAK SPACE}", " ") for one in told)
    assert page.index("Gratis drankje") < page.index("Vrij bezoek")
    assert "De pashouder ziet de hele geschiedenis in de UiTPAS-app en op UiTPAS.be." in page
    assert "kansen" not in page.lower()


@pytest.mark.parametrize(
    ("kind", "is_there", "is_not"),
    [
        ("point", "+1 punt", "Gratis drankje"),
        ("reward", "Gratis drankje", "Vrij bezoek"),
        ("ticket", "1,20", "Gratis drankje"),
    ],
)
def test_one_kind_at_a_time(visited: Client, history: str, kind: str, is_there: str, is_not: str) -> None:
    page = words(visited.get(f"{history}?kind={kind}"))

    assert is_there in page
    assert is_not not in page


def test_yesterday_is_undone_today(cast: Cast, visited: Client, history: str) -> None:
    values = button_values(visited, history)

    for value in values:
        assert "Ongedaan gemaakt." in follow(visited, visited.post(history, {"undo": value}))

    assert len(values) == 3
    assert points(cast) == 12
    assert [
        table.objects.count() for table in (CheckinCancellation, RedemptionCancellation, TicketSaleCancellation)
    ] == [1, 1, 1]
    assert "Hier staat nog niets." in words(visited.get(history))


def test_a_form_that_arrives_twice_undoes_once(cast: Cast, visited: Client, history: str) -> None:
    [value] = [one for one in button_values(visited, history) if one.startswith("point")]

    first = visited.post(history, {"undo": value, "nonce": "same"})
    second = visited.post(history, {"undo": value, "nonce": "same"})

    assert (first.status_code, second.status_code) == (302, 404)
    assert CheckinCancellation.objects.count() == 1


@pytest.mark.parametrize("value", ["", "point:", "point:1", "ticket:999999", "reward:x", "nothing:1"])
def test_what_is_not_on_the_page_is_not_undone(visited: Client, history: str, written: Written, value: str) -> None:
    before = written()

    assert visited.post(history, {"undo": value}).status_code == 404
    assert written() == before


def test_a_desk_without_the_right_sees_and_cannot_undo(cast: Cast, visited: Client, written: Written) -> None:
    let_desk_only(cast.theatre, [Permission.PASSHOLDERS_SEARCH, Permission.CHECKINS_READ, Permission.REWARDS_READ])
    history = f"{file_at(cast.dirk, cast.theatre, cast.amina).url}/history"
    checkin, before = Checkin.objects.get(), written()

    page = words(visited.get(history))

    assert "+1 punt" in page
    assert "Ongedaan maken" not in page
    assert visited.post(history, {"undo": f"point:{checkin.id}"}).status_code == 404
    assert written() == before


def test_elsewhere_only_rewards_are_seen_and_not_undone(cast: Cast, visited: Client) -> None:
    let_desk(cast.club, CHECKIN_AND_TICKET_DESK | {Permission.PASSHOLDERS_SEARCH})
    farid = at(cast.farid, cast.club)

    page = words(farid.get(f"{file_at(cast.farid, cast.club, cast.amina).url}/history"))

    assert "Gratis drankje aan de bar" in page
    assert "Theater De Vlieger" in page
    assert "Vrij bezoek" not in page
    assert "Ongedaan maken" not in page


def test_it_comes_in_pages(cast: Cast, visited: Client, history: str) -> None:
    actor = actor_of_user(cast.dirk.pk, cast.theatre.pk)
    for weeks in range(25, 1, -1):
        noon = datetime.combine(brussels_day(clock.now()) - timedelta(weeks=weeks), time(12), BRUSSELS)
        with time_machine.travel(noon, tick=False):
            check_in(actor, cast.amina_number, cast.open_house.public_id, channel=Checkin.Channel.DESK)

    first, second = words(visited.get(history)), words(visited.get(f"{history}?page=2"))

    assert (first.count("punt"), "Vroeger" in first, "Later" in first) >= (20, True, False)
    assert ("Vroeger" in second, "Later" in second) == (False, True)


def test_a_look_at_the_tickets_is_noted(cast: Cast, visited: Client, history: str) -> None:
    visited.get(history)

    purposes = set(AccessLine.objects.filter(passholder_id=cast.amina.pk).values_list("purpose", flat=True))
    assert {"checkins", "rewards", "ticket_sales", "desk.file"} <= purposes


def test_nothing_yet(cast: Cast, greet: Client, amina: File) -> None:
    assert "Hier staat nog niets." in words(greet.get(f"{amina.url}/history"))


def button_values(client: Client, history: str) -> list[str]:
    """What the buttons of the page undo."""
    return re.findall(r'value="((?:point|reward|ticket):[^"]+)"', client.get(history).content.decode())
