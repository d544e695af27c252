"""One's own account: everything in it can be seen, changed and ended, the sensitive things after a fresh proof."""

from datetime import timedelta

import pyotp
import pytest
import time_machine
from django.test import Client

from openpas.demo.cast import PASSWORD, Cast
from openpas.identity.models import Factor, SignedInSession, User
from openpas.identity.sign_in.browsers import trust
from openpas.identity.sign_in.sessions import set_pin
from openpas.runtime import clock
from tests.signing_in import signed_in, signed_in_here
from tests.web.account.conftest import Post, place
from tests.web.conftest import words

GOOD = "vier gewone woorden samen"
SENSITIVE = ("email", "password", "pin", "factors", "passkeys", "recovery-codes", "set-up/app")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mine(client: Client, dirk: User) -> Client:
    """Dirk, who has just signed in."""
    signed_in(client, dirk)
    return client


def test_everything_at_a_glance(mine: Client, dirk: User) -> None:
    page = words(mine.get("/account/"))

    assert "Dirk Declerck" in page
    assert "Een sms, een mail" in page
    assert "Theater De Vlieger Medewerker" in page
    assert "0470" not in page


def test_name_and_language(mine: Client, dirk: User) -> None:
    assert mine.post("/account/details", {"name": " ", "language": "fr"}).status_code == 422
    assert mine.post("/account/details", {"name": "Dirk", "language": "xx"}).status_code == 422
    assert place(mine.post("/account/details", {"name": "Dirk D.", "language": "de"})) == "/account/"

    dirk.refresh_from_db()
    assert (dirk.name, dirk.language) == ("Dirk D.", "de")
    assert "Mein Konto" in mine.get("/account/").content.decode()


@pytest.mark.parametrize("path", SENSITIVE)
def test_what_is_sensitive_asks_again_who_is_there(mine: Client, path: str) -> None:
    assert mine.get(f"/account/{path}").status_code == 200

    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        asked = place(mine.get(f"/account/{path}"))
        assert asked == f"/account/prove?next=%2Faccount%2F{path.replace('/', '%2F')}"
        wrong = mine.post(asked, {"password": "verkeerd"})
        assert wrong.status_code == 422
        assert place(mine.get(f"/account/{path}")) == asked
        assert place(mine.post(asked, {"password": PASSWORD})) == f"/account/{path}"
        assert mine.get(f"/account/{path}").status_code == 200


def test_a_code_proves_it_too(mine: Client, post: Post) -> None:
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        asked = place(mine.post("/account/prove", {"kind": "SMS", "next": "/account/pin"}))

        assert mine.post(asked, {"code": "000000"}).status_code == 422
        assert place(mine.post(asked, {"code": post.sms_code()})) == "/account/pin"
        assert mine.get("/account/pin").status_code == 200


def test_a_new_password_ends_the_other_sessions_and_all_trust(mine: Client, dirk: User) -> None:
    signed_in_here(dirk)
    trust(dirk, "Firefox op Windows")

    assert mine.post("/account/password", {"password": "kort"}).status_code == 422
    assert place(mine.post("/account/password", {"password": GOOD})) == "/account/"

    dirk.refresh_from_db()
    assert dirk.check_password(GOOD)
    assert mine.get("/account/").status_code == 200
    assert SignedInSession.objects.count() == 1
    assert dirk.trusted_browsers.count() == 0


def test_another_address_counts_when_its_code_came_back(mine: Client, dirk: User, post: Post) -> None:
    former = dirk.email
    assert mine.post("/account/email", {"email": "info@example.org"}).status_code == 422
    assert place(mine.post("/account/email", {"email": "Dirk.Nieuw@example.org"})) == "/account/email/code"
    assert "naar dirk.nieuw@example.org" in words(mine.get("/account/email/code"))
    assert mine.post("/account/email/code", {"code": "000000"}).status_code == 422
    dirk.refresh_from_db()
    assert dirk.email == former

    assert place(mine.post("/account/email/code", {"code": post.mail_code()})) == "/account/"

    dirk.refresh_from_db()
    assert dirk.email == "dirk.nieuw@example.org"
    assert place(mine.get("/account/email/code")) == "/account/email"


def test_a_method_goes_but_not_the_last_one(mine: Client, dirk: User) -> None:
    trust(dirk, "Firefox op Windows")

    assert place(mine.post("/account/factors", {"remove": Factor.Kind.SMS})) == "/account/factors"
    last = mine.post("/account/factors", {"remove": Factor.Kind.EMAIL})

    assert last.status_code == 409
    assert "Dit is je enige tweede stap." in words(last)
    assert dirk.factors.get().kind == Factor.Kind.EMAIL
    assert dirk.trusted_browsers.count() == 0


