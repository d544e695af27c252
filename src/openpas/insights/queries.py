"""The numbers of one desk in one period (D-42). They name nobody, and small groups are not told (`rules.FEWEST`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from openpas.events.models import Event
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day, start_of_day
from openpas.foundation.permissions import Permission
from openpas.insights.deeds import DEEDS, Subject
from openpas.insights.refusals import PeriodNotUsable
from openpas.insights.rules import Days, Group, by_age, groups_of
from openpas.runtime import clock

LONGEST_DAYS: Final = 732
_DAILY_UP_TO: Final = 62
_MOST: Final = 10
_UNKNOWN: Final = ""

_NUMBERS: Final = """
    WITH every AS ({deeds}),
    deeds AS MATERIALIZED (
        SELECT * FROM every WHERE at >= %(from)s AND at < %(until)s AND (is_social OR NOT %(only_social)s)
    ),
    people AS MATERIALIZED (SELECT DISTINCT holder FROM deeds WHERE holder IS NOT NULL),
    profile AS MATERIALIZED (
        SELECT person.gender, person.city,
               extract(year FROM age(%(last)s::date, person.date_of_birth))::int AS age
        FROM people JOIN passholders_passholder person ON person.id = people.holder
    )
    SELECT
        (SELECT count(*) FROM deeds),
        (SELECT coalesce(sum(amount), 0) FROM deeds),
        (SELECT count(*) FROM people),
        (SELECT count(*) FROM people WHERE NOT EXISTS (
            SELECT FROM every earlier WHERE earlier.holder = people.holder AND earlier.at < %(from)s)),
        (SELECT coalesce(json_agg(one), '[]') FROM (
            SELECT date_trunc(%(step)s, at AT TIME ZONE 'Europe/Brussels')::date::text, count(*)
            FROM deeds GROUP BY 1 ORDER BY 1) AS one(day, number)),
        (SELECT coalesce(json_agg(one), '[]') FROM (
            SELECT what, count(*) FROM deeds WHERE what IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most})
            AS one(what, number)),
        (SELECT coalesce(json_agg(one), '[]') FROM (
            SELECT gender, count(*) FROM profile GROUP BY 1 ORDER BY 2 DESC, 1) AS one(name, number)),
        (SELECT coalesce(json_agg(one), '[]') FROM (SELECT age, count(*) FROM profile GROUP BY 1) AS one(name, number)),
        (SELECT coalesce(json_agg(one), '[]') FROM (
            SELECT city, count(*) FROM profile GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}) AS one(name, number))
"""


@dataclass(frozen=True, slots=True)
class Step:
    """How many there were on a day, or in the month that begins with that day."""

    day: date
    number: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """What was counted. `amount` is points, cents paid by holders, or 0; `people` are persons, each once.

    `newcomers` did this at this desk for the first time ever. `activities` is how many activities took place.
    """

    days: Days
    number: int
    amount: int
    people: int
    newcomers: int
    activities: int
    is_monthly: bool
    steps: tuple[Step, ...]
    top: tuple[tuple[str, int], ...]
    genders: tuple[Group, ...]
    ages: tuple[Group, ...]
    cities: tuple[Group, ...]


def statistics_of(
    actor: Actor, organizer_id: int, subject: Subject, days: Days, *, only_social: bool = False
) -> Statistics:
    """The numbers of a desk. Raises PermissionMissing and PeriodNotUsable. Two queries."""
    actor.require(Permission.CHECKINS_READ, [organizer_id])
    _demand_usable(days)
    is_monthly = days.length > _DAILY_UP_TO
    row = _row(organizer_id, subject, days, is_monthly=is_monthly, only_social=only_social)
    number, amount, people, newcomers, steps, top, genders, ages, cities = row
    return Statistics(
        days=days,
        number=number,
        amount=int(amount),
        people=people,
        newcomers=newcomers,
        activities=_activities(organizer_id, days),
        is_monthly=is_monthly,
        steps=_every_step(days, {one["day"]: one["number"] for one in steps}, is_monthly=is_monthly),
        top=tuple((one["what"], one["number"]) for one in top),
        genders=groups_of(_counts(genders), people),
        ages=groups_of(by_age((one["name"], one["number"]) for one in ages), people),
        cities=groups_of(_counts(cities), people),
    )


def _demand_usable(days: Days) -> None:
    if days.last < days.first or days.length > LONGEST_DAYS or days.first > brussels_day(clock.now()):
        raise PeriodNotUsable


def _row(organizer_id: int, subject: Subject, days: Days, *, is_monthly: bool, only_social: bool) -> tuple[Any, ...]:
    values: dict[str, int | str | datetime | date] = {
        "desk": organizer_id,
        "from": start_of_day(days.first),
        "until": start_of_day(days.last + timedelta(days=1)),
        "last": days.last,
        "step": "month" if is_monthly else "day",
        "only_social": only_social,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS.format(deeds=DEEDS[subject], most=_MOST), values)
        row: tuple[Any, ...] = cursor.fetchone()
    return row


def _activities(organizer_id: int, days: Days) -> int:
    """The published ones that took place in these days, or could: those without an end count always."""
    begins_at, ends_at = start_of_day(days.first), start_of_day(days.last + timedelta(days=1))
    within = Q(starts_at=None) | Q(starts_at__lt=ends_at)
    return Event.objects.filter(
        within, Q(ends_at=None) | Q(ends_at__gte=begins_at), organizer_id=organizer_id, is_published=True
    ).count()


def _every_step(days: Days, counted: Mapping[str, int], *, is_monthly: bool) -> tuple[Step, ...]:
    """Also those on which nothing happened."""
    every = (days.first + timedelta(days=ahead) for ahead in range(days.length))
    wanted = dict.fromkeys(day.replace(day=1) if is_monthly else day for day in every)
    return tuple(Step(day, counted.get(day.isoformat(), 0)) for day in wanted)


def _counts(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    return {one["name"] or _UNKNOWN: one["number"] for one in rows}
