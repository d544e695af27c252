"""A million people with pass, membership and balance: by COPY what needs our keys, the rest inside the database."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from django.db import connection

from openpas.card_systems.models import CardSystem
from openpas.demo.builders import nis_of
from openpas.demo.bulk.plan import SOCIAL_EVERY, Plan, card_number, chunks
from openpas.demo.region.names import first_name, origin
from openpas.demo.region.numbers import valid_insz
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.records.encryption import blind_index, encrypt

CHUNK: Final = 20_000
_PLACES: Final = (("9000", "Gent"), ("9030", "Mariakerke"), ("9040", "Sint-Amandsberg"), ("9050", "Gentbrugge"))
_SINCE: Final = timedelta(days=1500)
_FIRST_BIRTH: Final = date(1940, 1, 1)
_BIRTH_DAYS: Final = 29_000
_BIS: Final = 40
"""Numbers of people outside the national register: nobody else in the demo has one."""

_PASSHOLDER_COLUMNS: Final = (
    "id, public_id, name, first_name, date_of_birth, gender, nationality, insz_encrypted, insz_index, email, "
    "phone_number, street, postal_code, city, country, municipality_nis, opt_in_service_mails, "
    "opt_in_milestone_mails, opt_in_info_mails, opt_in_sms, opt_in_post, uitid, is_blocked, created_at"
)
_CARD_COLUMNS: Final = (
    "uitpas_number, chip_number, card_system_id, kind, status, is_social, membership_id, activated_at"
)
_MEMBERSHIPS: Final = """
    INSERT INTO passholders_cardsystemmembership
        (id, passholder_id, card_system_id, is_blocked, social_tariff_ends_on, created_at)
    SELECT %(membership)s + k, %(passholder)s + k, %(region)s, false,
           CASE WHEN k %% %(every)s = 0 THEN %(ends_on)s::date END, %(since)s
    FROM generate_series(%(begin)s::bigint, %(end)s::bigint - 1) AS k
"""
_ACCOUNTS: Final = """
    INSERT INTO passholders_pointsaccount (passholder_id, points, version)
    SELECT %(passholder)s + k, came.times, came.times
    FROM generate_series(%(begin)s::bigint, %(end)s::bigint - 1) AS k,
         LATERAL (SELECT %(rounds)s
                  + (k * %(factor)s::bigint %% %(people)s::bigint < %(late_comers)s)::int AS times) AS came
"""


@dataclass(frozen=True, slots=True)
class FirstIds:
    """The ids of person 0 and of its membership; those of person k are k higher."""

    passholder: int
    membership: int


def save_people(plan: Plan, region: CardSystem, now: datetime, advance: Callable[[int], None]) -> FirstIds:
    """Everybody of the plan, with the balance that the check-ins of the plan will have given."""
    rng = Random(f"bulk {plan.seed}")  # noqa: S311  repeatable is what is wanted
    first = FirstIds(_next_id("passholders_passholder"), _next_id("passholders_cardsystemmembership"))
    since = now - _SINCE
    for begin, end in chunks(plan.passholders, CHUNK):
        _copy("passholders_passholder", _PASSHOLDER_COLUMNS, _passholders(rng, first, since, begin, end))
        with connection.cursor() as cursor:
            values = _values(plan, region, first, now) | {"since": since, "begin": begin, "end": end}
            cursor.execute(_MEMBERSHIPS, values)
            cursor.execute(_ACCOUNTS, values)
        _copy("passholders_card", _CARD_COLUMNS, _cards(region, first, since, begin, end))
        advance(end - begin)
    _continue_after("passholders_passholder", "passholders_cardsystemmembership")
    return first


def _values(plan: Plan, region: CardSystem, first: FirstIds, now: datetime) -> dict[str, Any]:
    return {
        "passholder": first.passholder,
        "membership": first.membership,
        "region": region.pk,
        "every": SOCIAL_EVERY,
        "ends_on": last_of_april_next_year(brussels_day(now)),
        "rounds": plan.rounds,
        "factor": plan.place_factor,
        "people": plan.passholders,
        "late_comers": plan.late_comers,
    }


def _passholders(rng: Random, first: FirstIds, since: datetime, begin: int, end: int) -> Iterator[Sequence[Any]]:
    municipality = nis_of(*_PLACES[0])
    for number in range(begin, end):
        family = origin(rng)
        gender = "FEMALE" if number % 2 else "MALE"
        pair, day = divmod(number // 2, _BIRTH_DAYS)
        born_on = _FIRST_BIRTH + timedelta(days=day)
        insz = valid_insz(born_on, 2 * pair + 1 + number % 2, month_shift=_BIS)
        given = first_name(rng, family, gender, born_on)
        yield (
            first.passholder + number,
            UUID(int=rng.getrandbits(128), version=4),
            rng.choice(family.family),
            given,
            born_on,
            gender,
            "BE",
            encrypt(insz),
            blind_index(insz),
            f"bench{number}@example.org",
            "",
            f"Meetstraat {number % 200 + 1}",
            *_PLACES[number % len(_PLACES)],
            "BE",
            municipality,
            *(True, False, False, False, False),
            "",
            False,
            since,
        )


def _cards(region: CardSystem, first: FirstIds, since: datetime, begin: int, end: int) -> Iterator[Sequence[Any]]:
    for number in range(begin, end):
        is_social = number % SOCIAL_EVERY == 0
        chip = f"0B{number:012X}"
        yield (
            card_number(number), chip, region.pk, "NFC_CARD", "ACTIVE", is_social, first.membership + number, since
        )  # fmt: skip


def _copy(table: str, columns: str, rows: Iterator[Sequence[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _next_id(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")  # noqa: S608  our own names
        return int(cursor.fetchone()[0])


def _continue_after(*tables: str) -> None:
    """Let the tables hand out ids beyond those that were chosen here."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
            )
