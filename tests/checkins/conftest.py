"""Actors and small changes to the cast that the check-in tests share."""

from collections.abc import Callable

import pytest

from openpas.checkins.models import Checkin, CheckinCancellation, PointsLine
from openpas.demo.cast import Cast
from openpas.foundation.actor import ALL_CARD_SYSTEMS, Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.records.models import AuditLine, IdempotencyAnswer, OutboxMessage

TABLES = (Checkin, CheckinCancellation, PointsLine, OutboxMessage, AuditLine, IdempotencyAnswer)


def actor_for(*organizer_ids: int, rights: tuple[Permission, ...] = ()) -> Actor:
    chosen = rights or (Permission.CHECKINS_WRITE, Permission.CHECKINS_READ)
    grants = dict.fromkeys(chosen, ALL_CARD_SYSTEMS)
    return Actor("client:test", ActorKind.CLIENT, by_organizer=dict.fromkeys(organizer_ids, grants))


@pytest.fixture
def theatre_desk(cast: Cast) -> Actor:
    """May check in and read check-ins at the theatre, and nowhere else."""
    return actor_for(cast.theatre.pk)


@pytest.fixture
def written(cast: Cast) -> Callable[[], tuple[int, ...]]:
    """How many rows there are in every table that a check-in writes, and the balances of Amina and Bart."""

    def count() -> tuple[int, ...]:
        for person in (cast.amina, cast.bart):
            person.points_account.refresh_from_db()
        rows = (table.objects.count() for table in TABLES)
        return *rows, cast.amina.points_account.points, cast.bart.points_account.points

    return count
