"""Operations 53 to 57."""

import json
import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.http import HttpResponse
from pytest_django import DjangoCaptureOnCommitCallbacks

from openpas.demo.cast import AMINA, BART, Cast
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.identity.registration_tokens import issue
from openpas.passholders.families import is_family
from openpas.passholders.families.service import add_family_member
from openpas.passholders.models import FamilyLink
from openpas.passholders.service import add_membership
from openpas.passholders.service.memberships import NewMembership
from openpas.records.models import AccessLine, AuditLine
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person
from tests.desk_rights import let_desk
from tests.passholders.conftest import ALL
from tests.passholders.household import GROWN, number_of, somebody

BARTS = f"/passholders/{BART.public_id}/family-members"
AMINAS = f"/passholders/{AMINA.public_id}/family-members"
AMINA_AT_BARTS = f"{BARTS}/{AMINA.public_id}"
BARTS_FAMILIES = f"/passholders/{BART.public_id}/families"


def accepted(response: HttpResponse, status: int) -> None:
    assert (response.status_code, response.content) == (status, b"")


def message(response: HttpResponse) -> str:
    text: str = json.loads(response.content)["endUserMessage"]["nl"]
    return text


def names(caller: Caller, path: str = BARTS) -> list[str]:
    return [one["passholder"]["firstName"] for one in told(caller.get(path))]


CALLS: list[tuple[str, str, dict[str, Any] | None]] = [
    ("GET", BARTS, None),
    ("POST", BARTS, {"uitpasNumber": AMINA.card}),
    ("PUT", AMINA_AT_BARTS, {"icon": "x"}),
    ("DELETE", AMINA_AT_BARTS, None),
    ("GET", BARTS_FAMILIES, None),
]


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_who_may_not(
    cast: Cast, anonymous: Caller, desk: Caller, person: Person, method: str, path: str, body: dict[str, Any] | None
) -> None:
    assert problem(anonymous.send(method, path, body)) == (401, "auth/unauthorized")
    assert problem(desk.send(method, path, body)) == (403, "auth/forbidden")
    assert problem(person(somebody(cast, "Zoë")).send(method, path, body)) == (403, "auth/forbidden")
    assert problem(person(cast.bart, cast.desk_client).send(method, path, body)) == (403, "auth/forbidden")
    assert problem(person(cast.eva).send(method, path, body)) == (403, "auth/forbidden")
    assert not FamilyLink.objects.exists()
    assert not AuditLine.objects.filter(action__startswith="family").exists()


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_a_desk_of_another_region_reaches_nobody(
    cast: Cast, stranger: Caller, person: Person, method: str, path: str, body: dict[str, Any] | None
) -> None:
    add_family_member(ALL, cast.bart, cast.amina)
    grant(cast.stranger_client, [Permission.PASSHOLDERS_FAMILY_MEMBERS], cast.aalst)
    let_desk(cast.aalst, [Permission.PASSHOLDERS_FAMILY_MEMBERS])
    grant(cast.desk_client, [Permission.PASSHOLDERS_FAMILY_MEMBERS], cast.theatre, card_systems=[cast.dender.pk])
    for caller in (stranger, person(cast.eva), Caller(cast.desk_client)):
        assert problem(caller.send(method, path, body)) == (403, "auth/forbidden")
    assert FamilyLink.objects.get().icon == ""
    assert not AccessLine.objects.exists()


def test_a_desk_may_help_the_member_to_leave(cast: Cast, stranger: Caller) -> None:
    grant(cast.stranger_client, [Permission.PASSHOLDERS_FAMILY_MEMBERS], cast.aalst)
    add_membership(ALL, cast.amina, NewMembership(cast.dender))
    add_family_member(ALL, cast.bart, cast.amina)
    assert problem(stranger.get(BARTS)) == (403, "auth/forbidden")
    accepted(stranger.send("DELETE", AMINA_AT_BARTS), 202)
    assert not is_family(cast.bart.pk, cast.amina.pk)


def test_staff_sees_its_own_family_like_everybody(cast: Cast, person: Person) -> None:
    let_desk(cast.aalst, [Permission.PASSHOLDERS_FAMILY_MEMBERS])
    cast.bart.uitid = cast.eva.subject
    cast.bart.save()
    eva = person(cast.eva)
    assert names(eva) == names(eva, "/passholders/me/family-members") == ["Bart"]
    assert problem(eva.get(AMINAS)) == (403, "auth/forbidden")


