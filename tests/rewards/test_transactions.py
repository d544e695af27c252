"""The history tells every line of the ledger in words."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openpas.checkins.models import Checkin
from openpas.checkins.service import cancel_checkin, check_in
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.records.models import AccessLine
from openpas.rewards.service import cancel_redemption, redeem
from openpas.rewards.transactions import transactions_of
from openpas.runtime import clock

pytestmark = pytest.mark.django_db
DESK = Actor("client:test", ActorKind.CLIENT, everywhere=frozenset(Permission))


@pytest.fixture
def later() -> Callable[[], time_machine.travel]:
    """Each call is a minute further on."""
    start, minutes = clock.now(), iter(range(1, 60))
    return lambda: time_machine.travel(start + timedelta(minutes=next(minutes)), tick=False)


def told(cast: Cast, start: int = 0, limit: int = 20, *, oldest_first: bool = False) -> list[tuple[str, str, int]]:
    _, found = transactions_of(DESK, cast.amina, start, limit, oldest_first=oldest_first)
    return [(one.title, one.location, one.points) for one in found]


def test_a_pass_that_began_with_points(cast: Cast) -> None:
    assert told(cast) == [("Welkom bij UiTPAS", "", 12)]
    cast.amina.registration_organizer = cast.town_hall
    assert told(cast) == [("Welkom bij UiTPAS", "Stad Gent, dienst Vrije Tijd", 12)]


def test_saved_spent_and_taken_back(cast: Cast, later: Callable[[], time_machine.travel]) -> None:
    with later():
        fact = check_in(DESK, cast.amina_number, "cast-open-house", channel=Checkin.Channel.DESK)
    with later():
        redemption = redeem(DESK, "cast-drink", cast.amina_number, cast.theatre.pk)
    with later():
        cancel_checkin(DESK, fact.id)
    with later():
        cancel_redemption(DESK, redemption.pk)
    house, theatre, drink = cast.open_house.title, "Theater De Vlieger", cast.drink.title
    expected = [
        (f"Geannuleerd: {drink}", theatre, 5),
        (f"Geannuleerd: {house}", theatre, -1),
        (drink, theatre, -5),
        (house, theatre, 1),
        ("Welkom bij UiTPAS", "", 12),
    ]
    assert told(cast) == expected
    assert told(cast, oldest_first=True) == expected[::-1]
    assert told(cast, start=1, limit=2) == expected[1:3]
    assert sum(points for _, _, points in told(cast)) == 12
    assert transactions_of(DESK, cast.amina, 0, 0) == (5, [])


def test_a_start_without_points_is_not_told(cast: Cast) -> None:
    check_in(DESK, cast.bart_number, "cast-training", channel=Checkin.Channel.DESK)
    total, found = transactions_of(DESK, cast.bart, 0, 20)
    assert (total, [one.points for one in found]) == (2, [1, 3])
    assert found[0].location == cast.club.name


def test_who_looks_leaves_a_line(cast: Cast) -> None:
    transactions_of(DESK, cast.amina, 0, 20)
    line = AccessLine.objects.get()
    assert (line.passholder_id, line.actor, line.purpose) == (cast.amina.pk, "client:test", "transactions")
    herself = Actor("user:1", ActorKind.PASSHOLDER, passholder_id=cast.amina.pk)
    transactions_of(herself, cast.amina, 0, 20)
    assert AccessLine.objects.count() == 1


def test_the_number_of_queries_does_not_grow(cast: Cast, later: Callable[[], time_machine.travel]) -> None:
    for event in ("cast-open-house", "cast-training", "cast-concert"):
        with later():
            check_in(DESK, cast.amina_number, event, channel=Checkin.Channel.DESK)
        redeem(DESK, "cast-drink", cast.amina_number, cast.theatre.pk)
    with CaptureQueriesContext(connection) as queries:
        assert len(told(cast)) == 7
    assert len(queries) == 7
