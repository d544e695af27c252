"""The link in the mail to an added person: look, press, done."""

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.passholders.families import is_family
from openpas.passholders.families.service import add_family_member

SYSTEM = Actor("system", ActorKind.SYSTEM)


@pytest.fixture
def link(cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> str:
    """The path in the mail to Amina, whom Bart added."""
    with django_capture_on_commit_callbacks(execute=True):
        add_family_member(SYSTEM, cast.bart, cast.amina)
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", str(mail.outbox[0].body))
    assert found
    return found[1]


def test_following_the_link_changes_nothing_and_the_button_does(cast: Cast, link: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(link)
    assert page.status_code == 200
    assert "Wil je het gezin van Bart D&#x27;Hondt verlaten?" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    browser.head(link)
    assert is_family(cast.bart.pk, cast.amina.pk)

    assert browser.post(link).status_code == 403
    assert is_family(cast.bart.pk, cast.amina.pk)

    form = {"csrfmiddlewaretoken": page.context["csrf_token"]}
    for _ in range(2):
        done = browser.post(link, form)
        assert (done.status_code, "niet meer in het gezin van Bart" in done.content.decode()) == (200, True)
        assert not is_family(cast.bart.pk, cast.amina.pk)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Verlaat het gezin"),
        ("fr", "Quitter la famille"),
        ("en", "Leave the family"),
        ("de", "Die Familie verlassen"),
    ],
)
def test_in_the_language_of_the_browser(link: str, client: Client, language: str, words: str) -> None:
    assert words in client.get(link, headers={"Accept-Language": language}).content.decode()


def test_a_link_that_nobody_was_sent(cast: Cast, link: str, client: Client) -> None:
    for method in (client.get, client.post):
        answer = method(link + "x")
        assert answer.status_code == 404
        assert "Deze link werkt niet meer" in answer.content.decode()
        assert "<form method" not in answer.content.decode()
    assert is_family(cast.bart.pk, cast.amina.pk)