def test_a_second_app_is_not_offered(mine: Client, app: pyotp.TOTP) -> None:
    assert "Wat je kan toevoegen" not in words(mine.get("/account/factors"))


def test_remembered_browsers_are_listed_and_forgotten(mine: Client, dirk: User, cast: Cast) -> None:
    trust(dirk, "Firefox op Windows")
    trust(dirk, "Safari op iPhone")
    others = trust(cast.eva, "Edge op Windows")
    first = dirk.trusted_browsers.get(name="Firefox op Windows")

    page = words(mine.get("/account/browsers"))
    assert "Firefox op Windows" in page
    assert "Edge" not in page
    mine.post("/account/browsers", {"forget": cast.eva.trusted_browsers.get().pk})
    mine.post("/account/browsers", {"forget": first.pk})
    assert [one.name for one in dirk.trusted_browsers.all()] == ["Safari op iPhone"]
    mine.post("/account/browsers", {"forget": "all"})
    assert dirk.trusted_browsers.count() == 0
    assert others
    assert cast.eva.trusted_browsers.count() == 1


def test_sessions_are_listed_and_ended(mine: Client, dirk: User, cast: Cast) -> None:
    elsewhere, third = Client(), Client()
    signed_in(third, dirk)
    there = signed_in(elsewhere, dirk)
    evas = signed_in_here(cast.eva)

    page = words(mine.get("/account/sessions"))
    assert page.count("Meld af :") == 2
    assert page.count("Hier ben je nu") == 1
    mine.post("/account/sessions", {"end": evas.session.pk})
    mine.post("/account/sessions", {"end": there.session.pk})
    assert elsewhere.get("/account/").status_code == 302
    assert third.get("/account/").status_code == 200
    mine.post("/account/sessions", {"end": "others"})
    assert third.get("/account/").status_code == 302
    assert mine.get("/account/").status_code == 200
    assert SignedInSession.objects.filter(user=cast.eva).exists()


def test_a_desk_is_locked_with_the_button_and_opened_with_the_pin(mine: Client, dirk: User) -> None:
    assert mine.post("/account/pin", {"pin": "1234"}).status_code == 422
    assert place(mine.post("/account/pin", {"pin": "2580"})) == "/account/"

    at = "http://testserver/desk/activities?range=week"
    locked = place(mine.post("/account/lock", headers={"referer": at}))

    assert locked == "/account/locked?next=%2Fdesk%2Factivities%3Frange%3Dweek"
    assert place(mine.get("/desk/activities")) == "/account/locked?next=%2Fdesk%2Factivities"
    assert place(mine.get("/account/")) == "/account/locked?next=%2Faccount%2F"
    assert place(mine.post("/desk/", {"identifier": "x"}, headers={"referer": at})) == locked
    assert mine.post(locked, {"pin": "0000"}).status_code == 422
    assert place(mine.post(locked, {"pin": "2580"})) == "/desk/activities?range=week"
    assert mine.get("/account/").status_code == 200


def test_five_wrong_pins_end_the_session(mine: Client, dirk: User) -> None:
    set_pin(dirk, "2580")
    mine.post("/account/lock")

    answers = [mine.post("/account/locked", {"pin": "0000", "next": "/desk/"}) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 302]
    assert place(answers[4]) == "/account/sign-in?next=%2Fdesk%2F"
    assert "De pincode was vijf keer fout." in words(mine.get("/account/sign-in"))
    assert mine.get("/account/").status_code == 302


def test_a_desk_that_was_left_alone_is_locked_by_the_server_too(mine: Client, dirk: User) -> None:
    set_pin(dirk, "2580")
    assert mine.get("/desk/activities").status_code == 200

    with time_machine.travel(clock.now() + timedelta(minutes=4), tick=False):
        assert mine.get("/desk/activities").status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=9, seconds=30), tick=False):
        assert place(mine.get("/desk/activities")) == "/account/locked?next=%2Fdesk%2Factivities"


def test_without_a_pin_nothing_locks(mine: Client, dirk: User) -> None:
    assert "Vergrendel" not in words(mine.get("/desk/activities"))

    mine.post("/account/lock")

    assert mine.get("/desk/activities").status_code == 200
    set_pin(dirk, "2580")
    assert "Vergrendel" in words(mine.get("/desk/activities"))
    mine.post("/account/pin", {"remove": "1"})
    dirk.refresh_from_db()
    assert dirk.pin == ""
