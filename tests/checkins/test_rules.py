"""When points can be saved and how often, on the calendars of the event database."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from openpas.checkins.refusals import CheckinLimitReached, CheckinNotAllowed, EventCalledOff, EventOver, NotOpenYet
from openpas.checkins.rules import decide_checkin, require_open
from openpas.events.rules import Calendar, EventFacts, OpeningHours, Span
from openpas.foundation.actor import ALL_CARD_SYSTEMS, Actor, ActorKind, PermissionMissing
from openpas.foundation.calendar import Period, period_start
from openpas.foundation.limits import Limit
from openpas.foundation.permissions import Permission
from openpas.passholders.refusals import (
    InvalidCard,
    InvalidCardStatus,
    NoActiveCardSystems,
    PassholderBlocked,
)
from openpas.passholders.rules import Holder, Membership, SocialTariff

BRUSSELS = ZoneInfo("Europe/Brussels")
NOON = datetime(2026, 5, 6, 12, 0, tzinfo=BRUSSELS)
NEVER = SocialTariff(ends_on=None)
HOLDER = Holder(
    uitpas_number="0900000100207",
    card_status="ACTIVE",
    passholder_id=1,
    group_pass_id=None,
    is_blocked=False,
    municipality_nis="44021",
    memberships=(Membership(5, is_blocked=False, social_tariff=NEVER),),
)
EVENT = EventFacts(
    id=1,
    public_id="e",
    title="Event",
    organizer_id=7,
    organizer_municipality="44021",
    counter_ids=(7, 8),
    location_id=None,
    calendar=Calendar("PERMANENT"),
    margin=timedelta(hours=5),
    card_system_ids=frozenset({5}),
    checkin_points=1,
    checkin_limit=Limit(1, Period.DAY),
    ticket_limit=None,
    organizer_ticket_limit=None,
    base_price_cents=None,
    keywords=(),
)


def desk(*organizer_ids: int) -> Actor:
    grants = {Permission.CHECKINS_WRITE: ALL_CARD_SYSTEMS}
    return Actor("client:x", ActorKind.CLIENT, by_organizer=dict.fromkeys(organizer_ids, grants))


def decide(
    event: EventFacts = EVENT, holder: Holder = HOLDER, used: int = 0, at: datetime = NOON, actor: Actor | None = None
) -> int:
    return decide_checkin(actor or desk(7), holder, event, used, at)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def on(*spans: tuple[str, str]) -> EventFacts:
    moments = tuple(Span(at(begin).astimezone(UTC), at(end).astimezone(UTC)) for begin, end in spans)
    return replace(EVENT, calendar=Calendar("SINGLE" if len(spans) == 1 else "MULTIPLE", moments=moments))


def open_hours(*hours: tuple[set[int], str, str], first: date | None = None, last: date | None = None) -> EventFacts:
    opening = tuple(
        OpeningHours(frozenset(days), time.fromisoformat(opens), time.fromisoformat(closes))
        for days, opens, closes in hours
    )
    kind = "PERIODIC" if last else "PERMANENT"
    return replace(EVENT, calendar=Calendar(kind, first_day=first, last_day=last, opening_hours=opening))


def test_an_event_that_does_not_take_place_gives_no_points() -> None:
    for event in (EVENT, on(("2026-05-06 11:00", "2026-05-06 13:00")), on(("2026-06-06 11:00", "2026-06-06 13:00"))):
        with pytest.raises(EventCalledOff):
            decide(replace(event, takes_place=False))


def test_points_of_the_event_are_given() -> None:
    assert decide() == 1
    assert decide(replace(EVENT, checkin_points=0)) == 0
    assert decide(replace(EVENT, checkin_points=4)) == 4


@pytest.mark.parametrize(
    ("holder", "refusal"),
    [
        (replace(HOLDER, card_status="BLOCKED"), InvalidCardStatus),
        (replace(HOLDER, card_status="LOCAL_STOCK", passholder_id=None, memberships=()), InvalidCardStatus),
        (replace(HOLDER, is_blocked=True), PassholderBlocked),
        (replace(HOLDER, passholder_id=None, group_pass_id=3), InvalidCard),
        (replace(HOLDER, memberships=()), NoActiveCardSystems),
        (replace(HOLDER, memberships=(Membership(5, is_blocked=True, social_tariff=NEVER),)), NoActiveCardSystems),
        (
            replace(
                HOLDER, memberships=(Membership(5, is_blocked=False, social_tariff=SocialTariff(date(2026, 5, 5))),)
            ),
            NoActiveCardSystems,
        ),
    ],
)
def test_the_pass_is_refused_before_the_limit(holder: Holder, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        decide(holder=holder, used=9)
    with pytest.raises(PermissionMissing):
        decide(holder=holder, used=9, actor=desk())


def test_a_suspended_social_tariff_saves_points() -> None:
    suspended = SocialTariff(date(2026, 12, 31), suspended_until=date(2026, 6, 30))
    assert decide(holder=replace(HOLDER, memberships=(Membership(5, is_blocked=False, social_tariff=suspended),))) == 1


def test_an_expired_membership_does_not_spoil_another() -> None:
    expired = Membership(1, is_blocked=False, social_tariff=SocialTariff(date(2025, 4, 30)))
    assert decide(holder=replace(HOLDER, memberships=(expired, *HOLDER.memberships))) == 1


def test_the_right_is_asked_before_the_time_and_the_limit() -> None:
    over = on(("2020-01-01 10:00", "2020-01-01 12:00"))
    with pytest.raises(PermissionMissing):
        decide(over, actor=desk(9), used=9)
    with pytest.raises(EventOver):
        decide(over, used=9)


def test_the_organizer_of_the_location_may_check_in() -> None:
    assert decide(actor=desk(8)) == 1


@pytest.mark.parametrize(
    ("moment", "refusal"),
    [
        ("2026-05-06 14:59:59", NotOpenYet),
        ("2026-05-06 15:00", None),
        ("2026-05-06 20:00", None),
        ("2026-05-07 03:00", None),
        ("2026-05-07 03:00:01", EventOver),
    ],
)
def test_five_hours_around_a_single_event(moment: str, refusal: type[Exception] | None) -> None:
    concert = on(("2026-05-06 20:00", "2026-05-06 22:00"))
    if refusal is None:
        assert decide(concert, at=at(moment)) == 1
    else:
        with pytest.raises(refusal):
            decide(concert, at=at(moment))


def test_not_open_yet_says_from_when_in_brussels_time() -> None:
    with pytest.raises(NotOpenYet) as caught:
        decide(on(("2026-05-06 20:00", "2026-05-06 22:00")), at=at("2026-05-01 12:00").astimezone(UTC))
    words = caught.value.end_user_message
    assert words is not None
    assert words.nl == "Op deze activiteit kan je nu nog geen punt sparen. Kom terug vanaf 06/05/2026 15:00."


def test_between_two_moments_the_next_one_counts() -> None:
    course = on(("2026-05-06 10:00", "2026-05-06 11:00"), ("2026-05-20 10:00", "2026-05-20 11:00"))
    with pytest.raises(NotOpenYet) as caught:
        decide(course, at=at("2026-05-10 10:00"))
    assert caught.value.details == {"opens": "20/05/2026 05:00"}


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        # Summer time begins on 29 March 2026 at 2:00: five hours after 0:30 are 6:30 on the clock.
        ("2026-03-29 06:30", True),
        ("2026-03-29 06:31", False),
    ],
)
def test_the_margin_is_real_hours_when_the_clock_changes(moment: str, open_: bool) -> None:  # noqa: FBT001
    party = on(("2026-03-28 22:00", "2026-03-29 00:30"))
    assert party.calendar.is_open_at(at(moment), party.margin) is open_


def test_a_leap_day_is_a_day() -> None:
    assert decide(on(("2028-02-29 00:00", "2028-02-29 23:59")), at=at("2028-02-29 12:00")) == 1
    with pytest.raises(EventOver):
        decide(on(("2028-02-29 00:00", "2028-02-29 23:59")), at=at("2028-03-01 06:00"))


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-05-04 08:59", False),  # Monday, five hours before 14:00 is 9:00
        ("2026-05-04 09:00", True),
        ("2026-05-04 22:00", True),
        ("2026-05-04 22:01", False),
        ("2026-05-05 12:00", False),  # Tuesday
        ("2026-05-08 19:00", True),  # Friday night 22:00 to 2:00, five hours before is 17:00
        ("2026-05-09 07:00", True),
        ("2026-05-09 07:01", False),
    ],
)
def test_opening_hours(moment: str, open_: bool) -> None:  # noqa: FBT001
    event = open_hours(({0}, "14:00", "17:00"), ({4}, "22:00", "02:00"), first=date(2026, 5, 1), last=date(2026, 5, 31))
    assert event.calendar.is_open_at(at(moment), event.margin) is open_


def test_days_without_hours_are_whole_days_and_no_more() -> None:
    event = open_hours(first=date(2026, 5, 1), last=date(2026, 5, 31))
    with pytest.raises(NotOpenYet) as caught:
        require_open(event, at("2026-04-30 23:59:59"))
    assert caught.value.details == {"opens": "01/05/2026 00:00"}
    require_open(event, at("2026-05-01 00:00"))
    require_open(event, at("2026-05-31 23:59:59"))
    with pytest.raises(EventOver):
        require_open(event, at("2026-06-01 00:00"))


def test_a_permanent_event_without_hours_is_always_open() -> None:
    for moment in ("2020-01-01 00:00", "2028-02-29 23:59:59", "2026-10-25 02:30"):
        require_open(EVENT, at(moment))


@pytest.mark.parametrize(
    ("limit", "used", "allowed"),
    [
        (None, 1000, True),
        (Limit(1, Period.DAY), 0, True),
        (Limit(1, Period.DAY), 1, False),
        (Limit(3, Period.WEEK), 2, True),
        (Limit(3, Period.WEEK), 3, False),
        (Limit(0, Period.ABSOLUTE), 0, False),
    ],
)
def test_the_limit(limit: Limit | None, used: int, allowed: bool) -> None:  # noqa: FBT001
    event = replace(EVENT, checkin_limit=limit)
    if allowed:
        assert decide(event, used=used) == 1
    else:
        with pytest.raises(CheckinLimitReached):
            decide(event, used=used)


def test_the_limit_is_told_in_words() -> None:
    with pytest.raises(CheckinNotAllowed) as caught:
        decide(replace(EVENT, checkin_limit=Limit(2, Period.WEEK)), used=2)
    assert caught.value.type == "uitpas/checkin-not-allowed"
    assert caught.value.status == 400
    words = caught.value.end_user_message
    assert words is not None
    assert words.nl == "Je hebt hier al een punt gespaard. Op deze activiteit kan dat 2 keer per week."
    assert set(words.as_dict()) == {"nl", "fr", "en", "de"}


@pytest.mark.parametrize(
    ("period", "moment", "begins"),
    [
        (Period.DAY, "2026-05-06 00:00:00", "2026-05-06 00:00"),
        (Period.DAY, "2026-05-05 23:59:59", "2026-05-05 00:00"),
        (Period.DAY, "2026-03-29 12:00", "2026-03-29 00:00"),
        (Period.WEEK, "2026-05-10 23:59", "2026-05-04 00:00"),
        (Period.WEEK, "2026-05-11 00:00", "2026-05-11 00:00"),
        (Period.MONTH, "2026-03-01 00:30", "2026-03-01 00:00"),
        (Period.QUARTER, "2028-02-29 12:00", "2028-01-01 00:00"),
        (Period.YEAR, "2026-01-01 00:00", "2026-01-01 00:00"),
    ],
)
def test_periods_begin_at_midnight_in_brussels(period: Period, moment: str, begins: str) -> None:
    assert period_start(period, at(moment)) == at(begins)
