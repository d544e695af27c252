"""Who works for an organizer (O20-O22)."""

import json
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection

from openpas.demo.cast import Cast, create_cast
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_user
from openpas.identity.grants import grant
from openpas.identity.models import OrganizerAdmin, User
from openpas.identity.roles import CHECKIN_AND_TICKET_DESK
from openpas.records.models import OutboxMessage
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person

pytestmark = pytest.mark.django_db

CLUB = "/organizers/cast-club/admins"
THEATRE = "/organizers/cast-theatre/admins"
NEW = {"email": "Nina@Example.org", "type": "MEMBER"}


def made(response: Any) -> Any:
    assert response.status_code == 201, response.content
    return json.loads(response.content)


def test_who_may_not_read(cast: Cast, anonymous: Caller, stranger: Caller, desk: Caller, person: Person) -> None:
    assert problem(anonymous.get(CLUB)) == (401, "auth/unauthorized")
    for caller in (stranger, desk, person(cast.amina), person(cast.eva), person(cast.dirk)):
        assert problem(caller.get(CLUB)) == (403, "auth/forbidden")


def test_anybody_who_works_there_may_read(cast: Cast, person: Person, admin: Caller) -> None:
    expected = {
        "totalItems": 1,
        "member": [{"userId": cast.dirk.subject, "email": "dirk@example.org", "type": "MEMBER"}],
    }
    assert told(person(cast.dirk).get(THEATRE)) == expected
    assert told(admin.get(THEATRE)) == expected
    assert told(admin.get(THEATRE, {"limit": 0})) == {"totalItems": 1, "member": []}


def test_linked_organizer_is_not_ones_own(cast: Cast, person: Person) -> None:
    cast.theatre.linked_organizers.add(cast.club)
    assert problem(person(cast.dirk).get(CLUB)) == (403, "auth/forbidden")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_unknown_organizer(cast: Cast, admin: Caller, method: str) -> None:
    body = None if method == "GET" else NEW
    assert problem(admin.send(method, "/organizers/nowhere/admins", body)) == (404, "uitpas/organizer-not-found")


def test_member_may_not_choose(cast: Cast, person: Person, desk: Caller, stranger: Caller) -> None:
    for caller in (person(cast.dirk), desk, stranger, person(cast.bart), person(cast.farid)):
        assert problem(caller.send("POST", THEATRE, NEW)) == (403, "auth/forbidden")
        assert problem(caller.send("DELETE", f"{THEATRE}/{cast.dirk.subject}")) == (403, "auth/forbidden")
    assert OrganizerAdmin.objects.filter(organizer=cast.theatre).count() == 1
    assert not User.objects.filter(email="nina@example.org").exists()
    assert not OutboxMessage.objects.exists()


