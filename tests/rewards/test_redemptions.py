"""What somebody redeemed, and whether it would be possible to redeem."""

from uuid import UUID

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.organizers.refusals import OrganizerNotFound
from openpas.passholders.refusals import InvalidUitpasNumber, PassholderNotFound
from openpas.records.models import AccessLine
from openpas.rewards import refusals
from openpas.rewards.models import Redemption
from openpas.rewards.queries import (
    RedemptionFilters,
    redemptions_of,
    refusal_to_redeem_reward,
    reward_by_id,
)
from openpas.rewards.service import cancel_redemption, redeem
from tests.rewards.conftest import Written, actor_for, granted
from tests.rewards.rewards_around import Part

pytestmark = pytest.mark.django_db


@pytest.fixture
def redeemed(cast: Cast, theatre_desk: Actor) -> tuple[Redemption, Redemption]:
    """Amina's drink and then her welcome reward; another drink was taken back."""
    granted(cast)
    drink = redeem(theatre_desk, "cast-drink", cast.amina_number)
    welcome = redeem(theatre_desk, "cast-welcome", cast.amina_number)
    cancel_redemption(theatre_desk, redeem(theatre_desk, "cast-drink", cast.amina_number).pk)
    return drink, welcome


def found(actor: Actor, filters: RedemptionFilters) -> list[UUID]:
    return [details.redemption.pk for details in redemptions_of(actor, filters, Part())[1]]


def test_redemptions_of_a_person_newest_first_without_what_was_taken_back(
    cast: Cast, theatre_desk: Actor, redeemed: tuple[Redemption, Redemption]
) -> None:
    drink, welcome = redeemed
    number, amina = cast.amina_number, cast.amina.public_id

    assert found(theatre_desk, RedemptionFilters(uitpas_number=number)) == [welcome.pk, drink.pk]
    at_theatre = RedemptionFilters(passholder_id=amina, organizer_ids=("CAST-theatre",))
    assert found(theatre_desk, at_theatre) == [welcome.pk, drink.pk]
    assert found(theatre_desk, RedemptionFilters(uitpas_number=number, reward_type="POINTS")) == [drink.pk]
    assert found(theatre_desk, RedemptionFilters(uitpas_number=number, reward_title="WELKOM")) == [welcome.pk]
    assert found(theatre_desk, RedemptionFilters(uitpas_number=cast.bart_number)) == []
    assert found(theatre_desk, RedemptionFilters(uitpas_number="0900000095902")) == []
    assert found(theatre_desk, RedemptionFilters(uitpas_number=cast.chloe_number)) == []
    total, page = redemptions_of(theatre_desk, RedemptionFilters(uitpas_number=number), Part(1, 1))
    assert (total, page[0].redemption.pk) == (2, drink.pk)
    at_club = RedemptionFilters(passholder_id=amina, organizer_ids=("cast-club",))
    assert found(actor_for(cast.club.pk), at_club) == []


def test_looking_leaves_a_line_for_the_person(cast: Cast, theatre_desk: Actor) -> None:
    redemptions_of(theatre_desk, RedemptionFilters(uitpas_number=cast.amina_number), Part())

    assert [(line.passholder_id, line.purpose) for line in AccessLine.objects.all()] == [(cast.amina.pk, "rewards")]


def test_exactly_one_way_to_name_the_person(cast: Cast, theatre_desk: Actor) -> None:
    amina = cast.amina.public_id
    for wrong in (
        RedemptionFilters(),
        RedemptionFilters(passholder_id=amina),
        RedemptionFilters(uitpas_number=cast.amina_number, passholder_id=amina, organizer_ids=("cast-theatre",)),
    ):
        with pytest.raises(refusals.InvalidRewardQuery) as caught:
            redemptions_of(theatre_desk, wrong, Part())
        assert caught.value.status == 404
    with pytest.raises(InvalidUitpasNumber):
        redemptions_of(theatre_desk, RedemptionFilters(uitpas_number="123"), Part())
    with pytest.raises(OrganizerNotFound):
        redemptions_of(theatre_desk, RedemptionFilters(passholder_id=amina, organizer_ids=("x",)), Part())


def test_reading_redemptions_needs_the_right(cast: Cast) -> None:
    without = actor_for(cast.theatre.pk, rights=(Permission.REWARDS_REDEEM,))
    elsewhere = RedemptionFilters(passholder_id=cast.amina.public_id, organizer_ids=("cast-theatre",))

    with pytest.raises(PermissionMissing):
        redemptions_of(without, RedemptionFilters(uitpas_number=cast.amina_number), Part())
    with pytest.raises(PermissionMissing):
        redemptions_of(actor_for(cast.aalst.pk), elsewhere, Part())
    assert not AccessLine.objects.exists()


def test_a_reward_is_read_by_who_works_with_it(cast: Cast, theatre_desk: Actor) -> None:
    assert reward_by_id(theatre_desk, "Cast-Drink").reward == cast.drink
    with pytest.raises(PermissionMissing):
        reward_by_id(actor_for(cast.aalst.pk), "cast-drink")
    with pytest.raises(refusals.RewardNotFound):
        reward_by_id(theatre_desk, "nothing")


def test_asking_before_redeeming_changes_nothing(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    before = written()

    assert refusal_to_redeem_reward(theatre_desk, "cast-drink", cast.amina_number) is None
    bart = refusal_to_redeem_reward(theatre_desk, "cast-drink", cast.bart_number)
    assert isinstance(bart, refusals.NotEnoughPoints)
    chloe = refusal_to_redeem_reward(theatre_desk, "cast-drink", cast.chloe_number)
    assert isinstance(chloe, refusals.GroupPassCannotRedeem)
    assert written() == before


def test_asking_needs_a_reward_a_right_and_a_pass(cast: Cast, theatre_desk: Actor) -> None:
    with pytest.raises(refusals.RewardNotFound):
        refusal_to_redeem_reward(theatre_desk, "nothing", cast.amina_number)
    with pytest.raises(PermissionMissing):
        refusal_to_redeem_reward(actor_for(cast.aalst.pk), "cast-drink", cast.amina_number)
    with pytest.raises(InvalidUitpasNumber):
        refusal_to_redeem_reward(theatre_desk, "cast-drink", "123")
    with pytest.raises(PassholderNotFound):
        refusal_to_redeem_reward(theatre_desk, "cast-drink", "0900000095902")
    assert not AccessLine.objects.exists()
