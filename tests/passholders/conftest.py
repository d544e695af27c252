"""Callers with chosen rights, and what must not grow when something is refused."""

from collections.abc import Callable

import pytest
from django.db import models

from openpas.demo.cast import Cast
from openpas.foundation.actor import ALL_CARD_SYSTEMS, Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, CardSystemMembership, GroupPass, Passholder
from openpas.records.models import AccessLine, AuditLine, OutboxMessage

TABLES: tuple[type[models.Model], ...] = (
    Passholder,
    CardSystemMembership,
    Card,
    GroupPass,
    OutboxMessage,
    AuditLine,
    AccessLine,
)
RowCounts = Callable[[], dict[str, int]]
ALL = Actor("client:all", ActorKind.CLIENT, everywhere=frozenset(Permission))
NOBODY = Actor("client:nobody", ActorKind.CLIENT)


def may(*permissions: Permission, at: int, card_systems: frozenset[int] = ALL_CARD_SYSTEMS) -> Actor:
    """Somebody with these rights for one organizer."""
    return Actor("client:some", ActorKind.CLIENT, by_organizer={at: dict.fromkeys(permissions, card_systems)})


@pytest.fixture
def rows(cast: Cast) -> RowCounts:
    return lambda: {table.__name__: table._default_manager.count() for table in TABLES}
