"""Operation 50: somebody registers alone."""

from typing import Any

import pytest

from openpas.demo.cast import AMINA, Cast
from openpas.foundation.permissions import Permission
from openpas.identity.actors import forget_actors
from openpas.identity.grants import grant
from openpas.identity.models import ApiClient, User
from openpas.identity.tokens import issue_user_token
from openpas.passholders.models import Card, Passholder
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person
from tests.enrolment.people import INSZ, rows

PATH = "/passholders/me"


def form(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "name": "Peeters",
        "firstName": "Marc",
        "dateOfBirth": "1983-03-02",
        "email": "marc@example.org",
        "postalCode": "9000",
        "city": "Gent",
        "cardSystem": {"id": 5},
        "registrationOrganizer": {"id": "cast-theatre"},
    }
    return {**body, **changes}


@pytest.fixture(autouse=True)
def _clients_that_see_the_national_number(cast: Cast) -> None:
    for client in (cast.admin_client, cast.desk_client):
        client.sees_insz = True
        client.save()


@pytest.fixture
def marc(cast: Cast) -> User:
    return User.objects.create_user("marc@passholder.example", "Marc")


def calling(marc: User, client: ApiClient, insz: str = INSZ) -> Caller:
    return Caller(token=issue_user_token(marc, client, insz=insz))


def refused(caller: Caller, body: dict[str, Any]) -> tuple[int, str]:
    before = rows()
    answer = problem(caller.send("POST", PATH, body))
    assert rows() == before
    return answer


def test_anonymous(cast: Cast, anonymous: Caller) -> None:
    assert refused(anonymous, form()) == (401, "auth/unauthorized")


def test_a_client_is_no_person(cast: Cast, admin: Caller) -> None:
    assert refused(admin, form())[0] in (401, 403)


def test_the_client_must_be_allowed_to_for_the_organizer(cast: Cast, marc: User) -> None:
    assert refused(calling(marc, cast.desk_client), form()) == (403, "auth/forbidden")
    grant(cast.desk_client, [Permission.PASSHOLDERS_SELF_REGISTRATION], cast.club)
    forget_actors()
    assert refused(calling(marc, cast.desk_client), form()) == (403, "auth/forbidden")
    grant(cast.desk_client, [Permission.PASSHOLDERS_SELF_REGISTRATION], cast.theatre)
    forget_actors()
    told(calling(marc, cast.desk_client).send("POST", PATH, form()))


def test_a_digital_pass(cast: Cast, marc: User) -> None:
    caller = calling(marc, cast.admin_client)
    body = told(caller.send("POST", PATH, form()))
    person = Passholder.objects.get(public_id=body["id"])
    card = Card.objects.get(membership__passholder=person)
    assert (card.kind, card.status, card.is_social) == ("DIGITAL", "ACTIVE", False)
    assert body["uitpasNumber"] == card.uitpas_number
    assert (person.uitid, body["uitidStatus"]) == (marc.subject, "REGISTERED")
    assert told(caller.get(PATH))["id"] == body["id"]
    assert refused(caller, form()) == (400, "uitpas/passholder-already-registered")


def test_the_national_number_of_the_form_does_not_count(cast: Cast, marc: User) -> None:
    caller = calling(marc, cast.admin_client, insz="")
    assert refused(caller, form(inszNumber=INSZ)) == (400, "uitpas/insz-in-token-required")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dateOfBirth": "2015-01-01"}, "uitpas/forbidden-underaged"),
        ({"city": "Brugge"}, "uitpas/invalid-city"),
        ({"cardSystem": {"id": 999}}, "uitpas/cardsystem-not-found"),
        ({"registrationOrganizer": {"id": "nobody"}}, "uitpas/organizer-not-found"),
        ({"name": ""}, "body/invalid-data"),
    ],
)
def test_refused(cast: Cast, marc: User, changes: dict[str, Any], expected: str) -> None:
    assert refused(calling(marc, cast.admin_client), form(**changes)) == (400, expected)


def test_who_has_a_pass_already(cast: Cast, marc: User, person: Person) -> None:
    taken = calling(marc, cast.admin_client, insz=AMINA.insz)
    assert refused(taken, form()) == (400, "uitpas/insz-already-used")
    assert refused(person(cast.bart, insz=INSZ), form()) == (400, "uitpas/passholder-already-registered")
    email = cast.bart.email.upper()
    assert refused(calling(marc, cast.admin_client), form(email=email)) == (400, "uitpas/email-already-used")
