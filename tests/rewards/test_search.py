"""The search for rewards: every filter, the subsets, facets, orders, and what it costs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openpas.card_systems.models import CardSystem
from openpas.card_systems.refusals import CardSystemNotFound
from openpas.checkins.models import Checkin, CheckinCancellation
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.identifiers import new_id, whole_milliseconds
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.organizers.refusals import OrganizerNotFound
from openpas.passholders.models import Card
from openpas.passholders.refusals import PassholderNotFound
from openpas.records.models import AccessLine
from openpas.rewards.at_counter import rewards_for
from openpas.rewards.filters import words_of
from openpas.rewards.models import Reward
from openpas.rewards.queries import Facet, RewardFilters, Subset, search_rewards
from openpas.rewards.service import redeem
from openpas.runtime import clock
from tests.rewards.conftest import actor_for, granted
from tests.rewards.rewards_around import Part, reward_at

pytestmark = pytest.mark.django_db
NOBODY = Actor("client:app", ActorKind.IDENTIFIED_CLIENT)
DAY = timedelta(days=1)


Found = Callable[..., list[str]]


@pytest.fixture
def found(cast: Cast) -> Found:
    """The ids that a search finds, in order."""

    def search(actor: Actor = NOBODY, part: Part | None = None, **filters: Any) -> list[str]:
        page = search_rewards(actor, RewardFilters(**filters), part or Part()).page
        return [details.reward.public_id for details in page]

    return search


@pytest.fixture
def many(cast: Cast) -> None:
    """Some of each kind beside the cast's drink (theatre, Gent, food, 5 points) and welcome."""
    festival = CardSystem.objects.create(id=90, name="Zomerfestival", permanent=False)
    reward_at(cast.club, cast.gent, "swim", "Zwemmen in de Rozebroeken", is_sport=True, points=10)
    reward_at(cast.aalst, cast.dender, "thee", "Een kop thée", categories=["Eten en drinken"], is_online=True)
    reward_at(None, cast.gent, "book", "Een koffietafelboek", categories=["Gadget of item"], is_for_kids=True)
    reward_at(cast.club, festival, "tent", "Nacht in een tent", is_featured=True)
    now = clock.now()
    reward_at(cast.club, cast.gent, "soon", "Straks", redeem_begins_at=now + DAY)
    reward_at(cast.club, cast.gent, "hidden", "Nog niet bekend", publication_begins_at=now + DAY)
    reward_at(cast.club, cast.gent, "past", "Voorbij", redeem_ends_at=now - DAY)
    reward_at(cast.club, cast.gent, "last", "Bijna voorbij", redeem_ends_at=now + 29 * DAY)
    reward_at(cast.club, cast.gent, "gone", "Geschrapt", status="DELETED")


def test_by_default_end_users_see_points_rewards_that_they_can_get_now(found: Found, many: None) -> None:
    assert set(found()) == {"cast-drink", "swim", "thee", "book", "last"}


@pytest.mark.parametrize(
    ("subset", "expected"),
    [
        (Subset.REDEEMABLE, {"cast-drink", "swim", "thee", "book", "last", "hidden"}),
        (Subset.REDEEMABLE_FUTURE, {"soon"}),
        (Subset.ENDUSER_FUTURE, {"soon"}),
        (Subset.ENDUSERS_FUTURE, {"soon"}),
        (
            Subset.ALL,
            {"cast-drink", "swim", "thee", "book", "tent", "soon", "hidden", "past", "last", "gone"},
        ),
    ],
)
def test_subsets(found: Found, many: None, subset: Subset, expected: set[str]) -> None:
    assert set(found(subset=subset)) == expected


