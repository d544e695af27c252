"""Whoever works with data of others reads and accepts first, once; and finds the texts again."""

from datetime import timedelta

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.calendar import brussels_day
from openpas.identity.declarations.service import Draft, publish_document
from openpas.identity.models import Acceptance, Document
from openpas.runtime import clock
from tests.signing_in import signed_in
from tests.web.conftest import words

PATH = "/account/declarations"
INSTALLATION = Actor("system:test", ActorKind.SYSTEM)


def publish(kind: Document.Kind, text: str, in_days: int = 0) -> Document:
    day = brussels_day(clock.now()) + timedelta(days=in_days)
    return publish_document(INSTALLATION, Draft(kind, {"nl": text, "fr": f"FR {text}"}, day))


@pytest.fixture
def honour(cast: Cast) -> Document:
    return publish(Document.Kind.DECLARATION_OF_HONOUR, "Ik zwijg.\n\nIk <b>kijk</b> niet rond.")


@pytest.fixture
def terms(cast: Cast) -> Document:
    return publish(Document.Kind.TERMS_OF_USE, "Mijn account is van mij.")


@pytest.fixture
def dirk(cast: Cast) -> Client:
    client = Client()
    signed_in(client, cast.dirk)
    return client


def test_anonymous_signs_in_first(db: None) -> None:
    response = Client().get(PATH)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/sign-in?next=")


def test_reads_and_accepts_and_goes_on(cast: Cast, dirk: Client, honour: Document, terms: Document) -> None:
    page = dirk.get(PATH, {"next": "/desk/"})
    assert "Ik zwijg." in words(page)
    assert "Mijn account is van mij." in words(page)
    assert "&lt;b&gt;kijk" in page.content.decode()
    response = dirk.post(PATH, {"accept": [honour.pk, terms.pk], "next": "/desk/"})
    assert (response.status_code, response.headers["Location"]) == (302, "/desk/")
    rows = Acceptance.objects.order_by("document_id")
    assert [(row.user, row.document, row.organizer, row.method) for row in rows] == [
        (cast.dirk, honour, cast.theatre, "ON_SCREEN"),
        (cast.dirk, terms, cast.theatre, "ON_SCREEN"),
    ]
    again = dirk.get(PATH)
    assert "Je hoeft niets te doen." in words(again)
    assert "Je ging akkoord op" in words(again)
    assert "no-store" in again.headers["Cache-Control"]


def test_everything_or_nothing(dirk: Client, honour: Document, terms: Document) -> None:
    response = dirk.post(PATH, {"accept": [honour.pk]})
    assert response.status_code == 422
    assert "Nog niet alles is aangevinkt" in words(response)
    assert not Acceptance.objects.exists()


def test_the_form_of_another_tab_changes_nothing(dirk: Client, honour: Document) -> None:
    for _tab in range(2):
        assert dirk.post(PATH, {"accept": [honour.pk]}).status_code == 302
    assert Acceptance.objects.count() == 1


def test_accepts_nothing_that_is_not_asked(dirk: Client, honour: Document) -> None:
    later = publish(Document.Kind.TERMS_OF_USE, "Later.", in_days=3)
    dirk.post(PATH, {"accept": [honour.pk, later.pk, 999_999]})
    assert [row.document for row in Acceptance.objects.all()] == [honour]
    assert "geldt een nieuwe tekst: Gebruiksvoorwaarden" in words(dirk.get(PATH))


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_goes_on_to_no_other_site(dirk: Client, honour: Document, place: str) -> None:
    response = dirk.post(PATH, {"accept": [honour.pk], "next": place})
    assert response.headers["Location"] == "/account/"


def test_in_the_language_of_the_reader(dirk: Client, honour: Document) -> None:
    page = words(dirk.get(PATH, headers={"Accept-Language": "fr"}))
    assert "FR Ik zwijg." in page
    assert "Déclaration sur l\N{RIGHT SINGLE QUOTATION MARK}honneur" in page
    german = words(dirk.get(PATH, headers={"Accept-Language": "de"}))
    assert "Ehrenerklärung" in german
    assert "Ik zwijg." in german  # without a German text, the Dutch one


@pytest.mark.parametrize("path", ["/desk/", "/desk/desks", "/desk/activities"])
def test_pages_with_data_stay_closed_until_then(dirk: Client, honour: Document, path: str) -> None:
    response = dirk.get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(f"{PATH}?next=")
    dirk.post(PATH, {"accept": [honour.pk]})
    assert PATH not in dirk.get(path).headers.get("Location", "")
