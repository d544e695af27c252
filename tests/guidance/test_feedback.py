"""A message of a desk: whole, mailed to who helps, kept nowhere, and not without end."""

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from openpas.card_systems.models import CardSystem
from openpas.demo.cast import Cast
from openpas.foundation.refusal import Refusal
from openpas.guidance.refusals import NobodyToTell, TextMissing, ToldTooOften
from openpas.guidance.rules import Feedback
from openpas.guidance.service import FEEDBACK_PER_PERSON, tell
from openpas.identity.actors import actor_of_user
from openpas.identity.sign_in.refusals import NotAnAddress
from openpas.records.models import AuditLine, OutboxMessage
from tests.smtp import smtp_server

pytestmark = pytest.mark.django_db
TOLD = Feedback("Dirk", "dirk@example.org", "De scanner piept.\nEn dan niets <b>meer</b>.")


def say(cast: Cast, told: Feedback = TOLD) -> None:
    tell(actor_of_user(cast.dirk.pk, cast.theatre.pk), cast.dirk, cast.theatre, told)


def test_it_goes_to_the_region_of_the_desk(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    CardSystem.objects.filter(pk=cast.gent.pk).update(contact_email="gent@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        say(cast)
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["gent@example.org"], "Bericht van de balie Theater De Vlieger")
    assert "Dirk van Theater De Vlieger schreef:\n\nDe scanner piept.\nEn dan niets <b>meer</b>.\n" in sent.body
    assert "Antwoord aan: dirk@example.org" in sent.body
    line = AuditLine.objects.get(action="feedback.send")
    assert (line.subject, line.details) == (f"organizer:{cast.theatre.pk}", {})


def test_or_to_the_helpdesk_of_the_installation(
    cast: Cast, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.OPENPAS_HELPDESK = "hulp@example.org"
    with django_capture_on_commit_callbacks(execute=True):
        say(cast)
    assert [one.to for one in mail.outbox] == [["hulp@example.org"]]


def test_the_answer_goes_to_who_wrote(
    cast: Cast, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """Over a real connection; a name of two lines is one line of the text, and no header."""
    settings.OPENPAS_HELPDESK = "hulp@example.org"
    named = Feedback("Dirk\r\nBcc: eva@example.org", " Dirk@Example.org ", "Het piept.\r\n\r\nBcc: eva@example.org")
    with smtp_server(settings) as inbox, django_capture_on_commit_callbacks(execute=True):
        say(cast, named)
    [letter] = inbox.letters
    assert letter.get_all("reply-to") == ["dirk@example.org"]
    assert (letter["to"], letter["bcc"], letter["x-rcptto"]) == ("hulp@example.org", None, "hulp@example.org")
    assert "Dirk Bcc: eva@example.org van Theater De Vlieger schreef:" in str(letter.get_content())


@pytest.mark.parametrize(
    "email",
    [
        "dirk@example.org\r\nBcc: eva@example.org",
        "dirk@example.org\nBcc: eva@example.org",
        "dirk@example.org, eva@example.org",
        "Dirk <dirk@example.org>",
        '"dirk\r\nBcc: eva@example.org"@example.org',
    ],
)
def test_an_address_holds_nothing_but_an_address(
    cast: Cast, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, email: str
) -> None:
    settings.OPENPAS_HELPDESK = "hulp@example.org"
    with smtp_server(settings) as inbox, django_capture_on_commit_callbacks(execute=True), pytest.raises(NotAnAddress):
        say(cast, Feedback("Dirk", email, "Het piept."))
    assert inbox.letters == []
    assert not AuditLine.objects.filter(action="feedback.send").exists()


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (Feedback(" ", "dirk@example.org", "x"), TextMissing),
        (Feedback("Dirk", "", "x"), TextMissing),
        (Feedback("Dirk", "dirk@example.org", "\n"), TextMissing),
        (Feedback("Dirk", "dirk", "x"), NotAnAddress),
    ],
)
def test_what_is_not_whole_is_not_sent(cast: Cast, settings: Settings, told: Feedback, refusal: type[Refusal]) -> None:
    settings.OPENPAS_HELPDESK = "hulp@example.org"
    with pytest.raises(refusal):
        say(cast, told)
    assert not AuditLine.objects.filter(action="feedback.send").exists()
    assert not OutboxMessage.objects.exists()


def test_without_an_address_nobody_is_told(cast: Cast) -> None:
    CardSystem.objects.update(contact_email="")
    with pytest.raises(NobodyToTell):
        say(cast)


@pytest.mark.usefixtures("standing_clock")
def test_not_without_end(cast: Cast, settings: Settings) -> None:
    settings.OPENPAS_HELPDESK = "hulp@example.org"
    for _ in range(FEEDBACK_PER_PERSON.requests):
        say(cast)
    with pytest.raises(ToldTooOften):
        say(cast)
    assert AuditLine.objects.filter(action="feedback.send").count() == FEEDBACK_PER_PERSON.requests
