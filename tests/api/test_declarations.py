"""Somebody who works at a desk sees nothing of passholders with a token either, until its declarations are accepted."""

import json

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import ABOUT_NO_PERSON, FOR_ALL, Permission
from openpas.identity.actors import forget_actors
from openpas.identity.declarations.service import Draft, accept, publish_document
from openpas.identity.models import Acceptance, Document
from openpas.passholders.models import Passholder
from openpas.records.models import AccessLine
from openpas.runtime import clock
from tests.api.conftest import Caller, Person

INSTALLATION = Actor("system:test", ActorKind.SYSTEM)


@pytest.fixture
def honour(cast: Cast) -> Document:
    draft = Draft(Document.Kind.DECLARATION_OF_HONOUR, {"nl": "Ik zwijg."}, brussels_day(clock.now()))
    return publish_document(INSTALLATION, draft)


@pytest.fixture
def dirk(cast: Cast, person: Person, honour: Document) -> Caller:
    return person(cast.dirk)


def questions(cast: Cast) -> list[tuple[str, dict[str, str]]]:
    return [
        ("/passes", {"identifier": cast.amina_number}),
        ("/tariffs", {"eventId": "cast-concert", "uitpasNumber": cast.amina_number, "regularPrice": "11"}),
        ("/passholders", {"uitpasNumber": cast.amina_number}),
        (f"/passholders/{cast.amina.public_id}/transactions", {}),
        ("/rewards/redeemed", {"uitpasNumber": cast.amina_number}),
    ]


def test_nothing_about_people_until_accepted(cast: Cast, dirk: Caller) -> None:
    for path, query in questions(cast):
        answer = dirk.get(path, query)
        assert answer.status_code == 403, path
        assert json.loads(answer.content)["endUserMessage"]["nl"].startswith("Lees en aanvaard eerst"), path
    answer = dirk.send("POST", "/checkins", {"eventId": "cast-concert", "uitpasNumber": cast.amina_number})
    assert answer.status_code == 403
    assert not AccessLine.objects.exists()


def test_what_is_about_nobody_stays_open(dirk: Caller) -> None:
    for path in ("/organizers", "/card-systems", "/rewards", "/permissions"):
        assert dirk.get(path).status_code == 200, path


def test_open_at_once_after_accepting(cast: Cast, dirk: Caller, honour: Document) -> None:
    asked = questions(cast)[0]
    assert dirk.get(*asked).status_code == 403
    accept(cast.dirk, [honour], None, Acceptance.Method.ON_SCREEN)
    forget_actors()
    assert dirk.get(*asked).status_code == 200


def test_clients_and_passholders_accept_nothing(cast: Cast, desk: Caller, person: Person, honour: Document) -> None:
    assert desk.get(*questions(cast)[0]).status_code == 200
    assert person(Passholder.objects.get(pk=cast.bart.pk)).get("/passholders/me").status_code == 200


def test_what_is_about_nobody() -> None:
    """A new right is about people until somebody says otherwise."""
    assert {right for right in FOR_ALL if right not in ABOUT_NO_PERSON} == {Permission.PASSHOLDERS_SEARCH_ALL}
    assert not any(right.startswith(("PASS", "CHECKINS", "TICKETSALES", "TARIFFS")) for right in ABOUT_NO_PERSON)
