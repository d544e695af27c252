"""What a desk may in words, and who can give what it may not."""

import pytest

from openpas.demo.accounts import manager
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.permission_words import AREAS, WORDS
from openpas.foundation.permissions import Permission
from openpas.foundation.text import LANGUAGES
from openpas.identity.models import User
from openpas.identity.staff.explaining import Givers, Region, what_desk_may, who_can_give
from openpas.runtime import clock
from tests.desk_rights import let_desk_only

pytestmark = pytest.mark.django_db

GENT = "UiTPAS Regio Gent"


def test_every_right_has_words_of_its_own_in_every_language() -> None:
    assert set(WORDS) == set(Permission)
    assert sum(len(area.words) for area in AREAS) == 57
    for language in LANGUAGES:
        assert len({words.as_dict()[language] for words in WORDS.values()}) == 57


def test_what_a_desk_may_and_may_not(cast: Cast) -> None:
    let_desk_only(cast.theatre, [Permission.CHECKINS_WRITE, Permission.PASSES_READ])
    counter, people, offer = what_desk_may(cast.theatre.pk)
    assert [words.nl for words in counter.may] == ["een pas bekijken", "punten sparen en dat ongedaan maken"]
    assert "voordelen omruilen" in [words.nl for words in counter.may_not]
    assert (people.may, offer.may) == ((), ())
    never = {WORDS[one].nl for one in (Permission.PASSHOLDERS_SEARCH_ALL, Permission.ORGANIZERS_ADMINS_WRITE)}
    assert not never & {words.nl for area in (counter, people, offer) for words in area.may_not}


def test_the_region_gives_what_a_desk_may(cast: Cast) -> None:
    manager("Hanne Haeck", "hanne@example.org", cast.gent)
    assert who_can_give(Permission.REWARDS_WRITE, cast.theatre.pk) == Givers(
        regions=(Region(GENT, "regio5@example.org", "09 000 00 00", ()),)
    )
    User.objects.filter(email="hanne@example.org").update(last_login=clock.now())
    [region] = who_can_give(None, cast.theatre.pk).regions
    assert region.contact == ("Hanne Haeck", "regio5@example.org", "09 000 00 00")


def test_the_admins_give_what_is_theirs_and_the_region_where_there_is_none(cast: Cast) -> None:
    assert who_can_give(Permission.ORGANIZERS_ADMINS_WRITE, cast.club.pk) == Givers(admins=("Farid Fassi",))
    assert [one.name for one in who_can_give(Permission.ORGANIZERS_ADMINS_WRITE, cast.theatre.pk).regions] == [GENT]


def test_only_who_looks_after_the_whole_gives_what_holds_everywhere(cast: Cast) -> None:
    ibrahim = manager("Ibrahim Idrissi", "ibrahim@example.org", None)
    User.objects.filter(pk=ibrahim.pk).update(last_login=clock.now())
    assert who_can_give(Permission.PERMISSIONS_WRITE, cast.club.pk) == Givers(platform=("Ibrahim Idrissi",))


def test_a_refusal_names_the_right_and_no_person() -> None:
    actor = Actor("client:till", ActorKind.CLIENT)
    with pytest.raises(PermissionMissing) as one:
        actor.require(Permission.CHECKINS_WRITE, [1])
    with pytest.raises(PermissionMissing) as several:
        actor.require_somewhere(Permission.CARDS_READ, Permission.REWARDS_READ)
    message = one.value.end_user_message
    assert message
    assert message.as_dict().keys() == set(LANGUAGES)
    assert message.nl.startswith("Dat mag je hier niet. Je hebt dit recht nodig: punten sparen en dat ongedaan maken.")
    either = several.value.end_user_message
    assert either
    assert "look up cards in stock or look at rewards" in either.en
    assert PermissionMissing("A person reaches its own pass.").end_user_message is None
