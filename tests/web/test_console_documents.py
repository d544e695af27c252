"""Managers publish what staff accepts, and see who did."""

import re

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.calendar import brussels_day
from openpas.identity.declarations.service import Draft, accept, publish_document
from openpas.identity.models import Acceptance, Document, Manager, User
from openpas.runtime import clock
from tests.signing_in import signed_in
from tests.web.conftest import words

PATH = "/console/documents"
HONOUR = Document.Kind.DECLARATION_OF_HONOUR
INSTALLATION = Actor("system:test", ActorKind.SYSTEM)


def browser_of(user: User) -> Client:
    client = Client()
    signed_in(client, user)
    return client


def publish() -> Document:
    return publish_document(INSTALLATION, Draft(HONOUR, {"nl": "Ik zwijg."}, brussels_day(clock.now())))


@pytest.fixture
def greet(cast: Cast) -> Client:
    """Greet looks after the whole installation."""
    Manager.objects.create(user=cast.greet, since=clock.now())
    return browser_of(cast.greet)


@pytest.fixture
def farid(cast: Cast) -> Client:
    """Farid looks after the region of Gent."""
    Manager.objects.create(user=cast.farid, card_system=cast.gent, since=clock.now())
    return browser_of(cast.farid)


def test_only_managers(cast: Cast) -> None:
    assert Client().get(PATH).status_code == 302
    assert browser_of(cast.dirk).get(PATH).status_code == 403
    assert browser_of(cast.greet).get(PATH).status_code == 403  # the ADMIN of a desk


def test_publishing(cast: Cast, greet: Client) -> None:
    assert "Zolang vraagt Openpas aan niemand een akkoord." in words(greet.get(PATH))
    today = brussels_day(clock.now())
    form = {"do": "publish", "kind": HONOUR, "effective_on": today.isoformat(), "text_nl": "Ik zwijg.", "text_fr": ""}
    response = greet.post(PATH, {**form, "demands_signature": "on"})
    assert response.status_code == 302
    document = Document.objects.get()
    assert (document.version, document.texts, document.demands_signature) == (1, {"nl": "Ik zwijg."}, True)
    accept(cast.greet, [document], None, Acceptance.Method.ON_SCREEN)
    page = words(greet.get(PATH))
    assert "Verklaring op eer, versie 1" in page
    assert "1 persoon ging akkoord" in page
    assert "Dirk Declerck" in page


def test_a_refused_version_keeps_what_was_typed(greet: Client) -> None:
    form = {
        "do": "publish",
        "kind": HONOUR,
        "effective_on": "2020-01-01",
        "text_nl": "Ik zwijg.",
        "demands_signature": "1",
    }
    response = greet.post(PATH, form)
    assert response.status_code == 400
    assert "kan ten vroegste ingaan op" in words(response)
    assert ">Ik zwijg.</textarea>" in response.content.decode()
    assert not Document.objects.exists()


def test_a_manager_of_a_region_reads_its_own_people(cast: Cast, farid: Client) -> None:
    document = publish()
    accept(cast.farid, [document], None, Acceptance.Method.ON_SCREEN)
    accept(cast.eva, [document], None, Acceptance.Method.ON_SCREEN)
    page = words(farid.get(PATH))
    assert "Dirk Declerck" in page
    assert "Nieuwe versie" not in page
    page = words(farid.get(f"{PATH}/{document.pk}"))
    assert "Farid Fassi" in page
    assert "Eva Engels" not in page
    response = farid.post(PATH, {"do": "publish", "kind": HONOUR, "effective_on": "2030-01-01", "text_nl": "Anders."})
    assert response.status_code == 403
    assert Document.objects.count() == 1


def test_a_signature_on_paper(cast: Cast, farid: Client) -> None:
    document = publish()
    accept(cast.farid, [document], None, Acceptance.Method.ON_SCREEN)
    assert farid.post(PATH, {"do": "paper", "user": cast.dirk.pk}).status_code == 302
    assert Acceptance.objects.get(user=cast.dirk).method == "ON_PAPER"
    assert farid.post(PATH, {"do": "paper", "user": cast.eva.pk}).status_code == 403  # works in another region
    assert not Acceptance.objects.filter(user=cast.eva).exists()
    shown = words(farid.get(f"{PATH}/{document.pk}"))
    assert re.search(r"Dirk Declerck dirk@example.org op papier", shown)


def test_a_text_is_text(cast: Cast, greet: Client) -> None:
    draft = Draft(HONOUR, {"nl": "<b>Een</b>\n\nTwee"}, brussels_day(clock.now()))
    document = publish_document(INSTALLATION, draft)
    accept(cast.greet, [document], None, Acceptance.Method.ON_SCREEN)
    assert "<p>&lt;b&gt;Een&lt;/b&gt;</p>" in greet.get(f"{PATH}/{document.pk}").content.decode()
    assert greet.get(f"{PATH}/999999").status_code == 404
