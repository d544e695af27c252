"""When an event takes place, when points can be saved at it, and what limits hold when nobody set them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from openpas.events.refusals import EventOver
from openpas.foundation.calendar import BRUSSELS, Period, brussels_day, end_of_day, start_of_day
from openpas.foundation.limits import Limit, limit_of

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment up to and with another, in UTC."""

    begins_at: datetime
    ends_at: datetime

    def contains(self, moment: datetime) -> bool:
        return self.begins_at <= moment <= self.ends_at

    def widened(self, margin: timedelta) -> "Span":
        return Span(self.begins_at - margin, self.ends_at + margin)


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Hours in Brussels on the named weekdays (Monday is 0). An `until` before `from` runs past midnight."""

    weekdays: frozenset[int]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Calendar:
    """The event database's four calendars in one type.

    SINGLE and MULTIPLE have `moments`; PERIODIC has `first_day` and `last_day`; PERIODIC and PERMANENT may have
    `opening_hours` (none: all day, every day). `type` is a `CalendarType` value.
    """

    type: str
    moments: tuple[Span, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    opening_hours: tuple[OpeningHours, ...] = ()

    @property
    def is_all_day(self) -> bool:
        """Whether it has days but no hours; then points can be saved on those days, and no margin is added."""
        return not self.moments and not self.opening_hours

    def spans_near(self, moment: datetime, margin: timedelta) -> Iterator[Span]:
        """The times of the event whose widened span could contain `moment`, or lie within a day around it."""
        if self.moments:
            yield from (span for span in self.moments if span.widened(margin + _DAY).contains(moment))
            return
        reach = _DAY + timedelta(days=margin.days + 1)
        day = brussels_day(moment - reach)
        while day <= brussels_day(moment + reach):
            if self._includes(day):
                yield from self._spans_on(day)
            day += _DAY

    def is_open_at(self, moment: datetime, margin: timedelta) -> bool:
        """Whether points can be saved at that moment (BR-CI-02)."""
        if self.is_all_day:
            return self._includes(brussels_day(moment))
        return any(span.widened(margin).contains(moment) for span in self.spans_near(moment, margin))

    def bounds(self) -> tuple[datetime | None, datetime | None]:
        """The first beginning and the last end, None where it is open."""
        if self.moments:
            return min(span.begins_at for span in self.moments), max(span.ends_at for span in self.moments)
        begin = None if self.first_day is None else start_of_day(self.first_day)
        return begin, None if self.last_day is None else self._end_of(self.last_day)

    def next_opening(self, moment: datetime, margin: timedelta) -> datetime | None:
        """When points can be saved next after `moment`; None when that is never, or not within eight days."""
        return min((at for at in self._openings(moment, margin) if at > moment), default=None)

    def _openings(self, moment: datetime, margin: timedelta) -> Iterator[datetime]:
        if self.moments:
            yield from (span.begins_at - margin for span in self.moments)
            return
        first = max(brussels_day(moment), self.first_day or date.min)
        days = [day for ahead in range(9) if self._includes(day := first + ahead * _DAY)]
        for day in days:
            yield from (span.begins_at if self.is_all_day else span.begins_at - margin for span in self._spans_on(day))

    def _includes(self, day: date) -> bool:
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)

    def _spans_on(self, day: date) -> Iterator[Span]:
        if not self.opening_hours:
            yield Span(start_of_day(day), end_of_day(day))
        for hours in self.opening_hours:
            if day.weekday() in hours.weekdays:
                closing_day = day + _DAY if hours.closes <= hours.opens else day
                yield Span(_at(day, hours.opens), _at(closing_day, hours.closes))

    def _end_of(self, day: date) -> datetime:
        """The end of the day, or of the opening hours that run past it."""
        return max((span.ends_at for span in self._spans_on(day)), default=end_of_day(day))

    def to_json(self) -> dict[str, Any]:
        """The form in which `Event.calendar` keeps it."""
        return {
            "type": self.type,
            "moments": [[span.begins_at.isoformat(), span.ends_at.isoformat()] for span in self.moments],
            "first_day": self.first_day and self.first_day.isoformat(),
            "last_day": self.last_day and self.last_day.isoformat(),
            "opening_hours": [
                [sorted(hours.weekdays), hours.opens.isoformat(), hours.closes.isoformat()]
                for hours in self.opening_hours
            ],
        }

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "Calendar":
        return cls(
            type=facts["type"],
            moments=tuple(Span(datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in facts["moments"]),
            first_day=facts["first_day"] and date.fromisoformat(facts["first_day"]),
            last_day=facts["last_day"] and date.fromisoformat(facts["last_day"]),
            opening_hours=tuple(
                OpeningHours(frozenset(days), time.fromisoformat(opens), time.fromisoformat(closes))
                for days, opens, closes in facts["opening_hours"]
            ),
        )


def _at(day: date, hour: time) -> datetime:
    """The moment at which clocks in Brussels show that hour, in UTC: sums with it are real hours, also in March."""
    return datetime.combine(day, hour, BRUSSELS).astimezone(UTC)


def default_checkin_limit(calendar_type: str) -> Limit:
    """One a day for single and multiple events, one a week for periodic and permanent ones (BR-CI-03)."""
    return Limit(1, Period.DAY if calendar_type in ("SINGLE", "MULTIPLE") else Period.WEEK)


def default_ticket_limit(calendar_type: str) -> Limit:
    """One for the whole event, or one a week for a permanent one (BR-TS-06)."""
    return Limit(1, Period.WEEK if calendar_type == "PERMANENT" else Period.ABSOLUTE)


@dataclass(frozen=True, slots=True)
class EventSettings:
    """What the organizer of an event decides; without a limit it is unlimited (contract: EventSettings)."""

    checkin_points: int
    checkin_limit: Limit | None
    ticket_limit: Limit | None


@dataclass(frozen=True, slots=True)
class CardSystemChoice:
    """Whether an event counts in a card system, and which manual distribution keys are on or off there.

    The keys mean nothing here: they are kept for `tariffs`, which knows them.
    """

    card_system_id: int
    is_enabled: bool
    keys: Mapping[int, bool] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The form in which `PendingCardSystems.choices` keeps it."""
        return {"id": self.card_system_id, "enabled": self.is_enabled, "keys": [*self.keys.items()]}

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "CardSystemChoice":
        return cls(facts["id"], facts["enabled"], dict(facts["keys"]))


