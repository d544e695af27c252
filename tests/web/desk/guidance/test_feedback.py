"""The page with which a desk says what goes wrong."""

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.records.models import AuditLine
from tests.web.conftest import at, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast: Cast, settings: Settings) -> Client:
    settings.OPENPAS_HELPDESK = "hulp@example.org"
    return at(cast.dirk, cast.theatre)


def test_the_form_knows_who_writes(desk: Client) -> None:
    page = desk.get("/desk/feedback")
    assert 'value="Dirk Declerck"' in page.content.decode()
    assert 'value="dirk@example.org"' in page.content.decode()
    assert "Balie: Theater De Vlieger" in words(page)
    assert "Zet er geen namen of nummers van pashouders in" in words(page)


def test_a_message_is_sent_once(
    desk: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    told = {"name": "Dirk", "email": "dirk@example.org", "message": "Het piept.", "nonce": "one"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post("/desk/feedback", told)
        desk.post("/desk/feedback", told)
    assert answer.headers["Location"] == "/desk/feedback"
    assert "Bedankt, je bericht is verstuurd. Je krijgt een antwoord op dirk@example.org." in words(
        desk.get("/desk/feedback")
    )
    assert [one.to for one in mail.outbox] == [["hulp@example.org"]]


def test_what_is_missing_is_told_together_and_nothing_is_lost(desk: Client) -> None:
    answer = desk.post("/desk/feedback", {"name": "", "email": " ", "message": "Het piept."})
    assert answer.status_code == 422
    page = words(answer)
    assert "Kijk deze 2 dingen nog even na" in page
    assert "Vul je naam in." in page
    assert "Vul je e-mailadres in." in page
    assert "Het piept.</textarea>" in answer.content.decode()
    wrong = desk.post("/desk/feedback", {"name": "Dirk", "email": "dirk@", "message": "x"})
    assert 'id="email-problem"' in wrong.content.decode()
    assert not AuditLine.objects.filter(action="feedback.send").exists()


def test_without_any_address_it_says_whom_to_call(cast: Cast, settings: Settings) -> None:
    cast.gent.contact_email = ""
    cast.gent.save()
    answer = at(cast.dirk, cast.theatre).post(
        "/desk/feedback", {"name": "Dirk", "email": "dirk@example.org", "message": "x"}
    )
    assert answer.status_code == 422
    assert "Er is nog geen adres om problemen te melden. Bel je UiTPAS-regio." in words(answer)
