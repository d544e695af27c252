"""Whom a search for organizers shows: only those for which the right is held."""

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.actor import ALL_CARD_SYSTEMS, Actor, ActorKind, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.organizers.queries import OrganizerFilter, organizer, organizers
from openpas.organizers.refusals import OrganizerNotFound

pytestmark = pytest.mark.django_db

SEARCH = Permission.ORGANIZERS_SEARCH


def actor(*organizer_ids: int, everywhere: bool = False) -> Actor:
    return Actor(
        "client:test",
        ActorKind.CLIENT,
        by_organizer={one: {SEARCH: ALL_CARD_SYSTEMS} for one in organizer_ids},
        everywhere=frozenset({SEARCH} if everywhere else ()),
    )


def test_stranger_may_not_search(cast: Cast) -> None:
    with pytest.raises(PermissionMissing):
        organizers(actor(), OrganizerFilter())


def test_search_stays_within_the_rights(cast: Cast) -> None:
    assert list(organizers(actor(cast.club.pk, cast.aalst.pk), OrganizerFilter())) == [cast.aalst, cast.club]
    assert list(organizers(actor(cast.club.pk), OrganizerFilter(card_system_id=cast.dender.pk))) == []
    assert organizers(actor(everywhere=True), OrganizerFilter()).count() == 4


def test_one_organizer(cast: Cast) -> None:
    assert organizer(actor(cast.club.pk), "CAST-CLUB") == cast.club
    with pytest.raises(PermissionMissing):
        organizer(actor(cast.aalst.pk), "cast-club")
    with pytest.raises(OrganizerNotFound):
        organizer(actor(everywhere=True), "nobody")
