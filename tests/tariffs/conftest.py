"""The desks and the counting of rows that the tests of tickets share."""

from collections.abc import Callable

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.actor import ALL_CARD_SYSTEMS, Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.records.models import AuditLine, OutboxMessage
from openpas.tariffs.models import GrantedCoupon, Posting, TicketSale, TicketSaleCancellation

TABLES = (TicketSale, TicketSaleCancellation, Posting, OutboxMessage, AuditLine, GrantedCoupon)
RIGHTS = (
    Permission.TARIFFS_READ,
    Permission.TICKETSALES_REGISTER,
    Permission.TICKETSALES_SEARCH,
    Permission.PASSHOLDER_COUPONS_READ,
    Permission.GROUPPASS_COUPONS_READ,
)
REGION = Actor("user:1", ActorKind.STAFF)


def actor_for(*organizer_ids: int, rights: tuple[Permission, ...] = RIGHTS) -> Actor:
    grants = dict.fromkeys(rights, ALL_CARD_SYSTEMS)
    return Actor("client:test", ActorKind.CLIENT, by_organizer=dict.fromkeys(organizer_ids, grants))


@pytest.fixture
def theatre(cast: Cast) -> Actor:
    """A desk of the theatre in Gent, and of nobody else."""
    return actor_for(cast.theatre.pk)


@pytest.fixture
def stranger(cast: Cast) -> Actor:
    """A desk in Aalst."""
    return actor_for(cast.aalst.pk)


@pytest.fixture
def written(cast: Cast) -> Callable[[], tuple[int, ...]]:
    """How many rows there are in every table that selling writes."""
    return lambda: tuple(table.objects.count() for table in TABLES)
