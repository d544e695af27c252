"""Operations 23 and 39 to 41, and the association filters of operation 24."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from openpas.demo.cast import AMINA, BART, Cast
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.organizers.associations import association_desk
from openpas.passholders.associations.refusals import AssociationRenewNotPossible
from openpas.passholders.associations.service import register_membership
from openpas.passholders.models import AssociationMembership
from openpas.records.models import AccessLine, AuditLine, OutboxMessage
from openpas.runtime import clock
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person
from tests.passholders.associating import SPORTS_CARD, STAFF, YOUTH, associations
from tests.passholders.conftest import ALL

PATH = f"/passholders/{AMINA.public_id}/association-memberships"
AT_THEATRE = f"{PATH}?organizerId=cast-theatre"
AT_CLUB = f"{PATH}?organizerId=cast-club"
TEN_YEARS = timedelta(days=3650)


@pytest.fixture
def theatre(cast: Cast) -> Caller:
    grant(cast.desk_client, [Permission.ASSOCIATIONS], cast.theatre)
    grant(cast.desk_client, [Permission.ASSOCIATIONS], cast.club)
    return Caller(cast.desk_client)


def today() -> date:
    return brussels_day(clock.now())


def made(response: HttpResponse, status: int = 201) -> None:
    assert (response.status_code, response.content) == (status, b"")


def body(association: object, end_date: date | None = None) -> dict[str, Any]:
    return {"association": {"id": str(association)}, "endDate": end_date.isoformat() if end_date else None}


CALLS: list[tuple[str, str, dict[str, Any] | None]] = [
    ("GET", "/associations?organizerId=cast-theatre&permission=READ", None),
    ("GET", AT_THEATRE, None),
    ("POST", AT_THEATRE, body(STAFF)),
    ("DELETE", f"{PATH}/{STAFF}?organizerId=cast-theatre", None),
]


@pytest.mark.parametrize(("method", "path", "sent"), CALLS)
def test_who_may_not(cast: Cast, person: Person, method: str, path: str, sent: dict[str, Any] | None) -> None:
    associations(cast)
    grant(cast.stranger_client, [Permission.ASSOCIATIONS], cast.aalst)
    assert problem(Caller().send(method, path, sent)) == (401, "auth/unauthorized")
    clients = [Caller(client) for client in (cast.stranger_client, cast.desk_client)]
    for caller in (*clients, person(cast.amina), person(cast.bart), person(cast.eva)):
        assert problem(caller.send(method, path, sent)) == (403, "auth/forbidden")
    assert not AssociationMembership.objects.exists()
    assert not AccessLine.objects.exists()


def test_the_associations_of_an_organizer(cast: Cast, theatre: Caller, admin: Caller) -> None:
    associations(cast)

    def found(organizer: str, permission: str) -> list[str]:
        listed = told(theatre.get("/associations", {"organizerId": organizer, "permission": permission}))
        assert listed["totalItems"] == len(listed["member"])
        return [one["name"] for one in listed["member"]]

    assert (
        found("cast-theatre", "READ") == found("CAST-theatre", "WRITE") == ["Jongerenraad", "Personeel", "Sportkaart"]
    )
    assert found("cast-club", "READ") == ["Jongerenraad", "Personeel", "Sportkaart"]
    assert found("cast-club", "WRITE") == []
    listed = told(admin.get("/associations", {"organizerId": "cast-theatre", "permission": "READ"}))
    assert listed["member"][2] == {"id": str(SPORTS_CARD), "name": "Sportkaart", "endDateType": "CUSTOM"}
    for query in ({}, {"organizerId": "cast-theatre"}, {"organizerId": "cast-theatre", "permission": "ALL"}):
        assert problem(theatre.get("/associations", query)) == (404, "url/not-found")
    unknown = {"organizerId": "nobody", "permission": "READ"}
    assert problem(theatre.get("/associations", unknown)) == (400, "uitpas/organizer-not-found")


def test_a_right_for_another_card_system_shows_nothing(cast: Cast) -> None:
    associations(cast)
    grant(cast.desk_client, [Permission.ASSOCIATIONS], cast.theatre, card_systems=[cast.dender.pk])
    caller = Caller(cast.desk_client)
    assert told(caller.get("/associations", {"organizerId": "cast-theatre", "permission": "READ"}))["totalItems"] == 0
    assert told(caller.get(AT_THEATRE)) == []
    assert problem(caller.send("POST", AT_THEATRE, body(STAFF))) == (400, "uitpas/association-not-found")


def test_what_could_be_made_and_what_is(cast: Cast, theatre: Caller) -> None:
    suggested = today() + timedelta(days=200)
    associations(cast, suggested)
    none = {"status": "NONE", "renewable": False}
    assert told(theatre.get(AT_THEATRE)) == [
        {"association": {"id": str(YOUTH), "name": "Jongerenraad", "endDateType": "BASED_ON_DATE_OF_BIRTH"}, **none},
        {"association": {"id": str(STAFF), "name": "Personeel", "endDateType": "BASED_ON_REGISTRATION_DATE"}, **none},
        {
            "association": {"id": str(SPORTS_CARD), "name": "Sportkaart", "endDateType": "CUSTOM"},
            **none,
            "newEndDate": suggested.isoformat(),
        },
    ]
    assert told(theatre.get(AT_CLUB)) == []
    assert told(theatre.get(f"{PATH}?organiserId=cast-theatre")) == told(theatre.get(AT_THEATRE))
    assert problem(theatre.get(PATH)) == (404, "url/not-found")

    made(theatre.send("POST", AT_THEATRE, body(SPORTS_CARD, suggested - timedelta(days=1))))
    made(theatre.send("POST", AT_THEATRE, body(YOUTH)))
    made(theatre.send("POST", AT_THEATRE, body(STAFF)))
    ends = {one["association"]["name"]: (one["status"], one["endDate"]) for one in told(theatre.get(AT_THEATRE))}
    assert ends == {
        "Jongerenraad": ("ACTIVE", "2050-05-17"),
        "Personeel": ("ACTIVE", today().replace(year=today().year + 1).isoformat()),
        "Sportkaart": ("ACTIVE", (suggested - timedelta(days=1)).isoformat()),
    }
    assert [one["renewable"] for one in told(theatre.get(AT_CLUB))] == [False, False, False]
    assert AccessLine.objects.filter(purpose="associations.read", passholder_id=cast.amina.pk).exists()
    assert OutboxMessage.objects.filter(kind="AssociationMembershipRegistered").count() == 3
    assert AuditLine.objects.filter(action="association.register").count() == 3


def test_renewing(cast: Cast, theatre: Caller) -> None:
    sports_card, youth, staff = associations(cast, today() + timedelta(days=200))
    soon, late = today() + timedelta(days=20), today() + timedelta(days=100)
    for association, ends_on in ((sports_card, soon), (youth, soon), (staff, late)):
        AssociationMembership.objects.create(
            association=association, passholder=cast.amina, ends_on=ends_on, created_at=clock.now()
        )
    shown = {one["association"]["name"]: one for one in told(theatre.get(AT_THEATRE))}
    assert {name: one["renewable"] for name, one in shown.items()} == {
        "Jongerenraad": False,
        "Personeel": False,
        "Sportkaart": True,
    }
    assert shown["Sportkaart"]["newEndDate"] == (today() + timedelta(days=200)).isoformat()
    assert "newEndDate" not in shown["Personeel"]
    assert [one["renewable"] for one in told(theatre.get(AT_CLUB))] == [False, False, False]

    for chosen in (YOUTH, STAFF):
        refused = theatre.send("POST", AT_THEATRE, body(chosen))
        assert problem(refused) == (400, "uitpas/association-membership-renew-not-possible")
        assert json.loads(refused.content)["endUserMessage"]["nl"].startswith("Dit lidmaatschap kan nu niet verlengd")
    made(theatre.send("POST", AT_THEATRE, body(SPORTS_CARD, late)))
    assert AssociationMembership.objects.get(association=sports_card).ends_on == late
    assert AssociationMembership.objects.get(association=staff).ends_on == late

    with time_machine.travel(clock.now() + timedelta(days=101)):
        caller = Caller(cast.desk_client)
        assert {one["status"] for one in told(caller.get(AT_THEATRE))} == {"EXPIRED"}
        made(caller.send("POST", AT_THEATRE, body(STAFF)))


def test_what_cannot_be_made(cast: Cast, theatre: Caller) -> None:
    sports_card, youth, _ = associations(cast)
    for association in (uuid4(), "no uuid"):
        refused = theatre.send("POST", AT_THEATRE, body(association))
        assert problem(refused) == (400, "uitpas/association-not-found")
    assert problem(theatre.send("POST", AT_CLUB, body(STAFF))) == (403, "auth/forbidden")
    for end_date in (None, today()):
        refused = theatre.send("POST", AT_THEATRE, body(SPORTS_CARD, end_date))
        assert problem(refused) == (400, "body/invalid-data")
        assert json.loads(refused.content)["schemaErrors"][0]["jsonPointer"] == "/endDate"
    assert problem(theatre.send("POST", AT_THEATRE, {"association": {}})) == (400, "body/invalid-data")
    assert problem(theatre.send("POST", AT_THEATRE, {"association": {"id": str(STAFF)}, "endDate": "soon"})) == (
        400,
        "body/invalid-data",
    )
    assert problem(theatre.send("POST", AT_THEATRE)) == (400, "body/missing")
    assert problem(theatre.send("POST", PATH, body(STAFF))) == (404, "url/not-found")

    youth.age_limit = 30
    youth.save()
    assert "Jongerenraad" not in {one["association"]["name"] for one in told(theatre.get(AT_THEATRE))}
    refused = theatre.send("POST", AT_THEATRE, body(YOUTH))
    assert problem(refused) == (400, "uitpas/association-membership-renew-not-possible")
    assert json.loads(refused.content)["endUserMessage"]["nl"] == "Dit lidmaatschap is voor wie jonger is dan 30 jaar."

    sports_card.card_systems.set([cast.dender])
    refused = theatre.send("POST", AT_THEATRE, body(SPORTS_CARD, today() + TEN_YEARS))
    assert problem(refused) == (400, "uitpas/association-passholder-cardsystem-mismatch")
    assert "Sportkaart" not in {one["association"]["name"] for one in told(theatre.get(AT_THEATRE))}
    nobody = f"/passholders/{uuid4()}/association-memberships?organizerId=cast-theatre"
    assert problem(theatre.send("POST", nobody, body(STAFF))) == (404, "uitpas/passholder-not-found")
    assert not AssociationMembership.objects.exists()
    assert not OutboxMessage.objects.filter(kind__startswith="Association").exists()


def test_a_blocked_membership_of_the_region_opens_nothing(cast: Cast, theatre: Caller) -> None:
    associations(cast)
    cast.amina.memberships.update(is_blocked=True)
    assert told(theatre.get(AT_THEATRE)) == []
    refused = theatre.send("POST", AT_THEATRE, body(STAFF))
    assert problem(refused) == (400, "uitpas/association-passholder-cardsystem-mismatch")


def test_stopping(cast: Cast, theatre: Caller) -> None:
    associations(cast)
    made(theatre.send("POST", AT_THEATRE, body(STAFF)))
    path = f"{PATH}/{STAFF}?organizerId="
    assert problem(theatre.send("DELETE", f"{path}cast-club")) == (403, "auth/forbidden")
    assert problem(theatre.send("DELETE", f"{PATH}/{STAFF}")) == (404, "url/not-found")
    assert AssociationMembership.objects.count() == 1
    made(theatre.send("DELETE", f"{path}cast-theatre"), 204)
    assert problem(theatre.send("DELETE", f"{path}cast-theatre")) == (404, "url/not-found")
    unknown = f"{PATH}/{uuid4()}?organizerId=cast-theatre"
    assert problem(theatre.send("DELETE", unknown)) == (404, "uitpas/association-not-found")
    assert AuditLine.objects.filter(action="association.stop").count() == 1
    assert "Personeel" in {one["association"]["name"] for one in told(theatre.get(AT_THEATRE))}


def test_the_number_of_queries_does_not_grow(cast: Cast, theatre: Caller) -> None:
    associations(cast)
    theatre.get(AT_THEATRE)
    with CaptureQueriesContext(
        connection,
    ) as few:
        theatre.get(AT_THEATRE)
    for chosen in (SPORTS_CARD, YOUTH, STAFF):
        made(theatre.send("POST", AT_THEATRE, body(chosen, today() + TEN_YEARS)))
    with CaptureQueriesContext(connection) as many:
        theatre.get(AT_THEATRE)
    assert len(many) == len(few)


def test_searching_members(cast: Cast, admin: Caller, theatre: Caller, stranger: Caller) -> None:
    _, _, staff = associations(cast)
    for person, days in ((cast.amina, 5), (cast.bart, -5)):
        AssociationMembership.objects.create(
            association=staff, passholder=person, ends_on=today() + timedelta(days=days), created_at=clock.now()
        )

    def found(**query: str) -> list[str]:
        members = told(admin.get("/passholders", {"associationId": str(STAFF).upper(), **query}))["member"]
        return [one["firstName"] for one in members]

    assert found() == found(associationMembershipStatus="ACTIVE") == ["Amina"]
    assert found(associationMembershipStatus="EXPIRED") == ["Bart"]
    assert found(associationMembershipStatus="ALL") == ["Amina", "Bart"]
    assert found(uitpasNumber=BART.card) == []
    for unknown in (str(uuid4()), "x"):
        answer = admin.get("/passholders", {"associationId": unknown})
        assert problem(answer) == (400, "uitpas/association-not-found")
    grant(cast.stranger_client, [Permission.ASSOCIATIONS, Permission.PASSHOLDERS_SEARCH], cast.aalst)
    assert problem(stranger.get("/passholders", {"associationId": str(STAFF)})) == (403, "auth/forbidden")
    by_number = {"associationId": str(STAFF), "uitpasNumber": AMINA.card}
    assert [one["firstName"] for one in told(theatre.get("/passholders", by_number))["member"]] == ["Amina"]


@pytest.mark.django_db(transaction=True)
def test_two_desks_register_once(cast: Cast) -> None:
    associations(cast)
    desk = association_desk(ALL, "cast-theatre")

    def register(_turn: int) -> object:
        try:
            return register_membership(ALL, desk, cast.amina, str(STAFF)).pk
        except AssociationRenewNotPossible as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        work: Callable[[int], object] = register
        answers = list(threads.map(work, range(4)))
    assert answers.count(AssociationRenewNotPossible) == 3
    assert AssociationMembership.objects.count() == 1