def test_a_family_of_one(cast: Cast, person: Person, admin: Caller) -> None:
    (bart,) = told(person(cast.bart).get("/passholders/me/family-members"))
    assert (bart["mainFamilyMember"], bart["uitpasNumber"]) == (True, BART.card)
    assert bart["creationDate"] == bart["passholder"]["creationDate"]
    assert bart["passholder"]["cardSystemMemberships"][0]["cardSystem"]["name"]
    assert "icon" not in bart
    assert "inszNumber" not in bart["passholder"]
    assert told(admin.get(BARTS))[0]["passholder"]["inszNumber"] == BART.insz
    unknown = f"/passholders/{uuid4()}/family-members"
    assert problem(admin.get(unknown)) == (404, "uitpas/passholder-not-found")


def test_a_desk_adds_changes_and_removes(cast: Cast) -> None:
    grant(cast.desk_client, [Permission.PASSHOLDERS_FAMILY_MEMBERS], cast.theatre)
    desk = Caller(cast.desk_client)
    accepted(desk.send("POST", BARTS, {"uitpasNumber": AMINA.card, "icon": "https://example.org/1.png"}), 201)
    bart, amina = told(desk.get(BARTS))
    assert (bart["mainFamilyMember"], amina["mainFamilyMember"]) == (True, False)
    assert (amina["uitpasNumber"], amina["icon"]) == (AMINA.card, "https://example.org/1.png")
    assert amina["creationDate"].endswith("+00:00")
    assert names(desk, AMINAS) == ["Amina"]

    accepted(desk.send("PUT", AMINA_AT_BARTS, {"icon": "https://example.org/2.png", "uitpasNumber": "ignored"}), 202)
    accepted(desk.send("PUT", f"{BARTS}/{BART.public_id}", {"icon": "https://example.org/3.png"}), 202)
    assert [one["icon"] for one in told(desk.get(BARTS))] == ["https://example.org/3.png", "https://example.org/2.png"]

    accepted(desk.send("DELETE", AMINA_AT_BARTS), 202)
    accepted(desk.send("DELETE", AMINA_AT_BARTS), 202)
    assert names(desk) == ["Bart"]


def test_what_cannot_be_added(cast: Cast, admin: Caller) -> None:
    for number, kind in (
        ("1234567890123", "uitpas/invalid-uitpas-number"),
        ("0900000095902", "uitpas/passholder-not-found"),
        (cast.chloe_number, "uitpas/passholder-not-found"),
        (BART.card, "uitpas/family-member-already-added"),
    ):
        assert problem(admin.send("POST", BARTS, {"uitpasNumber": number})) == (400, kind)
    assert problem(admin.send("POST", BARTS, {"icon": "x"})) == (400, "body/invalid-data")
    too_long = {"uitpasNumber": AMINA.card, "icon": "x" * 2049}
    assert problem(admin.send("POST", BARTS, too_long)) == (400, "body/invalid-data")
    assert problem(admin.send("POST", BARTS, b"{")) == (400, "body/invalid-syntax")
    assert problem(admin.send("POST", BARTS)) == (400, "body/missing")
    assert not FamilyLink.objects.exists()


def test_the_limits(cast: Cast, admin: Caller) -> None:
    accepted(admin.send("POST", BARTS, {"uitpasNumber": AMINA.card}), 201)
    third = admin.send("POST", BARTS, {"uitpasNumber": number_of(somebody(cast, "Wim", GROWN))})
    assert problem(third) == (400, "uitpas/too-many-adults-in-family")
    assert message(third).startswith("In een gezin kunnen 2 volwassenen")
    for position in range(8):
        add_family_member(ALL, cast.bart, somebody(cast, f"Kind {position}"))
    eleventh = admin.send("POST", BARTS, {"uitpasNumber": number_of(somebody(cast, "Zoë"))})
    assert problem(eleventh) == (400, "uitpas/too-many-family-members")
    assert message(eleventh).startswith("Je gezin is vol: er kunnen 10 personen in")
    assert len(told(admin.get(BARTS))) == 10


def test_a_person_proves_that_the_member_agrees(cast: Cast, person: Person) -> None:
    bart = person(cast.bart)
    body = {"uitpasNumber": AMINA.card}
    assert problem(bart.send("POST", BARTS, body)) == (401, "auth/unauthorized")
    assert problem(bart.send("POST", BARTS, body, x_registration_token="made up")) == (401, "auth/unauthorized")
    barts_own = issue(cast.bart)
    assert problem(bart.send("POST", BARTS, body, x_registration_token=barts_own)) == (403, "auth/forbidden")
    aminas = issue(cast.amina)
    assert problem(bart.send("POST", AMINAS, body, x_registration_token=aminas)) == (403, "auth/forbidden")
    assert not FamilyLink.objects.exists()

    accepted(bart.send("POST", "/passholders/me/family-members", body, x_registration_token=aminas), 201)
    assert names(bart) == ["Bart", "Amina"]
    again = bart.send("POST", BARTS, body, x_registration_token=aminas)
    assert problem(again) == (400, "uitpas/family-member-already-added")
    assert message(again) == "Deze persoon staat al in je gezin."


