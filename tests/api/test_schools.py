"""Operations 58 to 60, and the school filter of operation 24."""

from typing import Any
from uuid import uuid4

import pytest

from openpas.demo.cast import AMINA, Cast
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.organizers.models import OrganizerGroup
from openpas.passholders.models import Passholder
from openpas.records.models import AccessLine, AuditLine, OutboxMessage
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person

PATH = f"/passholders/{AMINA.public_id}/school"
SCHOOL = {"id": "CAST-club", "name": "ignored"}


@pytest.fixture(autouse=True)
def _schools(cast: Cast) -> None:
    """The club is a school; the theatre is in a group of another kind."""
    OrganizerGroup.objects.create(id=1, name="Scholen", is_school=True).organizers.add(cast.club)
    OrganizerGroup.objects.create(id=2, name="Theaters").organizers.add(cast.theatre)


def school_of_amina(cast: Cast) -> str | None:
    school = Passholder.objects.get(pk=cast.amina.pk).school
    return school.public_id if school else None


@pytest.mark.parametrize(("method", "body"), [("GET", None), ("PUT", SCHOOL), ("DELETE", None)])
def test_who_may_not(
    cast: Cast, anonymous: Caller, desk: Caller, person: Person, method: str, body: dict[str, Any] | None
) -> None:
    assert problem(anonymous.send(method, PATH, body)) == (401, "auth/unauthorized")
    in_aalst = (Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_UPDATE)
    grant(cast.stranger_client, in_aalst, cast.aalst)
    for caller in (desk, Caller(cast.stranger_client), person(cast.bart), person(cast.eva)):
        assert problem(caller.send(method, PATH, body)) == (403, "auth/forbidden")
    assert school_of_amina(cast) is None
    assert not OutboxMessage.objects.filter(kind__startswith="School").exists()


def test_to_school_and_back(cast: Cast) -> None:
    grant(cast.desk_client, [Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_UPDATE], cast.theatre)
    desk = Caller(cast.desk_client)
    assert problem(desk.get(PATH)) == (404, "uitpas/school-not-found")
    assert desk.send("PUT", PATH, SCHOOL).status_code == 204
    school = told(desk.get(PATH))
    assert (school["id"], school["name"], school["address"]["city"]) == ("cast-club", "SK Muide", "Gent")
    assert AccessLine.objects.filter(purpose="schools.read", passholder_id=cast.amina.pk).exists()
    assert desk.send("DELETE", PATH).status_code == 204
    assert desk.send("DELETE", PATH).status_code == 204
    assert problem(desk.get(PATH)) == (404, "uitpas/school-not-found")
    facts = OutboxMessage.objects.filter(kind__startswith="School").order_by("pk").values_list("kind", flat=True)
    assert list(facts) == ["SchoolChosen", "SchoolLeft"]
    assert AuditLine.objects.filter(action__startswith="school").count() == 2


def test_what_is_no_school(cast: Cast, admin: Caller) -> None:
    for school in ("cast-theatre", "cast-aalst", "nobody"):
        assert problem(admin.send("PUT", PATH, {"id": school})) == (400, "uitpas/school-not-found")
    assert problem(admin.send("PUT", PATH, {"name": "SK Muide"})) == (400, "body/invalid-data")
    assert problem(admin.send("PUT", PATH)) == (400, "body/missing")
    for method, body in (("GET", None), ("PUT", SCHOOL), ("DELETE", None)):
        unknown = f"/passholders/{uuid4()}/school"
        assert problem(admin.send(method, unknown, body)) == (404, "uitpas/passholder-not-found")
    assert school_of_amina(cast) is None


def test_searching_pupils(cast: Cast, admin: Caller) -> None:
    def found(school_id: str) -> list[str]:
        return [one["firstName"] for one in told(admin.get("/passholders", {"schoolId": school_id}))["member"]]

    assert found("*") == found("cast-club") == []
    assert admin.send("PUT", PATH, SCHOOL).status_code == 204
    assert found("*") == found("cast-CLUB") == ["Amina"]
    for unknown in ("cast-theatre", "nobody"):
        assert problem(admin.get("/passholders", {"schoolId": unknown})) == (400, "uitpas/school-not-found")
