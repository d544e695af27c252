"""Only who knows the password gets in, and guessing is slowed down without telling whether an account exists."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from openpas.demo.cast import PASSWORD, Cast
from openpas.runtime import clock
from openpas.web.models import FailedSignIn
from tests.web.conftest import Answer

WRONG = "Dit e-mailadres en wachtwoord horen niet bij elkaar."
TOO_OFTEN = "Dat was te vaak een verkeerd wachtwoord."


def sign_in(client: Client, email: str, password: str, **extra: str) -> Answer:
    return client.post("/desk/sign-in", {"email": email, "password": password, **extra})


@pytest.mark.parametrize(
    "path", ["/desk/", "/desk/desks", "/desk/activities", "/desk/passes/x", "/desk/passes/x?text=koffie"]
)
def test_who_is_not_signed_in_is_asked_to(client: Client, cast: Cast, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/desk/sign-in?next=%2Fdesk%2F")


def test_who_signs_in_with_one_desk_is_at_it(client: Client, cast: Cast) -> None:
    response = sign_in(client, " Dirk@Example.org ", PASSWORD)

    assert response.headers["Location"] == "/desk/"
    assert client.get("/desk/").headers["Location"] == "/desk/activities"
    assert "Theater De Vlieger" in client.get("/desk/activities").content.decode()


@pytest.mark.parametrize(
    ("email", "password"), [("dirk@example.org", "verkeerd"), ("nobody@example.org", PASSWORD), ("", "")]
)
def test_wrong_is_told_in_the_same_words(client: Client, cast: Cast, email: str, password: str) -> None:
    response = sign_in(client, email, password)

    assert response.status_code == 422
    assert WRONG in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_closed_account_is_told_in_the_same_words(client: Client, cast: Cast) -> None:
    cast.dirk.is_active = False
    cast.dirk.save()

    response = sign_in(client, cast.dirk.email, PASSWORD)

    assert response.status_code == 422
    assert WRONG in response.content.decode()


def test_after_five_wrong_passwords_even_the_right_one_waits(client: Client, cast: Cast) -> None:
    for _ in range(5):
        sign_in(client, cast.dirk.email, "verkeerd")

    refused = sign_in(client, cast.dirk.email.upper(), PASSWORD)
    other = sign_in(Client(), cast.eva.email, PASSWORD)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7").post("/desk/sign-in", {"email": cast.dirk.email, "password": PASSWORD})

    assert refused.status_code == 429
    assert TOO_OFTEN in refused.content.decode()
    assert (other.status_code, elsewhere.status_code) == (302, 302)


def test_the_wait_is_over_after_a_quarter_of_an_hour(client: Client, cast: Cast) -> None:
    for _ in range(5):
        sign_in(client, cast.dirk.email, "verkeerd")

    with time_machine.travel(clock.now() + timedelta(minutes=15, seconds=1), tick=False):
        response = sign_in(client, cast.dirk.email, PASSWORD)

    assert response.status_code == 302
    assert FailedSignIn.objects.count() == 0


def test_failures_keep_no_address(client: Client, cast: Cast) -> None:
    sign_in(client, cast.dirk.email, "verkeerd")

    assert len(bytes(FailedSignIn.objects.get().origin)) == 32


@pytest.mark.parametrize(
    ("wanted", "gets"),
    [
        ("/desk/activities", "/desk/activities"),
        ("https://elsewhere.example/desk", "/desk/"),
        ("//elsewhere.example", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
    ],
)
def test_somebody_is_brought_back_only_to_a_page_of_ours(client: Client, cast: Cast, wanted: str, gets: str) -> None:
    assert sign_in(client, cast.dirk.email, PASSWORD, next=wanted).headers["Location"] == gets


def test_who_signs_out_is_out(client: Client, cast: Cast) -> None:
    sign_in(client, cast.dirk.email, PASSWORD)

    client.post("/desk/sign-out")

    assert client.get("/desk/").headers["Location"].startswith("/desk/sign-in")


def test_pages_of_the_desk_stay_in_no_cache(client: Client, cast: Cast) -> None:
    sign_in(client, cast.dirk.email, PASSWORD)

    assert client.get("/desk/activities").headers["Cache-Control"] == "no-store, private"
