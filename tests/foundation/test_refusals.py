"""A refusal speaks to programs and to people, and is 404 where the path names what is missing."""

import pytest

from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.permissions import FOR_ALL, Permission
from openpas.foundation.refusal import Refusal, addressed_by_path
from openpas.foundation.text import Text


class NotThere(Refusal):
    type = "uitpas/thing-not-found"
    title = "Thing not found"
    missing = True
    text = Text(nl="{what} is er niet.", fr="{what} n'est pas là.")


def test_words_are_filled_language_by_language() -> None:
    refusal = NotThere(what=Text(nl="De kaart", fr="La carte"))
    assert refusal.end_user_message == Text(nl="De kaart is er niet.", fr="La carte n'est pas là.")
    assert (refusal.code, refusal.status) == ("NotThere", 400)


def test_a_path_that_leads_to_nothing() -> None:
    with pytest.raises(NotThere) as named_by_body:
        raise NotThere(what="X")
    with pytest.raises(NotThere) as named_by_path, addressed_by_path():
        raise NotThere(what="X")
    assert (named_by_body.value.status, named_by_path.value.status) == (400, 404)


def test_the_57_permissions() -> None:
    assert len(Permission) == 57


def test_rights_by_organizer_and_card_system() -> None:
    grants = {Permission.CHECKINS_WRITE: frozenset({5}), Permission.PASSES_READ: frozenset[int]()}
    actor = Actor("client:x", ActorKind.CLIENT, by_organizer={1: grants}, everywhere=frozenset({Permission.CARDS_READ}))
    assert actor.may(Permission.CHECKINS_WRITE, [1, 2], 5)
    assert not actor.may(Permission.CHECKINS_WRITE, [1], 7)
    assert not actor.may(Permission.CHECKINS_WRITE, [2])
    assert actor.may(Permission.PASSES_READ, [1], 7)
    assert actor.may(Permission.CARDS_READ, [])
    assert actor.may_somewhere(Permission.REWARDS_READ, Permission.CHECKINS_WRITE)
    assert list(actor.organizers_with(Permission.PASSES_READ)) == [1]
    with pytest.raises(PermissionMissing):
        actor.require(Permission.REWARDS_READ, [1])
    with pytest.raises(PermissionMissing):
        actor.require_somewhere(Permission.REWARDS_READ)


def test_a_right_for_all_counts_only_without_an_organizer() -> None:
    rights = [Permission.EVENTS_UPDATE_ALL, Permission.PASSHOLDERS_SEARCH_ALL]
    at_one = Actor("client:x", ActorKind.CLIENT, by_organizer={1: dict.fromkeys(rights, frozenset[int]())})
    everywhere = Actor("client:y", ActorKind.CLIENT, everywhere=frozenset(rights))
    for right in rights:
        assert not at_one.may_somewhere(right)
        assert not at_one.may(right, [1])
        assert everywhere.may_somewhere(right)
        assert everywhere.may(right, [1])
    assert len(FOR_ALL) == 5


def test_a_language_that_is_not_written_is_dutch() -> None:
    assert Text(nl="Dag", fr="Bonjour").in_language("de-BE") == "Dag"
    assert Text(nl="Dag", fr="Bonjour").in_language("fr-BE") == "Bonjour"
