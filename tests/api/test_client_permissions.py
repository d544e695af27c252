"""Permissions of clients, as who manages clients reads and replaces them (O13, O14)."""

import json
from typing import Any

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.identity.memory import forget_everything
from openpas.identity.models import ApiClient, Grant
from openpas.records.models import AuditLine, OutboxMessage
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person

pytestmark = pytest.mark.django_db

PATH = "/permissions/till"


@pytest.fixture
def till(cast: Cast) -> ApiClient:
    """A client that may sell for the theatre, in Ghent only, and read events everywhere."""
    client = ApiClient.objects.create(client_id="till", name="Kassa", apis=["ups"], created_at="2026-01-01T00:00Z")
    grant(client, [Permission.TICKETSALES_REGISTER], cast.theatre, [cast.gent.pk])
    grant(client, [Permission.EVENTS_READ_ALL])
    return client


def wanted(*organizers: tuple[str, list[str]]) -> list[dict[str, Any]]:
    return [
        {"organizer": {"id": public_id}, "permissionDetails": [{"id": right} for right in rights]}
        for public_id, rights in organizers
    ]


def held(client: ApiClient) -> set[tuple[str, str]]:
    return set(client.grants.filter(organizer__isnull=False).values_list("organizer__public_id", "permission"))


def test_who_may_not(
    till: ApiClient, cast: Cast, anonymous: Caller, stranger: Caller, desk: Caller, person: Person
) -> None:
    for method, body in (("GET", None), ("PUT", [])):
        assert problem(anonymous.send(method, PATH, body)) == (401, "auth/unauthorized")
        for caller in (stranger, desk, person(cast.amina), person(cast.greet)):
            assert problem(caller.send(method, PATH, body)) == (403, "auth/forbidden")
    assert held(till) == {("cast-theatre", "TICKETSALES_REGISTER")}


def test_right_for_one_organizer_does_not_manage_clients(till: ApiClient, cast: Cast) -> None:
    grant(cast.desk_client, [Permission.PERMISSIONS_READ, Permission.PERMISSIONS_WRITE], cast.theatre)
    assert problem(Caller(cast.desk_client).get(PATH)) == (403, "auth/forbidden")


def test_read(till: ApiClient, admin: Caller, cast: Cast) -> None:
    (theatre,) = told(admin.get(PATH))
    assert (theatre["organizer"]["id"], theatre["permissions"]) == ("cast-theatre", ["TICKETSALES_REGISTER"])
    (detail,) = theatre["permissionDetails"]
    assert (detail["id"], detail["cardSystemIds"]) == ("TICKETSALES_REGISTER", [cast.gent.pk])
    assert detail["label"]["nl"]


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_unknown_client(cast: Cast, admin: Caller, method: str) -> None:
    assert problem(admin.send(method, "/permissions/nobody", [])) == (404, "uitpas/client-not-found")


def test_replace_everything(till: ApiClient, admin: Caller) -> None:
    version = till.grants_version
    body = wanted(("CAST-CLUB", ["TARIFFS_READ", "CHECKINS_WRITE"]), ("cast-aalst", []))
    assert admin.send("PUT", PATH, body).status_code == 204
    assert held(till) == {("cast-club", "TARIFFS_READ"), ("cast-club", "CHECKINS_WRITE")}
    assert till.grants.filter(organizer__isnull=True).count() == 1
    till.refresh_from_db()
    assert till.grants_version > version
    assert OutboxMessage.objects.get(kind="ClientPermissionsReplaced").payload["added"] == 2
    assert AuditLine.objects.filter(action="client.replace_permissions", subject=f"client:{till.pk}").count() == 1


def test_what_was_read_can_be_written_back(till: ApiClient, admin: Caller, cast: Cast) -> None:
    assert admin.send("PUT", PATH, told(admin.get(PATH))).status_code == 204
    assert [one.card_system_ids for one in till.grants.filter(organizer=cast.theatre)] == [[cast.gent.pk]]


def test_new_right_counts_when_the_old_ones_are_forgotten(till: ApiClient, admin: Caller, cast: Cast) -> None:
    caller = Caller(till)
    assert problem(caller.get("/organizers")) == (403, "auth/forbidden")
    admin.send("PUT", PATH, wanted(("cast-theatre", ["ORGANIZERS_SEARCH"])))
    forget_everything()
    assert told(caller.get("/organizers"))["totalItems"] == 1


def test_deprecated_spellings(till: ApiClient, admin: Caller) -> None:
    body = [
        {"organizer": {"id": "cast-club"}, "permissions": ["TARIFFS_READ"]},
        {"organizer": {"id": "cast-aalst"}, "permissionDetails": [{"id": "PASSHOLDERS_WRITE_SOCIAL_TARIFF"}]},
        {"organizer": {"id": "cast-theatre"}, "permissions": ["CARDS_READ"], "permissionDetails": []},
    ]
    assert admin.send("PUT", PATH, body).status_code == 204
    assert held(till) == {("cast-club", "TARIFFS_READ"), ("cast-aalst", "PASSHOLDERS_WRITE_SOCIALTARIFF")}


def test_same_organizer_twice(till: ApiClient, admin: Caller) -> None:
    admin.send("PUT", PATH, wanted(("cast-club", ["TARIFFS_READ"]), ("cast-club", ["TARIFFS_READ", "CARDS_READ"])))
    assert held(till) == {("cast-club", "TARIFFS_READ"), ("cast-club", "CARDS_READ")}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (wanted(("cast-club", ["TARIFFS_READ"]), ("nowhere", ["TARIFFS_READ"])), "/1/organizer/id"),
        (wanted(("cast-club", ["FLY"])), "/0/permissionDetails/0/id"),
        ([{"permissions": []}], "/0"),
    ],
)
def test_wrong_body_changes_nothing(till: ApiClient, admin: Caller, body: Any, pointer: str) -> None:
    response = admin.send("PUT", PATH, body)
    assert problem(response) == (400, "body/invalid-data")
    assert [error["jsonPointer"] for error in json.loads(response.content)["schemaErrors"]] == [pointer]
    assert held(till) == {("cast-theatre", "TICKETSALES_REGISTER")}
    assert not OutboxMessage.objects.exists()


def test_reading_does_not_ask_more_for_more_organizers(
    till: ApiClient, admin: Caller, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    admin.get("/permissions")
    for organizer in (cast.club, cast.aalst, cast.town_hall):
        grant(till, [Permission.CARDS_READ, Permission.TARIFFS_READ], organizer)
    with django_assert_max_num_queries(5):
        told(admin.get(PATH))
    assert Grant.objects.filter(client=till).count() == 8
