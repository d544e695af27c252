"""Actors and the rows that redeeming writes, which the tests of rewards share."""

from collections.abc import Callable

import pytest

from openpas.checkins.models import PointsLine
from openpas.demo.cast import Cast
from openpas.foundation.actor import ALL_CARD_SYSTEMS, Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.records.models import AuditLine, OutboxMessage
from openpas.rewards.models import Redemption, RedemptionCancellation, Reward, RewardCode, WelcomeGrant
from openpas.runtime import clock

TABLES = (Redemption, RedemptionCancellation, WelcomeGrant, PointsLine, OutboxMessage, AuditLine)
RIGHTS = (
    Permission.REWARDS_READ,
    Permission.REWARDS_WRITE,
    Permission.REWARDS_REDEEM,
    Permission.REWARDS_PASSHOLDERS_READ,
)
Written = Callable[[], tuple[int, ...]]


def actor_for(*organizer_ids: int, rights: tuple[Permission, ...] = RIGHTS) -> Actor:
    grants = dict.fromkeys(rights, ALL_CARD_SYSTEMS)
    return Actor("client:test", ActorKind.CLIENT, by_organizer=dict.fromkeys(organizer_ids, grants))


def granted(cast: Cast) -> None:
    """Give Amina the welcome reward of the cast."""
    WelcomeGrant.objects.create(
        reward=cast.welcome, passholder=cast.amina, card_system=cast.gent, granted_at=clock.now()
    )


@pytest.fixture
def theatre_desk(cast: Cast) -> Actor:
    """May do everything with the theatre's rewards, and nothing elsewhere."""
    return actor_for(cast.theatre.pk)


@pytest.fixture
def written(cast: Cast) -> Written:
    """How many rows there are in every table that redeeming writes, units, codes in hand, and two balances."""

    def count() -> tuple[int, ...]:
        for person in (cast.amina, cast.bart):
            person.points_account.refresh_from_db()
        units = sum(Reward.objects.values_list("units_taken", flat=True))
        codes = RewardCode.objects.exclude(redemption=None).count()
        rows = (table.objects.count() for table in TABLES)
        return *rows, units, codes, cast.amina.points_account.points, cast.bart.points_account.points

    return count
