"""Redeem and take back, on the database: what is written, what is not, and who may."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Sum

from openpas.checkins.models import PointsLine
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.identifiers import moment_of
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import Card, Passholder, PointsAccount
from openpas.passholders.refusals import InvalidUitpasNumber, PassholderNotFound
from openpas.records.models import AuditLine, OutboxMessage
from openpas.rewards import refusals
from openpas.rewards.models import Redemption, RedemptionCancellation, Reward, RewardCode
from openpas.rewards.service import cancel_redemption, redeem
from openpas.runtime import clock
from tests.rewards.conftest import Written, actor_for, granted

pytestmark = pytest.mark.django_db


def balance_of(person: Passholder) -> int:
    return PointsAccount.objects.get(passholder=person).points


def sum_of_lines(person: Passholder) -> int:
    lines = PointsLine.objects.filter(passholder_id=person.pk)
    return int(lines.aggregate(total=Sum("points"))["total"])


def change(reward: Reward, **columns: object) -> None:
    Reward.objects.filter(pk=reward.pk).update(**columns)


def test_a_desk_redeems_a_reward(cast: Cast, theatre_desk: Actor) -> None:
    redemption = redeem(theatre_desk, "CAST-drink", cast.amina_number)

    stored = Redemption.objects.get()
    assert stored == redemption
    assert (stored.reward, stored.passholder, stored.organizer) == (cast.drink, cast.amina, cast.theatre)
    assert (stored.points, stored.uitpas_number, stored.code) == (5, cast.amina_number, "")
    assert stored.actor == "client:test"
    assert moment_of(stored.pk) == stored.created_at
    assert balance_of(cast.amina) == sum_of_lines(cast.amina) == 7
    line = PointsLine.objects.get(kind="REDEMPTION")
    assert (line.points, line.balance_after, line.source) == (-5, 7, stored.pk)
    assert Reward.objects.get(pk=cast.drink.pk).units_taken == 1
    assert OutboxMessage.objects.get().kind == "RewardRedeemed"
    assert OutboxMessage.objects.get().payload == {
        "redemption_id": str(stored.pk),
        "reward_id": cast.drink.pk,
        "passholder_id": cast.amina.pk,
        "organizer_id": cast.theatre.pk,
        "points": 5,
    }
    assert AuditLine.objects.get().action == "reward.redeem"


def test_a_welcome_reward_costs_nothing_and_takes_no_second_unit(cast: Cast, theatre_desk: Actor) -> None:
    granted(cast)
    change(cast.welcome, units_taken=1, max_available_units=1)

    redeem(theatre_desk, "cast-welcome", cast.amina_number)

    assert balance_of(cast.amina) == 12
    assert not PointsLine.objects.filter(kind="REDEMPTION").exists()
    assert Reward.objects.get(pk=cast.welcome.pk).units_taken == 1
    with pytest.raises(refusals.RewardLimitReached):
        redeem(theatre_desk, "cast-welcome", cast.amina_number)


def test_an_online_reward_hands_out_its_codes_one_by_one(cast: Cast, theatre_desk: Actor) -> None:
    change(cast.drink, is_online=True)
    RewardCode.objects.bulk_create(RewardCode(reward=cast.drink, code=code) for code in ("AAA", "BBB"))

    first, second = (redeem(theatre_desk, "cast-drink", cast.amina_number) for _ in range(2))
    PointsAccount.objects.update(points=5)
    with pytest.raises(refusals.RewardVolumeReached):
        redeem(theatre_desk, "cast-drink", cast.amina_number)

    assert (first.code, second.code) == ("AAA", "BBB")
    assert RewardCode.objects.get(code="AAA").redemption == first


REFUSALS = [
    ({"status": "INACTIVE"}, refusals.RewardNotOffered),
    ({"redeem_begins_at": clock.now() + timedelta(days=3000)}, refusals.RewardPeriodNotBegun),
    ({"redeem_ends_at": clock.now() - timedelta(days=3000)}, refusals.RewardPeriodOver),
    ({"max_available_units": 4, "units_taken": 4}, refusals.RewardVolumeReached),
    ({"cities": ["41002"]}, refusals.NotAResident),
    ({"points": 13}, refusals.NotEnoughPoints),
    ({"type": "WELCOME", "points": 0}, refusals.WelcomeRewardNotGranted),
]


@pytest.mark.parametrize(("columns", "refusal"), REFUSALS)
def test_a_refused_reward_writes_nothing(
    cast: Cast, written: Written, columns: dict[str, object], refusal: type[Refusal]
) -> None:
    change(cast.drink, **columns)
    before = written()

    with pytest.raises(refusal):
        redeem(actor_for(cast.theatre.pk), "cast-drink", cast.amina_number)

    assert written() == before


def test_a_reward_for_members_of_another_region_writes_nothing(
    cast: Cast, theatre_desk: Actor, written: Written
) -> None:
    change(cast.drink, is_for_all_card_systems=False)
    cast.drink.applicable_card_systems.set([cast.dender])
    before = written()

    with pytest.raises(refusals.NoApplicableCardSystem):
        redeem(theatre_desk, "cast-drink", cast.amina_number)

    assert written() == before


def test_a_person_who_redeemed_often_enough_is_refused(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    change(cast.drink, redeem_limit_volume=1, redeem_limit_period="WEEK")
    redeem(theatre_desk, "cast-drink", cast.amina_number)
    before = written()

    with pytest.raises(refusals.RewardLimitReached):
        redeem(theatre_desk, "cast-drink", cast.amina_number)

    assert written() == before


def test_cards_that_cannot_redeem(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    before = written()
    with pytest.raises(refusals.GroupPassCannotRedeem):
        redeem(theatre_desk, "cast-drink", cast.chloe_number)
    with pytest.raises(InvalidUitpasNumber):
        redeem(theatre_desk, "cast-drink", "0900000100018")
    with pytest.raises(PassholderNotFound):
        redeem(theatre_desk, "cast-drink", "0900000095902")
    Card.objects.filter(uitpas_number=cast.amina_number).update(status="BLOCKED")
    with pytest.raises(refusals.CardCannotRedeem):
        redeem(theatre_desk, "cast-drink", cast.amina_number)
    cast.bart.memberships.update(is_blocked=True)
    with pytest.raises(refusals.NoActiveCardSystem):
        redeem(theatre_desk, "cast-drink", cast.bart_number)
    Passholder.objects.filter(pk=cast.bart.pk).update(is_blocked=True)
    with pytest.raises(refusals.PersonCannotRedeem):
        redeem(theatre_desk, "cast-drink", cast.bart_number)
    assert written() == before


def test_only_a_counter_of_the_reward_redeems_it(cast: Cast, written: Written) -> None:
    before = written()
    with pytest.raises(refusals.RewardNotFound):
        redeem(actor_for(cast.theatre.pk), "nothing", cast.amina_number)
    for stranger in (
        actor_for(),
        actor_for(cast.club.pk),
        actor_for(cast.theatre.pk, rights=(Permission.REWARDS_READ,)),
    ):
        with pytest.raises(PermissionMissing):
            redeem(stranger, "cast-drink", cast.amina_number)
    with pytest.raises(PermissionMissing):
        redeem(actor_for(cast.theatre.pk, cast.club.pk), "cast-drink", cast.amina_number, cast.club.pk)
    assert written() == before


def test_a_reward_without_organizers_is_redeemed_at_every_counter_of_its_card_systems(cast: Cast) -> None:
    cast.drink.organizers.clear()
    change(cast.drink, is_for_all_card_systems=False, points=1)
    cast.drink.applicable_card_systems.set([cast.gent])
    both = actor_for(cast.club.pk, cast.theatre.pk)
    at_club = Actor("user:1", ActorKind.STAFF, by_organizer=both.by_organizer, desk_id=cast.club.pk)
    everywhere = Actor("client:all", ActorKind.CLIENT, everywhere=frozenset({Permission.REWARDS_REDEEM}))

    with pytest.raises(PermissionMissing):
        redeem(actor_for(cast.aalst.pk), "cast-drink", cast.amina_number)
    assert redeem(both, "cast-drink", cast.amina_number).organizer_id == cast.theatre.pk
    assert redeem(both, "cast-drink", cast.amina_number, cast.club.pk).organizer_id == cast.club.pk
    assert redeem(at_club, "cast-drink", cast.amina_number).organizer_id == cast.club.pk
    assert redeem(everywhere, "cast-drink", cast.amina_number).organizer_id is None
    assert redeem(everywhere, "cast-drink", cast.amina_number, cast.club.pk).organizer_id == cast.club.pk


def test_a_right_in_one_card_system_holds_for_rewards_of_that_one(cast: Cast) -> None:
    change(cast.drink, is_for_all_card_systems=False)
    cast.drink.applicable_card_systems.set([cast.gent])
    in_dender = {Permission.REWARDS_REDEEM: frozenset({cast.dender.pk})}
    in_gent = {Permission.REWARDS_REDEEM: frozenset({cast.gent.pk})}

    with pytest.raises(PermissionMissing):
        redeem(
            Actor("client:x", ActorKind.CLIENT, by_organizer={cast.theatre.pk: in_dender}),
            "cast-drink",
            cast.amina_number,
        )
    redeem(
        Actor("client:x", ActorKind.CLIENT, by_organizer={cast.theatre.pk: in_gent}), "cast-drink", cast.amina_number
    )


def test_cancelling_is_the_inverse_of_redeeming(cast: Cast, theatre_desk: Actor) -> None:
    RewardCode.objects.create(reward=cast.drink, code="ONLY")
    redemption = redeem(theatre_desk, "cast-drink", cast.amina_number)

    cancel_redemption(theatre_desk, redemption.pk)

    assert balance_of(cast.amina) == sum_of_lines(cast.amina) == 12
    assert Reward.objects.get(pk=cast.drink.pk).units_taken == 0
    line = PointsLine.objects.get(kind="REDEMPTION_CANCELLED")
    assert (line.points, line.balance_after, line.source) == (5, 12, redemption.pk)
    assert RedemptionCancellation.objects.get().actor == "client:test"
    assert [message.kind for message in OutboxMessage.objects.order_by("pk")] == [
        "RewardRedeemed",
        "RedemptionCancelled",
    ]
    with pytest.raises(refusals.RewardVolumeReached):
        redeem(theatre_desk, "cast-drink", cast.amina_number)


def test_what_was_cancelled_counts_no_longer_against_a_limit(cast: Cast, theatre_desk: Actor) -> None:
    change(cast.drink, redeem_limit_volume=1, redeem_limit_period="ABSOLUTE", max_available_units=1)
    cancel_redemption(theatre_desk, redeem(theatre_desk, "cast-drink", cast.amina_number).pk)

    assert redeem(theatre_desk, "cast-drink", cast.amina_number).points == 5


def test_the_price_of_its_day_comes_back(cast: Cast, theatre_desk: Actor) -> None:
    redemption = redeem(theatre_desk, "cast-drink", cast.amina_number)
    change(cast.drink, points=9)

    cancel_redemption(theatre_desk, redemption.pk)

    assert balance_of(cast.amina) == 12


def test_a_welcome_reward_that_was_taken_back_can_be_redeemed_again(cast: Cast, theatre_desk: Actor) -> None:
    granted(cast)
    change(cast.welcome, units_taken=1)
    cancel_redemption(theatre_desk, redeem(theatre_desk, "cast-welcome", cast.amina_number).pk)

    assert Reward.objects.get(pk=cast.welcome.pk).units_taken == 1
    redeem(theatre_desk, "cast-welcome", cast.amina_number)


def test_cancelling_needs_the_right_and_something_to_cancel(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    redemption = redeem(theatre_desk, "cast-drink", cast.amina_number)
    before = written()
    with pytest.raises(PermissionMissing):
        cancel_redemption(actor_for(cast.aalst.pk), redemption.pk)
    with pytest.raises(refusals.RedemptionNotFound):
        cancel_redemption(theatre_desk, uuid4())
    assert written() == before

    cancel_redemption(theatre_desk, redemption.pk)
    before = written()
    with pytest.raises(refusals.RedemptionNotFound) as caught:
        cancel_redemption(theatre_desk, redemption.pk)
    assert caught.value.status == 404
    assert written() == before


def test_the_database_refuses_to_change_what_happened(cast: Cast, theatre_desk: Actor) -> None:
    redemption = redeem(theatre_desk, "cast-drink", cast.amina_number)

    with pytest.raises(DatabaseError), transaction.atomic():
        Redemption.objects.filter(pk=redemption.pk).update(points=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Redemption.objects.filter(pk=redemption.pk).delete()


def test_redemptions_carry_their_moment(cast: Cast, theatre_desk: Actor) -> None:
    redemption = redeem(theatre_desk, "cast-drink", cast.amina_number)

    assert isinstance(redemption.pk, UUID)
    assert redemption.pk.version == 7
