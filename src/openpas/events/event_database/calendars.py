"""The event database's four calendars, into and out of ours."""

import re
from datetime import UTC, datetime, time
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from openpas.events.event_database.parts import Part
from openpas.events.rules import Calendar, OpeningHours, Span
from openpas.foundation.calendar import brussels_day

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AVAILABLE: Final = "Available"
TEMPORARILY_UNAVAILABLE: Final = "TemporarilyUnavailable"
UNAVAILABLE: Final = "Unavailable"

_EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)
_HOUR: Final = re.compile(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?")
_MIDNIGHT: Final = "24:00"
_MOST_MOMENTS: Final = 2000
_MOST_HOURS: Final = 100


def _lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text


def _hour(text: Any) -> Any:
    """`9:00` and `24:00` as a time without a zone; the latter is the midnight after."""
    if not isinstance(text, str) or not _HOUR.fullmatch(text):
        raise PydanticCustomError("hour", "An hour is written like 09:00")
    return "00:00" if text.startswith(_MIDNIGHT) else text.zfill(len(_MIDNIGHT))


DatabaseMoment = Annotated[AwareDatetime, Field(ge=_EARLIEST, le=_LATEST)]
Hour = Annotated[time, BeforeValidator(_hour)]
Weekday = Annotated[
    Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], BeforeValidator(_lower)
]
CalendarName = Annotated[Literal["single", "multiple", "periodic", "permanent"], BeforeValidator(_lower)]


class Status(Part):
    """Whether something takes place as planned. The reason, for people, is passed over."""

    type: Literal["Available", "Unavailable", "TemporarilyUnavailable"]


class SubEvent(Part):
    """One time at which the event takes place, or would have."""

    start_date: DatabaseMoment
    end_date: DatabaseMoment
    status: Status | None = None

    @property
    def takes_place(self) -> bool:
        return self.status is None or self.status.type == AVAILABLE

    def as_span(self) -> Span:
        return _span(self.start_date, self.end_date)


class Hours(Part):
    """Opening hours on some weekdays, in Brussels."""

    opens: Hour
    closes: Hour
    day_of_week: Annotated[tuple[Weekday, ...], Field(min_length=1)]

    def as_opening_hours(self) -> OpeningHours:
        return OpeningHours(frozenset(WEEKDAYS.index(day) for day in self.day_of_week), self.opens, self.closes)


class CalendarPart(Part):
    """The fields of an event that say when it takes place."""

    calendar_type: CalendarName
    start_date: DatabaseMoment | None = None
    end_date: DatabaseMoment | None = None
    sub_event: Annotated[tuple[SubEvent, ...], Field(max_length=_MOST_MOMENTS)] = ()
    opening_hours: Annotated[tuple[Hours, ...], Field(max_length=_MOST_HOURS)] = ()
    status: Status | None = None

    def as_calendar(self) -> Calendar:
        """Our calendar. Raises PydanticCustomError when fields are missing or contradict each other.

        How many times there are decides between SINGLE and MULTIPLE, whatever `calendarType` says. Of several times
        those that were called off are left out, so that nobody saves points then; when all were, all are kept.
        """
        if self.calendar_type in ("single", "multiple"):
            moments = self._moments()
            return Calendar("SINGLE" if len(moments) == 1 else "MULTIPLE", moments=moments)
        hours = tuple(part.as_opening_hours() for part in self.opening_hours)
        if self.calendar_type == "permanent":
            return Calendar("PERMANENT", opening_hours=hours)
        period = _span(*self._outer_dates())
        return Calendar(
            "PERIODIC",
            first_day=brussels_day(period.begins_at),
            last_day=brussels_day(period.ends_at),
            opening_hours=hours,
        )

    def status_of_all(self) -> str:
        """The status of the whole: as long as one time stands, the event does."""
        told = [part.status.type if part.status else AVAILABLE for part in self.sub_event]
        if not told or self.calendar_type in ("periodic", "permanent"):
            return self.status.type if self.status else AVAILABLE
        return next((status for status in (AVAILABLE, TEMPORARILY_UNAVAILABLE) if status in told), UNAVAILABLE)

    def _moments(self) -> tuple[Span, ...]:
        if not self.sub_event:
            return (_span(*self._outer_dates()),)
        standing = [part for part in self.sub_event if part.takes_place] or self.sub_event
        return tuple(sorted((part.as_span() for part in standing), key=lambda span: (span.begins_at, span.ends_at)))

    def _outer_dates(self) -> tuple[datetime, datetime]:
        if self.start_date is None or self.end_date is None:
            raise PydanticCustomError("calendar", "This calendar needs startDate and endDate, or subEvent")
        return self.start_date, self.end_date


def _span(begins_at: datetime, ends_at: datetime) -> Span:
    if ends_at < begins_at:
        raise PydanticCustomError("calendar", "endDate cannot lie before startDate")
    return Span(begins_at.astimezone(UTC), ends_at.astimezone(UTC))
