"""Which event a kiosk is at: pure, so that every tie is decided on purpose."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.checkins.kiosks.refusals import EventNotAcceptable
from openpas.checkins.kiosks.rules import Surroundings, current_event, require_acceptable
from openpas.events.rules import Calendar, EventFacts, OpeningHours, Span

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
MARGIN = timedelta(hours=5)
HERE = Surroundings(organizer_ids=[1], location_ids=[10])


def event(public_id: str, calendar: Calendar, organizer_id: int = 1, location_id: int | None = 10) -> EventFacts:
    return EventFacts(
        id=sum(public_id.encode()),
        public_id=public_id,
        title=public_id,
        organizer_id=organizer_id,
        organizer_municipality="44021",
        counter_ids=(organizer_id,),
        location_id=location_id,
        calendar=calendar,
        margin=MARGIN,
        card_system_ids=frozenset({1}),
        checkin_points=1,
        checkin_limit=None,
        ticket_limit=None,
        organizer_ticket_limit=None,
        base_price_cents=None,
        keywords=(),
    )


def once(public_id: str, starts_in: timedelta, lasts: timedelta = timedelta(hours=1)) -> EventFacts:
    return event(public_id, Calendar("SINGLE", moments=(Span(NOON + starts_in, NOON + starts_in + lasts),)))


def always(public_id: str) -> EventFacts:
    return event(public_id, Calendar("PERMANENT"))


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


RUNNING = once("running", hours(-0.5))
OVER_SOON_AFTER = once("ended", hours(-2))
NEXT = once("next", hours(1))
LATER = once("later", hours(4))
TOMORROW = once("tomorrow", hours(24))


def test_nothing_to_be_at() -> None:
    assert current_event(None, [], NOON) is None
    assert current_event(None, [TOMORROW], NOON) is None
    assert current_event(TOMORROW, [TOMORROW], NOON) is None


def test_the_only_open_event() -> None:
    assert current_event(None, [TOMORROW, LATER], NOON) is LATER


def test_the_fixed_event_wins_while_it_is_open() -> None:
    assert current_event(LATER, [RUNNING, LATER], NOON) is LATER
    assert current_event(TOMORROW, [RUNNING, LATER], NOON) is RUNNING


def test_under_way_before_nearest() -> None:
    almost = once("almost", timedelta(minutes=5))
    long_running = once("long", hours(-10), hours(20))
    assert current_event(None, [almost, long_running], NOON) is long_running


def test_the_order_of_the_candidates_does_not_matter() -> None:
    everything = [RUNNING, OVER_SOON_AFTER, NEXT, LATER, TOMORROW]
    assert {current_event(None, order, NOON) for order in permutations(everything)} == {RUNNING}
    assert {current_event(None, order, NOON) for order in permutations(everything[1:])} == {NEXT}


def test_what_just_began_before_what_is_always_on() -> None:
    assert current_event(None, [always("house"), RUNNING], NOON) is RUNNING
    assert current_event(None, [always("house"), NEXT], NOON) is not NEXT, "the house is under way, the next is not"


def test_a_tie_is_decided_by_id() -> None:
    one, other = always("A-1"), always("b-1")
    assert current_event(None, [other, one], NOON) is one
    assert current_event(None, [replace(one, public_id="C-1"), other], NOON) is other


def test_opening_hours_count_as_under_way() -> None:
    wednesdays = frozenset({NOON.weekday()})
    library = event("library", Calendar("PERMANENT", opening_hours=(OpeningHours(wednesdays, time(13), time(17)),)))
    assert current_event(None, [NEXT, library], NOON) is library, "it is 14:00 in Brussels"
    assert current_event(None, [NEXT, library], NOON - hours(2)) is library, "its beginning is nearer"


def test_what_was_called_off_is_no_event_for_a_kiosk() -> None:
    called_off = replace(RUNNING, takes_place=False)
    assert current_event(called_off, [called_off, NEXT], NOON) is NEXT
    assert current_event(called_off, [called_off], NOON) is None


MINUTES = st.integers(-3 * 24 * 60, 3 * 24 * 60)
EVENTS = st.lists(
    st.tuples(MINUTES, st.integers(1, 600)).map(
        lambda times: once(f"e{times[0]}-{times[1]}", timedelta(minutes=times[0]), timedelta(minutes=times[1]))
    ),
    max_size=6,
)


@given(events=EVENTS, fixed=st.none() | EVENTS.filter(bool).map(lambda some: some[0]), chance=st.randoms())
def test_a_kiosk_is_at_an_open_event_whenever_there_is_one(
    events: list[EventFacts], fixed: EventFacts | None, chance: Random
) -> None:
    def is_open(one: EventFacts) -> bool:
        return one.calendar.is_open_at(NOON, MARGIN)

    chosen = current_event(fixed, events, NOON)
    possible = [one for one in (*events, *([fixed] if fixed else [])) if is_open(one)]
    assert (chosen is None) == (not possible)
    assert chosen is None or chosen in possible
    if fixed is not None and is_open(fixed):
        assert chosen == fixed
    shuffled = [*events]
    chance.shuffle(shuffled)
    assert current_event(fixed, shuffled, NOON) == chosen


@pytest.mark.parametrize(
    "near",
    [
        event("ours", Calendar("PERMANENT"), organizer_id=1, location_id=99),
        event("of a guest", Calendar("PERMANENT"), organizer_id=9, location_id=10),
        TOMORROW,
    ],
)
def test_an_event_that_fits(near: EventFacts) -> None:
    require_acceptable(near, HERE, NOON)


@pytest.mark.parametrize(
    "not_here",
    [
        event("elsewhere", Calendar("PERMANENT"), organizer_id=9, location_id=99),
        event("nowhere", Calendar("PERMANENT"), organizer_id=9, location_id=None),
        once("over", hours(-24)),
        replace(always("called off"), takes_place=False),
    ],
)
def test_an_event_that_does_not_fit(not_here: EventFacts) -> None:
    with pytest.raises(EventNotAcceptable):
        require_acceptable(not_here, HERE, NOON)
