"""What was typed is kept, closely, and not for long."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from openpas.demo.cast import Cast
from openpas.enrolment.drafts.keeping import forget_old_drafts
from openpas.runtime import clock
from openpas.web.desk.brought import Brought
from tests.signing_in import signed_in
from tests.web.conftest import at, words
from tests.web.desk.registration.conftest import INSZ, MARC, begun, drafts, fill_in, written


def test_it_is_encrypted(cast: Cast, clerk: Client) -> None:
    fill_in(clerk, begun(clerk))

    stored = bytes(drafts().get().answers_encrypted or b"")

    assert not any(word.encode() in stored for word in ("Marc", "Peeters", INSZ, "example.org"))


def test_it_is_offered_again_by_first_name(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    clerk.post(f"{draft}/identity", {"insz": INSZ})
    clerk.post(f"{draft}/person", MARC)

    page = words(clerk.get("/desk/register"))
    onward = clerk.get(draft)

    assert "Ga verder met Marc" in page
    assert "Peeters" not in page
    assert onward.headers["Location"] == f"{draft}/contact"


def test_it_is_there_after_a_new_session(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    clerk.post(f"{draft}/person", MARC)

    again = at(cast.dirk, cast.theatre)

    assert "Ga verder met Marc" in words(again.get("/desk/register"))
    assert 'value="Brugsesteenweg 5"' in again.get(f"{draft}/person").content.decode()


def test_a_registration_that_has_nothing_yet_is_not_offered(cast: Cast, clerk: Client) -> None:
    begun(clerk)

    assert "Nog niet af" not in words(clerk.get("/desk/register"))


def test_two_tabs_do_not_undo_each_other(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)

    clerk.post(f"{draft}/person", MARC)
    clerk.post(f"{draft}/contact", {"email": "marc@example.org"})

    assert 'value="Marc"' in clerk.get(f"{draft}/person").content.decode()
    assert 'value="marc@example.org"' in clerk.get(f"{draft}/contact").content.decode()


def test_it_goes_after_a_day(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    clerk.post(f"{draft}/person", MARC)

    with time_machine.travel(clock.now() + timedelta(hours=24, minutes=1), tick=False):
        signed_in(clerk, cast.dirk)
        clerk.post("/desk/desks", {"desk": cast.theatre.pk})
        assert clerk.get(f"{draft}/person").headers["Location"] == "/desk/register"
        assert forget_old_drafts() == 1

    assert not drafts()


def test_it_is_wiped_when_somebody_asks(cast: Cast, clerk: Client) -> None:
    draft, before = begun(clerk), written()

    clerk.post(f"{draft}/throw-away")

    assert not drafts()
    assert written() == before
    assert "Deze inschrijving is er niet meer." in words(clerk.get(clerk.get(f"{draft}/person").headers["Location"]))


def test_no_address_names_anybody(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)

    addresses = [
        clerk.post(f"{draft}/{name}", form).headers["Location"]
        for name, form in (("identity", {"insz": INSZ}), ("person", MARC), ("contact", {"email": "marc@example.org"}))
    ]

    assert all(re.fullmatch(r"/desk/register/[0-9a-f-]{36}/[a-z]+", address) for address in addresses)


@pytest.mark.parametrize("name", ["done", "receipt", "household"])
def test_what_comes_afterwards_is_not_there_before(cast: Cast, clerk: Client, name: str) -> None:
    draft = begun(clerk)

    response = clerk.get(f"{draft}/{name}") if name == "done" else clerk.post(f"{draft}/{name}")

    assert response.status_code == 404


def test_whoever_comes_from_the_counter_brings_what_was_scanned(
    cast: Cast, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openpas.web.desk.registration.start.brought", lambda _: Brought(insz=INSZ))

    response = clerk.get("/desk/register")

    assert str(response.headers["Location"]).endswith("/card")
    assert (
        'value="1983-03-02"' in clerk.get(str(response.headers["Location"]).replace("card", "person")).content.decode()
    )
