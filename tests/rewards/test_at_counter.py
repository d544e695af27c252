"""The rewards of a desk, for everybody and for one person."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from openpas.demo.builders import Offer, reward
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.foundation.permissions import Permission
from openpas.records.models import AccessLine
from openpas.rewards.at_counter import Standing, rewards_at_desk, rewards_for
from openpas.rewards.service import redeem
from openpas.runtime import clock


def actor(cast: Cast, *permissions: Permission) -> Actor:
    grants = dict.fromkeys(permissions, frozenset[int]())
    return Actor("user:1", ActorKind.STAFF, by_organizer={cast.theatre.pk: grants}, desk_id=cast.theatre.pk)


def test_somebody_can_have_some_save_for_others_and_had_the_rest(cast: Cast) -> None:
    desk, now = actor(cast, Permission.REWARDS_REDEEM), clock.now()
    reward(cast.gent, cast.theatre, Offer("once", "Beker", 2, limit=Limit(1, Period.ABSOLUTE)), now)
    reward(cast.gent, cast.theatre, Offer("dear", "Weekend", 40), now)
    reward(cast.gent, cast.theatre, Offer("over", "Voorbij", 1, is_over=True), now)
    redeem(desk, "once", cast.amina_number, cast.theatre.pk)

    found = rewards_for(desk, cast.theatre.pk, cast.amina.pk)

    assert [(one.reward.title, one.standing, one.missing_points) for one in found] == [
        ("Gratis drankje aan de bar", Standing.REDEEMABLE, 0),
        ("Weekend", Standing.NOT_ENOUGH_POINTS, 30),
        ("Beker", Standing.DONE, 0),
    ]
    assert AccessLine.objects.filter(purpose="rewards", passholder_id=cast.amina.pk).exists()


def test_the_number_of_queries_does_not_grow(
    cast: Cast, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    desk, now = actor(cast, Permission.REWARDS_READ), clock.now()
    for number in range(5):
        made = reward(cast.gent, cast.theatre, Offer(f"more-{number}", f"Nog {number}", 3), now)
        made.cities, made.max_available_units, made.units_taken = ["44021"], 4, number % 4
        made.save()

    with django_assert_num_queries(5):
        found = rewards_at_desk(desk, cast.theatre.pk)

    assert [(one.residents_of, one.units_left) for one in found if one.residents_of] == [
        (("Gent",), left) for left in (4, 3, 2, 1, 4)
    ]
    assert [one.reward.title for one in rewards_at_desk(desk, cast.theatre.pk, "nog 3")] == ["Nog 3"]


def test_without_the_right_nothing_is_told(cast: Cast) -> None:
    stranger = actor(cast)

    with pytest.raises(PermissionMissing):
        rewards_at_desk(stranger, cast.theatre.pk)
    with pytest.raises(PermissionMissing):
        rewards_for(stranger, cast.theatre.pk, cast.amina.pk)
    assert not AccessLine.objects.exists()
