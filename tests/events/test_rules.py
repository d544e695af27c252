"""When points can be saved at each of the four calendars, also when clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.events.refusals import EventOver
from openpas.events.rules import (
    Calendar,
    CardSystemChoice,
    EventFacts,
    OpeningHours,
    Span,
    default_checkin_limit,
    default_ticket_limit,
    require_not_over,
)
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit

MARGIN = timedelta(hours=5)
WEEKEND = frozenset({5, 6})
EVERY_DAY = frozenset(range(7))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


CONCERT = Calendar("SINGLE", moments=(Span(utc("2026-05-01T18:00"), utc("2026-05-01T20:00")),))
COURSE = Calendar(
    "MULTIPLE",
    moments=(
        Span(utc("2026-05-01T18:00"), utc("2026-05-01T20:00")),
        Span(utc("2026-05-08T18:00"), utc("2026-05-08T20:00")),
    ),
)
FAIR = Calendar("PERIODIC", first_day=date(2026, 6, 6), last_day=date(2026, 6, 14))
EXHIBITION = Calendar(
    "PERIODIC",
    first_day=date(2026, 6, 6),
    last_day=date(2026, 6, 14),
    opening_hours=(OpeningHours(WEEKEND, time(10), time(18)),),
)
PARTY = Calendar(
    "PERIODIC",
    first_day=date(2026, 6, 6),
    last_day=date(2026, 6, 6),
    opening_hours=(OpeningHours(WEEKEND, time(22), time(4)),),
)
POOL = Calendar("PERMANENT", opening_hours=(OpeningHours(EVERY_DAY, time(8), time(20)),))
LIBRARY = Calendar("PERMANENT")


@pytest.mark.parametrize(
    ("calendar", "moment", "is_open"),
    [
        (CONCERT, "2026-05-01T12:59:59", False),
        (CONCERT, "2026-05-01T13:00:00", True),
        (CONCERT, "2026-05-02T01:00:00", True),
        (CONCERT, "2026-05-02T01:00:01", False),
        (COURSE, "2026-05-04T18:30:00", False),
        (COURSE, "2026-05-08T13:00:00", True),
        (FAIR, "2026-06-05T21:59:59", False),
        (FAIR, "2026-06-05T22:00:00", True),
        (FAIR, "2026-06-14T21:59:59.500000", True),
        (FAIR, "2026-06-14T22:00:00", False),
        (EXHIBITION, "2026-06-06T02:59:59", False),
        (EXHIBITION, "2026-06-06T03:00:00", True),
        (EXHIBITION, "2026-06-06T21:00:00", True),
        (EXHIBITION, "2026-06-06T21:00:01", False),
        (EXHIBITION, "2026-06-09T10:00:00", False),
        (EXHIBITION, "2026-06-20T10:00:00", False),
        (PARTY, "2026-06-07T07:00:00", True),
        (PARTY, "2026-06-07T07:00:01", False),
        (PARTY, "2026-06-07T21:00:00", False),
        (POOL, "2026-01-15T01:59:59", False),
        (POOL, "2026-01-15T02:00:00", True),
        (LIBRARY, "2026-01-01T00:00:00", True),
        (LIBRARY, "2031-12-31T23:59:59.999999", True),
    ],
)
def test_when_points_can_be_saved(calendar: Calendar, moment: str, is_open: bool) -> None:  # noqa: FBT001
    assert calendar.is_open_at(utc(moment), MARGIN) is is_open


@pytest.mark.parametrize(
    ("calendar", "moment", "opens_at"),
    [
        (CONCERT, "2026-04-01T00:00", "2026-05-01T13:00"),
        (CONCERT, "2026-05-01T13:00", None),
        (COURSE, "2026-05-04T00:00", "2026-05-08T13:00"),
        (COURSE, "2026-05-09T18:00", None),
        (FAIR, "2026-01-01T12:00", "2026-06-05T22:00"),
        (FAIR, "2026-06-15T12:00", None),
        (EXHIBITION, "2026-01-01T12:00", "2026-06-06T03:00"),
        (EXHIBITION, "2026-06-08T12:00", "2026-06-13T03:00"),
        (EXHIBITION, "2026-06-14T12:00", None),
        (POOL, "2026-07-15T23:30", "2026-07-16T01:00"),
    ],
)
def test_when_it_opens_next(calendar: Calendar, moment: str, opens_at: str | None) -> None:
    assert calendar.next_opening(utc(moment), MARGIN) == (opens_at and utc(opens_at))


def test_the_margin_is_of_real_hours_when_clocks_change() -> None:
    early = Calendar("PERMANENT", opening_hours=(OpeningHours(EVERY_DAY, time(6), time(7)),))
    assert early.next_opening(utc("2026-03-28T12:00"), MARGIN) == utc("2026-03-28T23:00")
    assert early.next_opening(utc("2026-10-24T12:00"), MARGIN) == utc("2026-10-25T00:00")
    assert not early.is_open_at(utc("2026-03-28T22:59:59"), MARGIN)
    assert early.is_open_at(utc("2026-03-29T10:00"), MARGIN)
    assert not early.is_open_at(utc("2026-03-29T10:00:01"), MARGIN)


@pytest.mark.parametrize(
    ("calendar", "begins", "ends"),
    [
        (CONCERT, "2026-05-01T18:00", "2026-05-01T20:00"),
        (COURSE, "2026-05-01T18:00", "2026-05-08T20:00"),
        (FAIR, "2026-06-05T22:00", "2026-06-14T21:59:59"),
        (EXHIBITION, "2026-06-05T22:00", "2026-06-14T16:00"),
        (PARTY, "2026-06-05T22:00", "2026-06-07T02:00"),
        (POOL, None, None),
    ],
)
def test_the_outer_bounds(calendar: Calendar, begins: str | None, ends: str | None) -> None:
    assert calendar.bounds() == (begins and utc(begins), ends and utc(ends))


@pytest.mark.parametrize("calendar", [CONCERT, COURSE, FAIR, EXHIBITION, PARTY, POOL, LIBRARY])
def test_a_calendar_is_kept_as_json(calendar: Calendar) -> None:
    assert Calendar.from_json(calendar.to_json()) == calendar


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.sampled_from([CONCERT, COURSE, FAIR, EXHIBITION, PARTY, POOL]), MOMENTS)
def test_it_is_open_when_it_says_that_it_opens(calendar: Calendar, moment: datetime) -> None:
    opens_at = calendar.next_opening(moment, MARGIN)
    if opens_at is not None:
        assert opens_at > moment
        assert calendar.is_open_at(opens_at, MARGIN)


@given(st.sampled_from([CONCERT, COURSE, EXHIBITION, PARTY, POOL]), MOMENTS)
def test_a_wider_margin_never_closes(calendar: Calendar, moment: datetime) -> None:
    if calendar.is_open_at(moment, timedelta()):
        assert calendar.is_open_at(moment, MARGIN)


def test_limits_when_nobody_set_them() -> None:
    kinds = ("SINGLE", "MULTIPLE", "PERIODIC", "PERMANENT")
    assert [default_checkin_limit(kind).period for kind in kinds] == ["DAY", "DAY", "WEEK", "WEEK"]
    assert [default_ticket_limit(kind).period for kind in kinds] == ["ABSOLUTE", "ABSOLUTE", "ABSOLUTE", "WEEK"]
    assert {default_checkin_limit(kind).volume for kind in kinds} == {1}


def test_settings_are_frozen_after_the_end() -> None:
    end = utc("2026-05-01T20:00")
    require_not_over(end, end)
    require_not_over(None, end)
    with pytest.raises(EventOver):
        require_not_over(end, end + timedelta(seconds=1))


def test_a_choice_is_kept_as_json() -> None:
    choice = CardSystemChoice(5, is_enabled=True, keys={12: True, 13: False})
    assert CardSystemChoice.from_json(choice.to_json()) == choice


def test_facts_of_an_event() -> None:
    facts = EventFacts.from_json(
        {
            "id": 1,
            "public_id": "x",
            "title": "X",
            "organizer_id": 7,
            "organizer_municipality": "44021",
            "location_organizer_ids": [8],
            "location_id": 3,
            "calendar": CONCERT.to_json(),
            "card_systems": [
                {"id": 5, "margin_minutes": 60, "is_enabled": True},
                {"id": 1, "margin_minutes": 600, "is_enabled": False},
            ],
            "checkin_points": 1,
            "checkin_limit_volume": 1,
            "checkin_limit_period": "DAY",
            "ticket_limit_volume": None,
            "ticket_limit_period": "",
            "organizer_limit_volume": None,
            "organizer_limit_period": "",
            "base_price_cents": 1000,
            "keywords": ["dans"],
            "status": "Unavailable",
        }
    )
    assert not facts.takes_place
    assert (facts.counter_ids, facts.card_system_ids, facts.margin) == ((7, 8), frozenset({5}), timedelta(hours=1))
    assert (facts.checkin_limit, facts.ticket_limit) == (Limit(1, Period.DAY), None)
