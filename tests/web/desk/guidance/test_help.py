"""The page of help and its editor: found, searched, written by who looks after it, and never run as HTML."""

import re

import pytest
from django.test import Client

from openpas.card_systems.models import CardSystem
from openpas.demo.cast import Cast
from openpas.guidance.models import HelpVersion
from openpas.identity.models import Manager
from openpas.runtime import clock
from tests.web.conftest import at, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def greet(cast: Cast) -> Client:
    """She looks after Gent."""
    Manager.objects.create(user=cast.greet, card_system=cast.gent, since=clock.now())
    return at(cast.greet, cast.town_hall)


def test_the_page_begins_with_contents_and_ends_with_whom_to_call(cast: Cast) -> None:
    CardSystem.objects.filter(pk=cast.gent.pk).update(contact_phone="09 123 45 67", contact_email="gent@example.org")
    page = at(cast.dirk, cast.theatre).get("/desk/help")
    assert re.search(r'<a href="#zo-begin-je"\s+hx-boost="false">Zo begin je</a>', page.content.decode())
    assert '<h2 id="zo-begin-je">Zo begin je</h2>' in page.content.decode()
    assert 'href="tel:091234567"' in page.content.decode()
    assert "Wijzig deze tekst" not in words(page)


def test_a_search_leaves_what_answers(cast: Cast) -> None:
    dirk = at(cast.dirk, cast.theatre)
    page = words(dirk.get("/desk/help?text=camera"))
    assert "1 stuk gevonden" in page
    assert "Iets ongedaan maken" not in page
    assert "Niets gevonden." in words(dirk.get("/desk/help?text=olifant"))


def test_the_page_speaks_the_language_of_its_reader(cast: Cast) -> None:
    dirk = at(cast.dirk, cast.theatre)
    page = dirk.get("/desk/help", headers={"Accept-Language": "de"})
    assert "Einen Pass scannen" in words(page)


def test_a_region_writes_its_part_after_a_preview(greet: Client, cast: Cast) -> None:
    assert "Voeg hulp toe voor UiTPAS Regio Gent" in words(greet.get("/desk/help"))
    path, body = f"/desk/help/edit/{cast.gent.pk}?language=nl", "## Bij ons\n\n<script>x</script> **Bel** Greet."
    preview = greet.post(path, {"do": "preview", "body": body, "based_on": ""})
    assert "Voorbeeld, nog niet bewaard" in words(preview)
    assert not HelpVersion.objects.exists()

    kept = greet.post(path, {"do": "keep", "body": body, "based_on": ""})

    assert kept.headers["Location"] == path
    assert "Greet Goossens Geldt nu" in words(greet.get(path))
    seen = at(cast.dirk, cast.theatre).get("/desk/help").content.decode()
    assert f'<h2 id="r{cast.gent.pk}-bij-ons">Bij ons</h2>' in seen
    assert "&lt;script&gt;x&lt;/script&gt; <strong>Bel</strong> Greet." in seen
    assert "Bij ons" not in words(at(cast.eva, cast.aalst).get("/desk/help"))


def test_an_earlier_version_comes_back_into_the_editor(greet: Client, cast: Cast) -> None:
    path = f"/desk/help/edit/{cast.gent.pk}?language=nl"
    greet.post(path, {"do": "keep", "body": "## Eerst", "based_on": ""})
    first = HelpVersion.objects.get()
    greet.post(path, {"do": "keep", "body": "## Later", "based_on": first.pk})
    assert "## Later</textarea>" in greet.get(path).content.decode()
    assert "## Eerst</textarea>" in greet.get(f"{path}&version={first.pk}").content.decode()


def test_who_was_overtaken_keeps_the_words_and_is_told(greet: Client, cast: Cast) -> None:
    path = f"/desk/help/edit/{cast.gent.pk}?language=nl"
    greet.post(path, {"do": "keep", "body": "van een ander", "based_on": ""})
    answer = greet.post(path, {"do": "keep", "body": "van mij", "based_on": ""})
    assert answer.status_code == 422
    assert "Iemand anders bewaarde intussen een nieuwe versie." in words(answer)
    assert "van mij</textarea>" in answer.content.decode()
    assert HelpVersion.objects.get().body == "van een ander"


@pytest.mark.parametrize("method", ["get", "post"])
def test_others_write_nothing(greet: Client, cast: Cast, method: str) -> None:
    dirk = at(cast.dirk, cast.theatre)
    tries = [(greet, "whole"), (greet, cast.dender.pk), (dirk, cast.gent.pk), (dirk, "whole"), (dirk, "x")]
    answers = [
        getattr(client, method)(f"/desk/help/edit/{place}", {"do": "keep", "body": "x"}).status_code
        for client, place in tries
    ]
    assert answers == [404] * 5
    assert not HelpVersion.objects.exists()