def test_staff_with_the_permission_needs_no_proof(cast: Cast, person: Person) -> None:
    let_desk(cast.theatre, [Permission.PASSHOLDERS_FAMILY_MEMBERS])
    accepted(person(cast.dirk, cast.desk_client).send("POST", BARTS, {"uitpasNumber": AMINA.card}), 201)
    assert names(person(cast.dirk)) == ["Bart", "Amina"]


def test_changing_who_is_not_there(cast: Cast, admin: Caller) -> None:
    assert problem(admin.send("PUT", AMINA_AT_BARTS, {"icon": "x"})) == (404, "url/not-found")
    nobody = f"{BARTS}/{uuid4()}"
    assert problem(admin.send("PUT", nobody, {"icon": "x"})) == (404, "uitpas/passholder-not-found")
    assert problem(admin.send("DELETE", nobody)) == (404, "uitpas/passholder-not-found")
    assert problem(admin.send("PUT", AMINA_AT_BARTS)) == (400, "body/missing")


def test_the_owner_stays(cast: Cast, admin: Caller, person: Person) -> None:
    for caller in (admin, person(cast.bart)):
        refused = caller.send("DELETE", f"{BARTS}/{BART.public_id}")
        assert problem(refused) == (403, "auth/forbidden")
        assert message(refused) == "Je kan jezelf niet uit je eigen gezin verwijderen."


def test_members_leave_by_themselves_and_touch_nobody_else(cast: Cast, person: Person) -> None:
    zoe = somebody(cast, "Zoë", date(2010, 1, 1))
    add_family_member(ALL, cast.bart, cast.amina)
    add_family_member(ALL, cast.bart, zoe)
    amina = person(cast.amina)
    assert problem(amina.send("DELETE", f"{BARTS}/{zoe.public_id}")) == (403, "auth/forbidden")
    assert problem(amina.get(BARTS)) == (403, "auth/forbidden")
    assert problem(amina.send("PUT", AMINA_AT_BARTS, {"icon": "x"})) == (403, "auth/forbidden")
    (family,) = told(amina.get("/passholders/me/families"))
    assert family["memberSince"].endswith("+00:00")
    assert {**family, "memberSince": ""} == {
        "passholderId": str(BART.public_id),
        "name": BART.name,
        "firstName": "Bart",
        "email": "bart+uitpas@example.org",
        "memberSince": "",
    }
    accepted(amina.send("DELETE", AMINA_AT_BARTS), 202)
    accepted(amina.send("DELETE", AMINA_AT_BARTS), 202)
    assert told(amina.get(f"/passholders/{AMINA.public_id}/families")) == []
    assert told(person(cast.bart).get(BARTS_FAMILIES)) == []
    assert is_family(cast.bart.pk, zoe.pk)
    accepted(person(cast.bart).send("DELETE", f"{BARTS}/{zoe.public_id}"), 202)


def test_the_mail_undoes_it_without_signing_in(
    cast: Cast,
    anonymous: Caller,
    admin: Caller,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        accepted(admin.send("POST", BARTS, {"uitpasNumber": AMINA.card}, idempotency_key="once"), 201)
        accepted(admin.send("POST", BARTS, {"uitpasNumber": AMINA.card}, idempotency_key="once"), 201)
    (letter,) = mail.outbox
    found = re.search(r"/family/undo/(\S+)", str(letter.body))
    assert found
    token = found[1]
    for wrong in ("", "made up"):
        refused = anonymous.send("DELETE", AMINA_AT_BARTS, x_custom_token=wrong)
        assert problem(refused) == (401, "auth/unauthorized")
    other = f"{AMINAS}/{BART.public_id}"
    assert problem(anonymous.send("DELETE", other, x_custom_token=token)) == (403, "auth/forbidden")
    assert problem(anonymous.get(BARTS, x_custom_token=token)) == (401, "auth/unauthorized")
    assert is_family(cast.bart.pk, cast.amina.pk)
    accepted(anonymous.send("DELETE", AMINA_AT_BARTS, x_custom_token=token), 202)
    accepted(anonymous.send("DELETE", AMINA_AT_BARTS, x_custom_token=token), 202)
    assert not is_family(cast.bart.pk, cast.amina.pk)
    assert token not in str(list(AuditLine.objects.values()))