def test_future_subsets_differ_by_publication(found: Found, many: None) -> None:
    Reward.objects.filter(public_id="soon").update(publication_begins_at=clock.now() + DAY)

    assert found(subset=Subset.REDEEMABLE_FUTURE) == ["soon"]
    assert found(subset=Subset.ENDUSER_FUTURE) == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"type": "WELCOME"}, {"cast-welcome"}),
        ({"type": "ANY"}, {"cast-drink", "cast-welcome", "swim", "thee", "book", "last"}),
        ({"organizer_ids": ("CAST-club",)}, {"swim", "book", "last"}),
        ({"organizer_ids": ("cast-club", "cast-theatre")}, {"swim", "book", "last", "cast-drink"}),
        ({"organizer_postal_codes": ("9300",)}, {"thee", "book"}),
        ({"organizer_postal_codes": ("1000",)}, set()),
        ({"owning_card_system_ids": (1,)}, {"thee"}),
        ({"owning_card_system_ids": (1, 5)}, {"cast-drink", "swim", "thee", "book", "last"}),
        ({"categories": ("Eten en drinken", "Gadget of item")}, {"cast-drink", "thee", "book"}),
        ({"points_from": 10}, {"swim"}),
        ({"points_to": 9}, {"cast-drink", "thee", "book", "last"}),
        ({"points_from": 5, "points_to": 5}, {"cast-drink", "thee", "book", "last"}),
        ({"sport": True}, {"swim"}),
        ({"sport": False}, {"cast-drink", "thee", "book", "last"}),
        ({"for_kids": True}, {"book"}),
        ({"featured": True}, set()),
        ({"featured": True, "subset": Subset.ALL}, {"tent"}),
        ({"online": True}, {"thee"}),
        ({"last_chance": True}, {"last"}),
        ({"last_chance": False}, {"cast-drink", "swim", "thee", "book"}),
        ({"status": "DELETED"}, set()),
        ({"status": "DELETED", "subset": Subset.ALL}, {"gone"}),
        ({"text": "koffie*"}, {"book"}),
        ({"text": "KOFFIE"}, {"book"}),
        ({"text": "tafel*"}, set()),
        ({"text": "the*"}, {"cast-drink", "thee"}),
        ({"text": "thee kop"}, {"thee"}),
        ({"text": "denderkade*"}, {"thee"}),
        ({"text": "aalst"}, {"thee"}),
        ({"text": "9300"}, {"thee"}),
        ({"text": "de-vlieger"}, {"cast-drink"}),
        ({"text": "*"}, {"cast-drink", "swim", "thee", "book", "last"}),
        ({"text": "a' OR 1=1 --"}, set()),
    ],
)
def test_filters(found: Found, many: None, filters: dict[str, Any], expected: set[str]) -> None:
    assert set(found(**filters)) == expected


def test_rewards_for_members_of_a_card_system(found: Found, cast: Cast) -> None:
    only_gent = reward_at(cast.club, cast.gent, "gent", "Alleen Gent", is_for_all_card_systems=False)
    only_gent.applicable_card_systems.add(cast.gent)

    assert set(found(applicable_card_system_ids=(cast.gent.pk,))) == {"cast-drink", "gent"}
    assert set(found(applicable_card_system_ids=(cast.dender.pk,))) == {"cast-drink"}
    assert set(found(applicable_card_system_ids=(cast.dender.pk, cast.gent.pk))) == {"cast-drink", "gent"}


def test_a_reward_without_organizers_is_offered_in_its_card_systems_only(found: Found, cast: Cast) -> None:
    nowhere = reward_at(None, cast.dender, "any", "Overal in Dender", is_for_all_card_systems=False)
    nowhere.applicable_card_systems.add(cast.dender)

    assert found(organizer_ids=("cast-aalst",)) == ["any"]
    assert found(organizer_ids=("cast-club",)) == []