def require_not_over(ends_at: datetime | None, moment: datetime) -> None:
    """Raise EventOver when the event has ended: what was promised to people stays (contract/rules.md 8-61)."""
    if ends_at is not None and ends_at < moment:
        raise EventOver("The settings of an event that is over cannot be changed.")


TAKES_PLACE: Final = "Available"
"""The status of an event that is neither called off nor put off, in the event database's word."""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What the rules know of an event.

    `counter_ids` are the organizers whose desks may act at it: its own, and those that are its location. `margin` is
    how long around the activity points can be saved. `card_system_ids` are the enabled card systems. One that does not
    take place was called off, or put off to a day that is not known yet; it gives no points and no discount.
    """

    id: int
    public_id: str
    title: str
    organizer_id: int
    organizer_municipality: str
    counter_ids: tuple[int, ...]
    location_id: int | None
    calendar: Calendar
    margin: timedelta
    card_system_ids: frozenset[int]
    checkin_points: int
    checkin_limit: Limit | None
    ticket_limit: Limit | None
    organizer_ticket_limit: Limit | None
    base_price_cents: int | None
    keywords: tuple[str, ...]
    takes_place: bool = True

    def is_open_at(self, moment: datetime) -> bool:
        """Whether it takes place and points can be saved then."""
        return self.takes_place and self.calendar.is_open_at(moment, self.margin)

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "EventFacts":
        """Read what `events.queries.EVENT_AS_JSON` selects."""
        systems = [system for system in facts["card_systems"] or () if system["is_enabled"]]
        margins = [system["margin_minutes"] for system in systems]
        return cls(
            id=facts["id"],
            public_id=facts["public_id"],
            title=facts["title"],
            organizer_id=facts["organizer_id"],
            organizer_municipality=facts["organizer_municipality"],
            counter_ids=(facts["organizer_id"], *(facts["location_organizer_ids"] or ())),
            location_id=facts["location_id"],
            calendar=Calendar.from_json(facts["calendar"]),
            margin=timedelta(minutes=max(margins, default=300)),
            card_system_ids=frozenset(system["id"] for system in systems),
            checkin_points=facts["checkin_points"],
            checkin_limit=limit_of(facts["checkin_limit_volume"], facts["checkin_limit_period"]),
            ticket_limit=limit_of(facts["ticket_limit_volume"], facts["ticket_limit_period"]),
            organizer_ticket_limit=limit_of(facts["organizer_limit_volume"], facts["organizer_limit_period"]),
            base_price_cents=facts["base_price_cents"],
            keywords=tuple(facts["keywords"]),
            takes_place=facts["status"] == TAKES_PLACE,
        )
