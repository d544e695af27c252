"""A code is enough to save a point at its event, and for nothing else."""

from collections.abc import Callable

import pytest
import time_machine

from openpas.checkins.codes import make_code
from openpas.checkins.models import Checkin
from openpas.checkins.refusals import (
    CheckinCodeExpired,
    CheckinCodeInvalid,
    CheckinLimitReached,
    CheckinNotAllowed,
    EventCalledOff,
    EventOver,
)
from openpas.checkins.self_checkin import check_in_with_code
from openpas.demo.cast import Cast
from openpas.events.models import Event, EventStatus
from openpas.foundation.actor import Actor, ActorKind
from openpas.passholders.models import Card
from openpas.passholders.refusals import NoActiveCardSystems, PassholderBlocked

pytestmark = pytest.mark.django_db
SOMEBODY = Actor("user:7", ActorKind.PASSHOLDER)


def test_a_point_with_a_code(cast: Cast) -> None:
    fact = check_in_with_code(SOMEBODY, cast.bart, make_code("cast-concert").code.upper())
    assert (fact.points, fact.balance, fact.event_id) == (1, 4, "cast-concert")
    checkin = Checkin.objects.get()
    assert (checkin.channel, checkin.actor, checkin.uitpas_number) == ("CODE", "code:user:7", cast.bart_number)


def test_codes_that_give_nothing(cast: Cast, written: Callable[[], tuple[int, ...]]) -> None:
    made = make_code("cast-concert")
    before = written()
    with pytest.raises(CheckinCodeInvalid):
        check_in_with_code(SOMEBODY, cast.bart, "made-up")
    assert made.expires_at is not None
    with time_machine.travel(made.expires_at + (made.expires_at - made.created_at)), pytest.raises(CheckinCodeExpired):
        check_in_with_code(SOMEBODY, cast.bart, made.code)
    assert written() == before


def test_a_good_code_outside_the_window(cast: Cast, written: Callable[[], tuple[int, ...]]) -> None:
    made = make_code("cast-concert")
    cast.open_house.calendar = {**cast.open_house.calendar, "type": "PERIODIC", "first_day": "2090-01-01"}
    cast.open_house.save()
    early = make_code("cast-open-house")
    before = written()
    with pytest.raises(CheckinNotAllowed) as refused:
        check_in_with_code(SOMEBODY, cast.bart, early.code)
    assert not isinstance(refused.value, EventOver)
    assert written() == before
    assert check_in_with_code(SOMEBODY, cast.bart, made.code).points == 1


def test_a_good_code_of_an_event_that_was_called_off(cast: Cast, written: Callable[[], tuple[int, ...]]) -> None:
    code = make_code("cast-concert").code
    Event.objects.filter(pk=cast.concert.pk).update(status=EventStatus.UNAVAILABLE)
    before = written()
    with pytest.raises(EventCalledOff):
        check_in_with_code(SOMEBODY, cast.bart, code)
    assert written() == before


def test_once_a_day(cast: Cast) -> None:
    code = make_code("cast-concert").code
    check_in_with_code(SOMEBODY, cast.bart, code)
    with pytest.raises(CheckinLimitReached):
        check_in_with_code(SOMEBODY, cast.bart, code)
    assert check_in_with_code(SOMEBODY, cast.amina, code).balance == 13
    assert Checkin.objects.count() == 2


def test_people_without_a_pass_that_works(cast: Cast, written: Callable[[], tuple[int, ...]]) -> None:
    code = make_code("cast-concert").code
    before = written()
    cast.bart.is_blocked = True
    cast.bart.save()
    with pytest.raises(PassholderBlocked):
        check_in_with_code(SOMEBODY, cast.bart, code)
    Card.objects.filter(uitpas_number=cast.amina_number).update(status=Card.Status.BLOCKED)
    with pytest.raises(NoActiveCardSystems):
        check_in_with_code(SOMEBODY, cast.amina, code)
    assert written() == before
