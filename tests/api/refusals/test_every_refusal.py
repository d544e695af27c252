"""Every problem that the contract names comes about, with its status and its words, and leaves nothing behind."""

import json
from collections.abc import Iterator
from typing import Final

import pytest
import time_machine
from django.db import connection
from psycopg import sql

from openpas.demo.cast import Cast
from openpas.passholders.models import Passholder
from tests.api.answers import problem
from tests.api.conftest import Caller, Person
from tests.api.contract.facts import TABLE
from tests.api.refusals import exchanges, households, offices, people, requests, tickets, visits
from tests.api.refusals.scenario import SCENARIOS, World

WRITTEN_IN: Final = (exchanges, households, offices, people, requests, tickets, visits)
"""The modules that fill SCENARIOS."""

IN_DESCRIPTION: Final = {
    (kind, int(status))
    for kind, statuses in json.loads(TABLE.read_text())["problems"].items()
    for status in statuses.split("; ")
}

IN_GUIDELINES: Final = {
    ("auth/unauthorized", 401),
    ("auth/forbidden", 403),
    ("header/not-acceptable", 406),
    ("header/unsupported-media-type", 415),
    ("header/invalid", 400),
    ("header/missing", 400),
    ("method/not-allowed", 405),
    ("body/file-missing", 400),
    ("body/file-invalid-type", 400),
    ("body/file-invalid-size", 400),
    ("uitpas/disributionkey-not-found", 400),
    ("uitpas/insz-already-used", 400),
    ("uitpas/report-invalid-status", 400),
    ("uitpas/reward-invalid-redeem-type", 400),
}
"""What the contract's pages about errors name, and its description does not (contract/rules.md 4.2, 4.5)."""

NEVER: Final = {
    ("uitpas/disributionkey-not-found", 400): "a slip of the pen for distributionkey-not-found (4.5)",
    ("uitpas/social-tariff-discount-expired", 400): "in two examples only; social-tariff-expired is said (4.5)",
    ("uitpas/reward-not-found", 400): "404 also where the body names the reward (docs/decisions/0009, 35)",
    ("header/missing", 400): "no header is asked for but those that say who calls, which are 401",
    ("body/file-invalid-size", 400): "needs two megabytes: tests/api/test_private_files.py",
}
"""What no scenario shows, and why."""

FOR_DEVELOPERS: Final = {
    "uitpas/association-not-found",
    "uitpas/cardsystem-not-found",
    "uitpas/client-not-found",
    "uitpas/distributionkey-not-found",
    "uitpas/event-already-has-ticketsales",
    "uitpas/group-not-found",
    "uitpas/invalid-card-system",
    "uitpas/invalid-distributionkey",
    "uitpas/postal-code-required",
    "uitpas/school-not-found",
}
"""A program sent what it did not find here, or may not send; all other problems of the programme reach a person."""

FOR_PEOPLE_TOO: Final = {"auth/forbidden", "body/file-invalid-type"}
"""Who lacks a right can ask for it; who chose a file that is no picture can choose another one."""

KNOWN_NOW: Final = {("uitpas/school-not-found", 404): "records_accessline"}
"""That somebody goes to no school is something to know of her as well: that it was asked stays written down."""

COUNTED_ALL_THE_SAME: Final = "records_requestcount"
"""How often somebody asked counts whatever came of it; else limits would limit nothing."""

_TABLES: Final = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> %s
    ORDER BY relname
"""
_FINGERPRINT: Final = sql.SQL(
    "SELECT {name}, md5(coalesce(string_agg(line::text, E'\\n' ORDER BY line::text), '')) FROM {table} line"
)


def is_for_people(kind: str) -> bool:
    return kind in FOR_PEOPLE_TOO or (kind.startswith("uitpas/") and kind not in FOR_DEVELOPERS)


def everything() -> dict[str, str]:
    """A fingerprint of each table."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES, [COUNTED_ALL_THE_SAME])
        tables = [name for (name,) in cursor.fetchall()]
        one_each = [_FINGERPRINT.format(name=sql.Literal(table), table=sql.Identifier(table)) for table in tables]
        cursor.execute(sql.SQL(" UNION ALL ").join(one_each))
        return dict(cursor.fetchall())


@pytest.fixture(autouse=True)
def _one_moment() -> Iterator[None]:
    """Limits count in windows of time; here none ends in between."""
    with time_machine.travel("2026-11-20T18:00:00Z", tick=False):
        yield


@pytest.fixture
def world(cast: Cast, anonymous: Caller, desk: Caller, stranger: Caller, admin: Caller, person: Person) -> World:
    return World(cast, anonymous, desk, stranger, admin, person)


@pytest.mark.parametrize(("kind", "status"), sorted(SCENARIOS))
def test_it_comes_about_and_leaves_nothing_behind(world: World, kind: str, status: int) -> None:
    ask = SCENARIOS[kind, status](world)
    before = everything()
    answer = ask()
    assert problem(answer) == (status, kind)
    words = json.loads(answer.content).get("endUserMessage", {})
    assert set(words) == ({"nl", "fr", "en", "de"} if is_for_people(kind) else set())
    left = {table for table, fingerprint in everything().items() if fingerprint != before[table]}
    assert left == {KNOWN_NOW[kind, status]} if (kind, status) in KNOWN_NOW else not left


def test_everything_that_the_contract_names_comes_about() -> None:
    named = IN_DESCRIPTION | IN_GUIDELINES
    assert sorted(named - SCENARIOS.keys() - NEVER.keys()) == []
    assert sorted(SCENARIOS.keys() - named) == []
    assert sorted(SCENARIOS.keys() & NEVER.keys()) == []


def test_a_change_is_seen(world: World) -> None:
    before = everything()
    Passholder.objects.filter(pk=world.cast.bart.pk).update(first_name="Bert")
    after = everything()
    assert {name for name in after if after[name] != before[name]} == {"passholders_passholder"}
