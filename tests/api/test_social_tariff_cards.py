"""Operation 88."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import pytest
import time_machine
from django.http import HttpResponse

from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.passholders.models import Card, CardSystemMembership, GroupPass, Passholder
from openpas.records.models import AuditLine
from tests.api.answers import problem
from tests.api.conftest import Caller
from tests.api.sold import cancel, sold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_may() -> Iterator[None]:
    with time_machine.travel("2026-05-20T10:00:00+00:00", tick=False):
        yield


@pytest.fixture
def exporter(cast: Cast) -> Caller:
    grant(cast.desk_client, [Permission.SOCIALTARIFF_EXPORT], cast.theatre)
    return Caller(cast.desk_client)


@pytest.fixture
def path(cast: Cast) -> str:
    return f"/cards/social-tariff/{cast.gent.pk}/active"


def cards(response: HttpResponse) -> Any:
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    return json.loads(b"".join(cast("Any", response).streaming_content))


def test_who_may(cast: Cast, path: str, anonymous: Caller, stranger: Caller, desk: Caller, exporter: Caller) -> None:
    grant(cast.stranger_client, [Permission.SOCIALTARIFF_EXPORT], cast.aalst)
    assert problem(anonymous.get(path)) == (401, "auth/unauthorized")
    assert problem(stranger.get(path)) == (403, "auth/forbidden")
    assert cards(stranger.get(f"/cards/social-tariff/{cast.dender.pk}/active")) == []
    assert problem(exporter.get(f"/cards/social-tariff/{cast.dender.pk}/active")) == (403, "auth/forbidden")
    assert list(AuditLine.objects.values_list("action", "subject")) == [
        ("social_tariff_cards.export", f"card_system:{cast.dender.pk}")
    ]


def test_a_right_for_another_card_system_is_none_here(cast: Cast, path: str) -> None:
    cast.theatre.card_systems.add(cast.dender)
    grant(cast.desk_client, [Permission.SOCIALTARIFF_EXPORT], cast.theatre, [cast.dender.pk])
    assert problem(Caller(cast.desk_client).get(path)) == (403, "auth/forbidden")


@pytest.mark.parametrize("card_system_id", ["987654", "99999999999999999999", "gent", "-1", "²"])
def test_no_such_card_system(exporter: Caller, card_system_id: str) -> None:
    assert problem(exporter.get(f"/cards/social-tariff/{card_system_id}/active")) == (
        404,
        "uitpas/cardsystem-not-found",
    )


def test_persons_and_groups(cast: Cast, path: str, exporter: Caller) -> None:
    sold(cast, cast.chloe)
    cancel(sold(cast, cast.chloe))
    assert cards(exporter.get(path)) == [
        {"uitpasNumber": cast.amina_number, "cardType": "REGULAR"},
        {"uitpasNumber": cast.chloe_number, "cardType": "GROUP", "availableTickets": 19},
    ]


def test_a_group_without_a_number_of_tickets(cast: Cast, path: str, exporter: Caller) -> None:
    GroupPass.objects.update(tickets_per_year=None)
    assert {"uitpasNumber": cast.chloe_number, "cardType": "GROUP"} in cards(exporter.get(path))


@pytest.mark.parametrize(
    ("ends_on", "suspended_until", "listed"),
    [
        (date(2026, 5, 20), None, True),
        (date(2026, 4, 20), None, True),  # the last of thirty grace days
        (date(2026, 4, 19), None, False),
        (date(2026, 12, 31), date(2026, 5, 20), False),
        (date(2026, 12, 31), date(2026, 5, 19), True),
        (None, None, False),
    ],
)
def test_the_status_decides(
    cast: Cast, path: str, exporter: Caller, *, ends_on: date | None, suspended_until: date | None, listed: bool
) -> None:
    CardSystemMembership.objects.filter(passholder=cast.amina).update(
        social_tariff_ends_on=ends_on, social_tariff_suspended_until=suspended_until
    )
    numbers = [card["uitpasNumber"] for card in cards(exporter.get(path))]
    assert (cast.amina_number in numbers) is listed


@pytest.mark.parametrize("blocked", ["card", "membership", "person", "group"])
def test_what_is_blocked_is_left_out(cast: Cast, path: str, exporter: Caller, blocked: str) -> None:
    match blocked:
        case "card":
            Card.objects.filter(uitpas_number=cast.amina_number).update(status=Card.Status.BLOCKED)
        case "membership":
            CardSystemMembership.objects.filter(passholder=cast.amina).update(is_blocked=True)
        case "person":
            Passholder.objects.filter(pk=cast.amina.pk).update(is_blocked=True)
        case "group":
            GroupPass.objects.update(social_tariff_ends_on=date(2026, 5, 19))
    left = cast.amina_number if blocked == "group" else cast.chloe_number
    assert [card["uitpasNumber"] for card in cards(exporter.get(path))] == [left]


def test_many_cards_are_one_array(cast: Cast, path: str, exporter: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openpas.api.v4.social_tariff_cards._CARDS_AT_ONCE", 1)
    assert len(cards(exporter.get(path))) == 2