@pytest.mark.parametrize(
    ("filters", "refusal"),
    [
        ({"organizer_ids": ("cast-club", "nobody")}, OrganizerNotFound),
        ({"owning_card_system_ids": (404,)}, CardSystemNotFound),
        ({"applicable_card_system_ids": (5, 404)}, CardSystemNotFound),
    ],
)
def test_what_is_searched_by_must_exist(found: Found, filters: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        found(**filters)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (("name",), ["b", "a", "c"]),
        (("-name",), ["c", "a", "b"]),
        (("points", "name"), ["b", "c", "a"]),
        (("-points", "-name"), ["a", "c", "b"]),
        (("creationDate",), ["a", "b", "c"]),
        (("-creationdate",), ["c", "b", "a"]),
        (("-redeemCount",), ["b", "a", "c"]),
        (("-featured", "points"), ["c", "b", "a"]),
        ((), ["c", "b", "a"]),
        (("nonsense",), ["c", "b", "a"]),
    ],
)
def test_orders(found: Found, cast: Cast, sort: tuple[str, ...], expected: list[str]) -> None:
    Reward.objects.all().delete()
    now = clock.now()
    reward_at(cast.club, cast.gent, "a", "étage", points=9, units_taken=1, created_at=now - 3 * DAY)
    reward_at(cast.club, cast.gent, "b", "Dansen", points=1, units_taken=2, created_at=now - 2 * DAY)
    reward_at(cast.club, cast.gent, "c", "Film", points=1, is_featured=True, created_at=now - 1 * DAY)

    assert found(sort=sort) == expected


def test_pages(found: Found, many: None, cast: Cast) -> None:
    everything = found(sort=("name",))

    assert found(part=Part(1, 2), sort=("name",)) == everything[1:3]
    nothing = search_rewards(NOBODY, RewardFilters(), Part(0, 0))
    assert (nothing.total, list(nothing.page)) == (5, [])


def test_facets_count_with_the_other_filters_active(cast: Cast, many: None) -> None:
    filters = RewardFilters(categories=("Doen",), facets=tuple(Facet), organizer_ids=("cast-club", "cast-theatre"))
    facets = search_rewards(NOBODY, filters, Part()).facets

    counted = {facet.value: {value.key: value.count for value in values} for facet, values in facets.items()}
    assert counted == {
        "categories": {"Doen": 2, "Eten en drinken": 1, "Gadget of item": 1},
        "type": {"POINTS": 2},
        "owningCardSystemId": {"5": 2},
        "sport": {"true": 1, "false": 1},
        "forKids": {"false": 2},
        "online": {"false": 2},
        "lastChance": {"true": 1, "false": 1},
    }
    assert facets[Facet.OWNING_CARD_SYSTEM][0].name == "UiTPAS Regio Gent"
    assert facets[Facet.SPORT][0].name == "Geen sportactiviteiten"


def test_the_facet_of_a_filter_shows_what_else_could_be_chosen(cast: Cast, many: None) -> None:
    facets = search_rewards(NOBODY, RewardFilters(facets=(Facet.TYPE,), type="WELCOME"), Part()).facets

    assert {value.key: value.count for value in facets[Facet.TYPE]} == {"POINTS": 5, "WELCOME": 1}


def test_what_somebody_can_redeem_is_what_the_rule_says(found: Found, cast: Cast, many: None) -> None:
    desk = actor_for(cast.theatre.pk)
    reward_at(cast.theatre, cast.gent, "dear", "Duur", points=13)

    amina, bart = cast.amina.public_id, cast.bart.public_id
    assert set(found(desk, redeemable_by=amina)) == {"cast-drink", "swim", "thee", "book", "last"}
    assert found(desk, redeemable_by=bart, type="ANY") == []
    assert found(desk, redeemable_by=amina, type="WELCOME") == []
    granted(cast)
    assert found(desk, redeemable_by=amina, type="WELCOME") == ["cast-welcome"]
    redeem(desk, "cast-welcome", cast.amina_number)
    assert found(desk, redeemable_by=amina, type="WELCOME") == []
    Card.objects.filter(uitpas_number=cast.amina_number).update(status="BLOCKED")
    assert found(desk, redeemable_by=amina) == []
    Card.objects.filter(uitpas_number=cast.amina_number).delete()
    assert found(desk, redeemable_by=amina) == []


def test_facets_count_what_somebody_can_redeem(cast: Cast, many: None) -> None:
    filters = RewardFilters(redeemable_by=cast.amina.public_id, facets=(Facet.SPORT,), sport=True)
    result = search_rewards(actor_for(cast.theatre.pk), filters, Part())

    assert result.total == 1
    assert {value.key: value.count for value in result.facets[Facet.SPORT]} == {"true": 1, "false": 4}


