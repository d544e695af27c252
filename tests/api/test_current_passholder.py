"""A person's own pass, and the four steps that link it to an account (contract/rules.md 2.10; O43-O45, O48, O49)."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from openpas.demo.cast import CHLOE_CARD, Cast
from openpas.identity.models import RegistrationToken, User
from openpas.identity.registration_tokens import issue
from openpas.passholders.models import Card, Passholder
from openpas.records.models import AccessLine, OutboxMessage
from openpas.runtime import clock
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person

pytestmark = pytest.mark.django_db

TOKEN = "/passholders/me/uitid/registration-token"
STATUS = "/passholders/me/uitid/status"
LINK = "/passholders/me/uitid"
AMINAS_INSZ = "90051700255"
UNAUTHORIZED = (401, "auth/unauthorized")
FORBIDDEN = (403, "auth/forbidden")


def pair(number: str, born_on: str) -> dict[str, str]:
    return {
        "Authorization": "Basic " + base64.b64encode(f"{number}:{born_on}".encode()).decode(),
        "x_client_id": "cast-desk",
    }


def registration_token(caller: Caller, cast: Cast) -> str:
    return str(told(caller.get(TOKEN, **pair(cast.amina_number, "1990-05-17")))["token"])


def test_token_for_number_and_birth_date(cast: Cast, anonymous: Caller) -> None:
    token = registration_token(anonymous, cast)
    kept = RegistrationToken.objects.get()
    assert kept.passholder == cast.amina
    assert kept.expires_at - kept.created_at == timedelta(hours=1)
    assert token.encode() not in bytes(kept.token_hash)
    assert len(token) >= 40
    assert OutboxMessage.objects.get(kind="RegistrationTokenIssued").payload == {"passholder_id": cast.amina.pk}


def test_token_needs_a_known_client(cast: Cast, anonymous: Caller) -> None:
    known = pair(cast.amina_number, "1990-05-17")
    assert problem(anonymous.get(TOKEN, **{**known, "x_client_id": ""})) == UNAUTHORIZED
    assert problem(anonymous.get(TOKEN, **{**known, "x_client_id": "nobody"})) == UNAUTHORIZED
    assert not RegistrationToken.objects.exists()


def test_whatever_is_wrong_is_answered_the_same(cast: Cast, anonymous: Caller, settings: Any) -> None:
    settings.OPENPAS_REGISTRATION_LOOKUPS = settings.OPENPAS_GUESSES_PER_PASS = 100
    blocked = Card.objects.create(
        uitpas_number="0900000095902", card_system=cast.gent, kind="NFC_CARD", status="LOCAL_STOCK", is_social=False
    )
    wrong = [
        pair(cast.amina_number, "1990-05-18"),
        pair(cast.amina_number, "17/05/1990"),
        pair(cast.amina_number, ""),
        pair("0900000067513", "1990-05-17"),
        pair("1234567890123", "1990-05-17"),
        pair(blocked.uitpas_number, "1990-05-17"),
        pair(CHLOE_CARD, "1990-05-17"),
        {"Authorization": "Basic !", "x_client_id": "cast-desk"},
        {"Authorization": "Bearer x", "x_client_id": "cast-desk"},
        {"x_client_id": "cast-desk"},
    ]
    Passholder.objects.filter(pk=cast.bart.pk).update(is_blocked=True)
    answers = {
        bytes(anonymous.get(TOKEN, **headers).content) for headers in [*wrong, pair(cast.bart_number, "1978-02-28")]
    }
    assert len(answers) == 1
    assert json.loads(answers.pop())["status"] == 401
    assert not RegistrationToken.objects.exists()


@pytest.mark.usefixtures("standing_clock")
def test_guesses_are_limited_per_pass_and_per_address(cast: Cast, anonymous: Caller, settings: Any) -> None:
    settings.OPENPAS_GUESSES_PER_PASS = 3
    settings.OPENPAS_REGISTRATION_LOOKUPS = 5
    for day in range(10, 13):
        assert problem(anonymous.get(TOKEN, **pair(cast.amina_number, f"1990-05-{day}"))) == UNAUTHORIZED
    limited = anonymous.get(TOKEN, **pair(cast.amina_number, "1990-05-17"))
    assert problem(limited) == (429, "uitpas/rate-limited")
    assert 0 < int(limited["Retry-After"]) <= 3600
    assert anonymous.get(TOKEN, **pair(cast.bart_number, "1978-02-28")).status_code == 200
    assert problem(anonymous.get(TOKEN, **pair(cast.bart_number, "1978-02-28"))) == (429, "uitpas/rate-limited")


def test_status_of_a_pass_without_and_with_an_account(cast: Cast, anonymous: Caller) -> None:
    headers = {"x_registration_token": issue(cast.amina), "x_client_id": "cast-desk"}
    assert told(anonymous.get(STATUS, **headers)) == {
        "uitpasNumber": cast.amina_number,
        "email": "amina+uitpas@example.org",
        "state": "UNREGISTERED",
    }
    account = User.objects.create_user("amina@example.org", "Amina")
    Passholder.objects.filter(pk=cast.amina.pk).update(uitid=account.subject)
    answer = told(anonymous.get(STATUS, **headers))
    assert (answer["state"], answer["email"]) == ("REGISTERED", "amina@example.org")


def test_status_without_an_address(cast: Cast, anonymous: Caller) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(email="")
    headers = {"x_registration_token": issue(cast.amina), "x_client_id": "cast-desk"}
    assert set(told(anonymous.get(STATUS, **headers))) == {"uitpasNumber", "state"}


def test_status_needs_a_good_token(cast: Cast, anonymous: Caller, desk: Caller, time_machine: Any) -> None:
    token = issue(cast.amina)
    for wrong in ({}, {"x_registration_token": "guess"}, {"x_registration_token": "x" * 300}):
        assert problem(anonymous.get(STATUS, x_client_id="cast-desk", **wrong)) == UNAUTHORIZED
    assert problem(anonymous.get(STATUS, x_registration_token=token)) == UNAUTHORIZED
    time_machine.move_to(clock.now() + timedelta(minutes=61))
    assert problem(anonymous.get(STATUS, x_client_id="cast-desk", x_registration_token=token)) == UNAUTHORIZED


def test_email_states(cast: Cast, anonymous: Caller, admin: Caller, person: Person) -> None:
    User.objects.create_user("used@example.org", "Used", "secret")
    User.objects.create_user("invited@example.org", "Invited")
    linked = User.objects.create_user("linked@example.org", "Linked", "secret")
    Passholder.objects.filter(pk=cast.bart.pk).update(uitid=linked.subject)
    expected = {
        "nobody%40example.org": "UITID_UNREGISTERED",
        "used@example.org": "UITID_REGISTERED",
        "Used%40Example.org": "UITID_REGISTERED",
        "invited@example.org": "UITID_UNREGISTERED",
        "linked@example.org": "UITPAS_ALREADY_LINKED",
    }
    for email, state in expected.items():
        assert told(anonymous.get(f"/uitid/emails/{email}", x_client_id="cast-desk")) == {"state": state}
    assert told(admin.get("/uitid/emails/used@example.org"))["state"] == "UITID_REGISTERED"
    assert told(person(cast.amina).get("/uitid/emails/used@example.org"))["state"] == "UITID_REGISTERED"


@pytest.mark.usefixtures("standing_clock")
def test_email_states_need_a_client_and_a_readable_address_and_are_limited(
    cast: Cast, anonymous: Caller, settings: Any
) -> None:
    settings.OPENPAS_REGISTRATION_LOOKUPS = 2
    assert problem(anonymous.get("/uitid/emails/a@example.org")) == UNAUTHORIZED
    assert problem(anonymous.get("/uitid/emails/nobody", x_client_id="cast-desk")) == (404, "url/not-found")
    for _ in range(2):
        assert anonymous.get("/uitid/emails/a@example.org", x_client_id="cast-desk").status_code == 200
    assert problem(anonymous.get("/uitid/emails/a@example.org", x_client_id="cast-desk")) == (
        429,
        "uitpas/rate-limited",
    )


@pytest.fixture
def newcomer(db: None) -> User:
    return User.objects.create_user("amina@example.org", "Amina", "secret")


def test_link_account(cast: Cast, anonymous: Caller, person: Person, newcomer: User) -> None:
    token = registration_token(anonymous, cast)
    me = person(newcomer)
    assert problem(me.get("/passholders/me")) == (404, "uitpas/passholder-not-found")
    response = me.send("PUT", LINK, x_registration_token=token)
    assert (response.status_code, response.content) == (201, b"")
    cast.amina.refresh_from_db()
    assert cast.amina.uitid == newcomer.subject
    fact = OutboxMessage.objects.get(kind="AccountLinked").payload
    assert fact == {"passholder_id": cast.amina.pk, "user_id": newcomer.pk}
    assert told(me.get("/passholders/me"))["id"] == str(cast.amina.public_id)
    assert problem(me.send("PUT", LINK, x_registration_token=token)) == UNAUTHORIZED


def test_link_needs_person_client_right_and_token(
    cast: Cast, anonymous: Caller, admin: Caller, person: Person, newcomer: User
) -> None:
    token = issue(cast.amina)
    assert problem(anonymous.send("PUT", LINK, x_registration_token=token)) == UNAUTHORIZED
    assert problem(anonymous.send("PUT", LINK, x_registration_token=token, x_client_id="cast-admin")) == UNAUTHORIZED
    assert problem(admin.send("PUT", LINK, x_registration_token=token)) == FORBIDDEN
    assert problem(person(newcomer, cast.desk_client).send("PUT", LINK, x_registration_token=token)) == FORBIDDEN
    assert problem(person(newcomer).send("PUT", LINK)) == UNAUTHORIZED
    assert problem(person(newcomer).send("PUT", LINK, x_registration_token="guess")) == UNAUTHORIZED
    cast.amina.refresh_from_db()
    assert cast.amina.uitid == ""


def test_pass_or_account_that_is_linked_already(cast: Cast, person: Person, newcomer: User) -> None:
    bart = person(cast.bart)
    linked = Passholder.objects.get(pk=cast.bart.pk).uitid
    refused = bart.send("PUT", LINK, x_registration_token=issue(cast.amina))
    assert problem(refused) == (400, "uitpas/uitid-already-registered")
    refused = person(newcomer).send("PUT", LINK, x_registration_token=issue(cast.bart))
    assert problem(refused) == (400, "uitpas/passholder-already-registered")
    assert json.loads(refused.content)["endUserMessage"]["nl"]
    assert [Passholder.objects.get(pk=one.pk).uitid for one in (cast.amina, cast.bart)] == ["", linked]
    assert not OutboxMessage.objects.filter(kind="AccountLinked").exists()


def test_me(cast: Cast, person: Person) -> None:
    me = told(person(cast.amina).get("/passholders/me"))
    assert (me["id"], me["firstName"], me["points"]) == (str(cast.amina.public_id), "Amina", 12)
    assert (me["uitpasNumber"], me["uitidStatus"]) == (cast.amina_number, "REGISTERED")
    assert "inszNumber" not in me
    assert me["cardSystemMemberships"][0]["socialTariff"]["expired"] is False
    assert not AccessLine.objects.exists()


def test_me_by_national_number(cast: Cast, person: Person, newcomer: User) -> None:
    cast.admin_client.sees_insz = True
    cast.admin_client.save()
    me = told(person(newcomer, insz=AMINAS_INSZ).get("/passholders/me"))
    assert (me["id"], me["inszNumber"]) == (str(cast.amina.public_id), AMINAS_INSZ)
    assert problem(person(newcomer, insz="83030201540").get("/passholders/me")) == (404, "uitpas/passholder-not-found")


def test_me_needs_a_person_and_the_clients_right(cast: Cast, anonymous: Caller, admin: Caller, person: Person) -> None:
    assert problem(anonymous.get("/passholders/me")) == UNAUTHORIZED
    assert problem(anonymous.get("/passholders/me", x_client_id="cast-admin")) == UNAUTHORIZED
    assert problem(admin.get("/passholders/me")) == FORBIDDEN
    assert problem(person(cast.amina, cast.desk_client).get("/passholders/me")) == FORBIDDEN


def test_staff_without_a_pass(cast: Cast, person: Person) -> None:
    assert problem(person(cast.dirk).get("/passholders/me")) == (404, "uitpas/passholder-not-found")