def test_admin_invites_somebody_unknown(
    cast: Cast, person: Person, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        added = made(person(cast.farid).send("POST", CLUB, NEW))
    nina = User.objects.get(email="nina@example.org")
    assert added == {"userId": nina.subject, "email": "nina@example.org", "type": "MEMBER"}
    assert not nina.has_usable_password()
    fact = OutboxMessage.objects.get(kind="OrganizerAdminAdded").payload
    assert fact == {"organizer_id": cast.club.pk, "user_id": nina.pk, "type": "MEMBER", "is_invited": True}
    assert set(actor_of_user(nina.pk, cast.club.pk).by_organizer[cast.club.pk]) == set(CHECKIN_AND_TICKET_DESK)
    [mail] = mailoutbox
    assert (mail.to, "/account/invitations/" in mail.body) == (["nina@example.org"], True)
    assert told(person(nina).get("/organizers"))["totalItems"] == 1


def test_client_with_the_permission_adds_somebody_known(cast: Cast, person: Person) -> None:
    dirk = person(cast.dirk)
    assert problem(dirk.get(CLUB)) == (403, "auth/forbidden")
    grant(cast.desk_client, [Permission.ORGANIZERS_ADMINS_WRITE], cast.club)
    body = {"email": "dirk@example.org", "type": "ADMIN", "userId": "ignored"}
    assert made(Caller(cast.desk_client).send("POST", CLUB, body))["userId"] == cast.dirk.subject
    assert dirk.get(CLUB).status_code == 200
    assert OutboxMessage.objects.get(kind="OrganizerAdminAdded").payload["is_invited"] is False


def test_only_the_type_gives_the_right_to_choose(cast: Cast, admin: Caller) -> None:
    made(admin.send("POST", CLUB, NEW))
    nina = User.objects.get(email="nina@example.org")
    assert not actor_of_user(nina.pk, cast.club.pk).may_somewhere(Permission.ORGANIZERS_ADMINS_WRITE)
    assert actor_of_user(cast.farid.pk, cast.club.pk).may(Permission.ORGANIZERS_ADMINS_WRITE, [cast.club.pk])


def test_shared_mailbox_is_refused_with_a_way_forward(cast: Cast, person: Person) -> None:
    response = person(cast.farid).send("POST", CLUB, {"email": "info@example.org", "type": "MEMBER"})
    assert problem(response) == (400, "urn:openpas:problem:shared-mailbox")
    assert "Nodig iedereen uit met een eigen adres." in json.loads(response.content)["endUserMessage"]["nl"]
    assert not User.objects.filter(email="info@example.org").exists()
    assert not OutboxMessage.objects.exists()


def test_adding_again_changes_the_type(cast: Cast, admin: Caller) -> None:
    body = {"email": "dirk@example.org", "type": "ADMIN"}
    assert made(admin.send("POST", THEATRE, body))["type"] == "ADMIN"
    assert OrganizerAdmin.objects.get(organizer=cast.theatre, user=cast.dirk).type == "ADMIN"


def test_last_admin_stays(cast: Cast, admin: Caller, person: Person) -> None:
    farid = person(cast.farid)
    refused = (409, "urn:openpas:problem:last-admin")
    assert problem(admin.send("POST", CLUB, {"email": "farid@example.org", "type": "MEMBER"})) == refused
    assert problem(farid.send("DELETE", f"{CLUB}/{cast.farid.subject}")) == refused
    assert OrganizerAdmin.objects.get(organizer=cast.club).type == "ADMIN"
    assert not OutboxMessage.objects.exists()
    made(farid.send("POST", CLUB, {**NEW, "type": "ADMIN"}))
    assert farid.send("DELETE", f"{CLUB}/{cast.farid.subject}").status_code == 204


def test_removed_admin_has_no_rights_left(cast: Cast, admin: Caller, person: Person) -> None:
    made(admin.send("POST", CLUB, {"email": "dirk@example.org", "type": "MEMBER"}))
    path = f"{CLUB}/{cast.dirk.subject}"
    assert admin.send("DELETE", path).status_code == 204
    cast.dirk.refresh_from_db()
    assert actor_of_user(cast.dirk.pk, cast.club.pk, cast.dirk.grants_version).by_organizer == {}
    assert actor_of_user(cast.dirk.pk, cast.theatre.pk, cast.dirk.grants_version).by_organizer != {}
    assert problem(person(cast.dirk).get(CLUB)) == (403, "auth/forbidden")
    assert problem(admin.send("DELETE", path)) == (404, "url/not-found")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"email": "nobody", "type": "ADMIN"}, "/email"),
        ({"email": "a@example.org", "type": "OWNER"}, "/type"),
        ({"type": "ADMIN"}, "/"),
    ],
)
def test_wrong_body(cast: Cast, admin: Caller, body: Any, pointer: str) -> None:
    response = admin.send("POST", CLUB, body)
    assert problem(response) == (400, "body/invalid-data")
    assert json.loads(response.content)["schemaErrors"][0]["jsonPointer"] == pointer


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_remove_each_other_at_once() -> None:
    cast = create_cast()
    OrganizerAdmin.objects.create(organizer=cast.club, user=cast.dirk, type="ADMIN")
    caller, together = Caller(cast.admin_client), Barrier(2)
    statuses: list[int] = []

    def remove(user: User) -> None:
        together.wait()
        statuses.append(caller.send("DELETE", f"{CLUB}/{user.subject}").status_code)
        connection.close()

    threads = [Thread(target=remove, args=(user,)) for user in (cast.dirk, cast.farid)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [204, 409]
    assert OrganizerAdmin.objects.filter(organizer=cast.club, type="ADMIN").count() == 1