def test_questions_about_a_person_need_the_right_and_are_shown_to_the_person(found: Found, cast: Cast) -> None:
    amina = cast.amina.public_id
    rights = {Permission.REWARDS_PASSHOLDERS_READ: frozenset[int]()}
    named_only = Actor("client:app", ActorKind.IDENTIFIED_CLIENT, by_organizer={cast.theatre.pk: rights})
    for stranger in (NOBODY, named_only, actor_for(cast.theatre.pk, rights=(Permission.REWARDS_READ,))):
        for question in ("redeemable_by", "interesting_for"):
            with pytest.raises(PermissionMissing):
                found(stranger, **{question: amina})
    assert not AccessLine.objects.exists()

    found(actor_for(cast.theatre.pk), redeemable_by=amina)
    assert [line.passholder_id for line in AccessLine.objects.all()] == [cast.amina.pk]
    with pytest.raises(PassholderNotFound):
        found(actor_for(cast.theatre.pk), redeemable_by=UUID(int=1))


def visit(cast: Cast, organizer: Organizer, days_ago: int) -> Checkin:
    moment = whole_milliseconds(clock.now() - days_ago * DAY)
    return Checkin.objects.create(
        id=new_id(moment),
        created_at=moment,
        passholder_id=cast.amina.pk,
        event_id=cast.training.pk,
        organizer_id=organizer.pk,
        uitpas_number=cast.amina_number,
        points=1,
        had_social_tariff=True,
        municipality_nis="44021",
        channel="API",
        actor="client:test",
    )


def test_suggestions_follow_where_somebody_was_in_the_last_year(found: Found, cast: Cast, many: None) -> None:
    desk = actor_for(cast.theatre.pk)
    visit(cast, cast.aalst, 400)
    taken_back = visit(cast, cast.aalst, 1)
    CheckinCancellation.objects.create(
        checkin_id=taken_back.id, passholder=cast.amina, created_at=clock.now(), actor="x"
    )
    assert found(desk, interesting_for=cast.amina.public_id) == []

    visit(cast, cast.club, 300)
    visit(cast, cast.theatre, 3)
    visit(cast, cast.theatre, 2)
    suggested = found(desk, interesting_for=cast.amina.public_id)
    assert suggested[0] == "cast-drink"
    assert set(suggested[1:3]) == {"swim", "last"}
    assert suggested[3:] == ["thee"]
    assert found(desk, interesting_for=cast.amina.public_id, sort=("-points",))[0] == "swim"


def test_the_number_of_queries_does_not_grow_with_the_page(cast: Cast) -> None:
    for number in range(30):
        reward = reward_at(cast.club, cast.gent, f"r{number}", f"Voordeel {number}", is_for_all_card_systems=False)
        reward.applicable_card_systems.add(cast.gent)
    desk = actor_for(cast.theatre.pk)
    plain = RewardFilters()
    full = RewardFilters(
        organizer_ids=("cast-club",),
        redeemable_by=cast.amina.public_id,
        facets=tuple(Facet),
        owning_card_system_ids=(5,),
    )

    def queries(filters: RewardFilters, limit: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(search_rewards(desk, filters, Part(0, limit)).page) == limit
        return len(captured)

    assert queries(plain, 1) == queries(plain, 30) == 5
    assert queries(full, 1) == queries(full, 30) == 21


def test_a_desk_sees_what_somebody_can_redeem_there(cast: Cast, many: None) -> None:
    desk = actor_for(cast.club.pk)

    here = [one.reward for one in rewards_for(desk, cast.club.pk, cast.amina.pk) if one.is_redeemable]
    assert {reward.public_id for reward in here} == {"swim", "book", "hidden", "last", "tent"}
    assert [reward.points for reward in here] == [5, 5, 5, 5, 10]
    with pytest.raises(PermissionMissing):
        rewards_for(desk, cast.theatre.pk, cast.amina.pk)
    with pytest.raises(PassholderNotFound):
        rewards_for(desk, cast.club.pk, 10**9)


def test_words_are_found_whatever_is_around_them() -> None:
    assert words_of("Koffie* of  thée!") == ["koffie", "of", "thee"]
    assert words_of(" *\x00 ") == []
