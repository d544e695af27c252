"""Make and change rewards: what must be there, what is filled in, what is frozen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.foundation.permissions import Permission
from openpas.organizers.refusals import OrganizerNotFound
from openpas.records.models import AuditLine, OutboxMessage
from openpas.rewards.models import Reward
from openpas.rewards.refusals import InvalidReward, InvalidRewardCardSystem, RewardNotEditable, RewardNotFound
from openpas.rewards.rules.editing import DEFAULT_PICTURES, RewardDraft, completed
from openpas.rewards.rules.redeeming import Span
from openpas.rewards.service import cancel_redemption, create_reward, grant_welcome_rewards, redeem, update_reward
from openpas.runtime import clock
from tests.rewards.conftest import Written, actor_for

BEGIN = clock.now().replace(microsecond=0) - timedelta(days=2)
PUBLISHED = Span(BEGIN, BEGIN + timedelta(days=100))
WELCOME = RewardDraft("Gratis zwemmen", "WELCOME", "Kom zwemmen", PUBLISHED)
COFFEE = RewardDraft(
    "Gratis koffie",
    "POINTS",
    "Een kop koffie",
    PUBLISHED,
    points=3,
    categories=("Eten en drinken",),
    more_info_url="https://example.org/koffie",
)


def pointers(draft: RewardDraft) -> list[str]:
    with pytest.raises(InvalidReward) as caught:
        completed(draft)
    errors = caught.value.extensions["schemaErrors"]
    assert isinstance(errors, list)
    return [error["jsonPointer"] for error in errors]


def test_a_points_reward_names_its_price_category_and_address() -> None:
    bare = replace(COFFEE, points=None, categories=(), more_info_url="")

    assert pointers(bare) == ["/points", "/categories", "/moreInfoURL"]
    assert pointers(replace(COFFEE, points=0)) == ["/points"]
    assert pointers(replace(COFFEE, categories=("Gadget",))) == ["/categories"]


def test_what_contradicts_itself_is_refused_all_at_once() -> None:
    backwards = Span(BEGIN, BEGIN - timedelta(seconds=1))
    wrong = replace(
        WELCOME,
        title=" ",
        promotional_description="",
        max_available_units=-1,
        limit=Limit(0, Period.DAY),
        publication_period=backwards,
        redeem_period=backwards,
        granting_period=backwards,
    )

    assert pointers(wrong) == [
        "/title",
        "/promotionalDescription",
        "/maxAvailableUnits",
        "/redeemConstraint/volume",
        "/publicationPeriod/end",
        "/redeemPeriod/end",
        "/grantingPeriod/end",
    ]


def test_defaults_of_a_points_reward() -> None:
    complete = completed(COFFEE)

    assert complete.redeem_period == PUBLISHED
    assert complete.granting_period is None
    assert complete.pictures == (DEFAULT_PICTURES["POINTS"],)
    assert complete.is_for_all_card_systems is True


def test_defaults_of_a_welcome_reward() -> None:
    complete = completed(replace(WELCOME, points=7))

    assert complete.points == 0
    assert complete.redeem_period == complete.granting_period == PUBLISHED
    assert complete.pictures == (DEFAULT_PICTURES["WELCOME"],)


def test_naming_card_systems_is_not_meaning_all() -> None:
    assert completed(replace(COFFEE, applicable_card_system_ids=(5,))).is_for_all_card_systems is False
    both = replace(COFFEE, applicable_card_system_ids=(5,), is_for_all_card_systems=True)
    assert completed(both).is_for_all_card_systems is True


@pytest.mark.django_db
def test_a_reward_is_made_for_the_first_organizer_of_who_makes_it(cast: Cast, theatre_desk: Actor) -> None:
    reward = create_reward(theatre_desk, COFFEE)

    stored = Reward.objects.get(pk=reward.pk)
    assert [organizer.public_id for organizer in stored.organizers.all()] == ["cast-theatre"]
    assert (stored.owning_card_system, stored.status, stored.units_taken) == (cast.gent, "ACTIVE", 0)
    assert (stored.points, stored.categories) == (3, ["Eten en drinken"])
    assert (stored.redeem_begins_at, stored.redeem_ends_at) == (PUBLISHED.begins_at, PUBLISHED.ends_at)
    assert stored.granting_begins_at is None
    assert OutboxMessage.objects.get().kind == "RewardCreated"
    assert AuditLine.objects.get().subject == f"reward:{stored.pk}"
    assert redeem(theatre_desk, stored.public_id, cast.amina_number).points == 3


@pytest.mark.django_db
def test_the_desk_comes_before_the_first_organizer(cast: Cast) -> None:
    rights = actor_for(cast.theatre.pk, cast.club.pk).by_organizer
    clerk = Actor("user:1", ActorKind.STAFF, by_organizer=rights, desk_id=cast.club.pk)

    assert create_reward(clerk, COFFEE).organizers.get() == cast.club


@pytest.mark.django_db
def test_a_reward_for_chosen_organizers_and_card_systems(cast: Cast) -> None:
    cast.club.card_systems.add(cast.dender)
    draft = replace(
        COFFEE,
        organizer_ids=("CAST-CLUB",),
        owning_card_system_id=cast.dender.pk,
        applicable_card_system_ids=(cast.gent.pk, cast.dender.pk),
    )
    reward = create_reward(actor_for(cast.theatre.pk, cast.club.pk), draft)

    assert reward.organizers.get() == cast.club
    assert reward.owning_card_system == cast.dender
    assert set(reward.applicable_card_systems.all()) == {cast.gent, cast.dender}


@pytest.mark.django_db
def test_only_for_own_members_when_nothing_is_named(cast: Cast, theatre_desk: Actor) -> None:
    reward = create_reward(theatre_desk, replace(COFFEE, is_for_all_card_systems=False))

    assert list(reward.applicable_card_systems.all()) == [cast.gent]


@pytest.mark.django_db
def test_nobody_makes_a_reward_without_the_right(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    before = written()
    for actor, draft, refusal in (
        (actor_for(), COFFEE, PermissionMissing),
        (actor_for(cast.theatre.pk, rights=(Permission.REWARDS_READ,)), COFFEE, PermissionMissing),
        (theatre_desk, replace(COFFEE, organizer_ids=("cast-theatre", "cast-club")), PermissionMissing),
        (theatre_desk, replace(COFFEE, organizer_ids=("nobody",)), OrganizerNotFound),
        (theatre_desk, replace(COFFEE, owning_card_system_id=cast.dender.pk), InvalidRewardCardSystem),
        (theatre_desk, replace(COFFEE, applicable_card_system_ids=(404,)), InvalidRewardCardSystem),
        (theatre_desk, replace(COFFEE, points=0), InvalidReward),
    ):
        with pytest.raises(refusal):
            create_reward(actor, draft)
    in_dender = {Permission.REWARDS_WRITE: frozenset({cast.dender.pk})}
    with pytest.raises(PermissionMissing):
        create_reward(Actor("client:x", ActorKind.CLIENT, by_organizer={cast.theatre.pk: in_dender}), COFFEE)
    assert Reward.objects.count() == 2
    assert written() == before


@pytest.mark.django_db
def test_changing_overwrites_all_but_organizers_and_owner(cast: Cast, theatre_desk: Actor) -> None:
    full = replace(
        COFFEE, max_available_units=5, limit=Limit(1, Period.DAY), is_sport=True, practical_info="Toon je pas"
    )
    reward = create_reward(theatre_desk, full)

    update_reward(theatre_desk, reward.public_id.upper(), replace(COFFEE, title="Koffie of thee", points=4))

    stored = Reward.objects.get(pk=reward.pk)
    assert (stored.title, stored.points, stored.is_sport, stored.practical_info) == ("Koffie of thee", 4, False, "")
    assert (stored.max_available_units, stored.redeem_limit_volume, stored.redeem_limit_period) == (None, None, "")
    assert stored.organizers.get() == cast.theatre
    assert stored.public_id == reward.public_id
    assert OutboxMessage.objects.order_by("-pk")[0].kind == "RewardUpdated"


@pytest.mark.django_db
def test_a_reward_moves_to_another_organizer_of_who_may_write_for_it(cast: Cast, theatre_desk: Actor) -> None:
    reward = create_reward(theatre_desk, COFFEE)
    moved = replace(COFFEE, organizer_ids=("cast-club",))

    with pytest.raises(PermissionMissing):
        update_reward(theatre_desk, reward.public_id, moved)
    update_reward(actor_for(cast.theatre.pk, cast.club.pk), reward.public_id, moved)
    assert reward.organizers.get() == cast.club


@pytest.mark.django_db
def test_what_was_redeemed_once_keeps_its_price_and_first_day(cast: Cast, theatre_desk: Actor) -> None:
    reward = create_reward(theatre_desk, COFFEE)
    cancel_redemption(theatre_desk, redeem(theatre_desk, reward.public_id, cast.amina_number).pk)
    later = Span(BEGIN + timedelta(hours=1))

    for changed in (
        replace(COFFEE, points=4),
        replace(COFFEE, redeem_period=later),
        replace(COFFEE, granting_period=later),
        replace(COFFEE, publication_period=later),
    ):
        with pytest.raises(RewardNotEditable):
            update_reward(theatre_desk, reward.public_id, changed)
    assert Reward.objects.get(pk=reward.pk).points == 3

    longer = Span(BEGIN, BEGIN + timedelta(days=500))
    update_reward(theatre_desk, reward.public_id, replace(COFFEE, title="Koffie", redeem_period=longer))
    assert Reward.objects.get(pk=reward.pk).redeem_ends_at == longer.ends_at


@pytest.mark.django_db
def test_what_was_granted_once_is_frozen_too(cast: Cast, theatre_desk: Actor) -> None:
    reward = create_reward(theatre_desk, WELCOME)
    grant_welcome_rewards(cast.bart.pk, cast.gent.pk)

    with pytest.raises(RewardNotEditable):
        update_reward(
            theatre_desk, reward.public_id, replace(WELCOME, granting_period=Span(BEGIN + timedelta(hours=1)))
        )
    update_reward(theatre_desk, reward.public_id, replace(WELCOME, title="Zwemmen"))


@pytest.mark.django_db
def test_there_are_never_fewer_units_than_were_taken(cast: Cast, theatre_desk: Actor) -> None:
    reward = create_reward(theatre_desk, COFFEE)
    for _ in range(2):
        redeem(theatre_desk, reward.public_id, cast.amina_number)

    with pytest.raises(InvalidReward):
        update_reward(theatre_desk, reward.public_id, replace(COFFEE, max_available_units=1))
    update_reward(theatre_desk, reward.public_id, replace(COFFEE, max_available_units=2))


@pytest.mark.django_db
def test_changing_needs_the_right_for_the_reward(cast: Cast, theatre_desk: Actor) -> None:
    with pytest.raises(RewardNotFound):
        update_reward(theatre_desk, "nothing", COFFEE)
    with pytest.raises(PermissionMissing):
        update_reward(actor_for(cast.club.pk), "cast-drink", COFFEE)
    assert Reward.objects.get(public_id="cast-drink").title == "Gratis drankje aan de bar"
