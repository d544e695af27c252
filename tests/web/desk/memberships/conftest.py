"""A registration desk that may grant the social tariff, one that may not, and cards in stock."""

import pytest
from django.test import Client

from openpas.demo.builders import price_table
from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_user
from openpas.identity.models import User
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import open_file
from tests.desk_rights import let_desk
from tests.web.conftest import at

WRITES = (Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_WRITE, Permission.MEMBERSHIP_PRICES_READ)
GRANTS = (
    *WRITES,
    Permission.PASSHOLDERS_WRITE_SOCIALTARIFF,
    Permission.PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM,
)


@pytest.fixture
def prices(cast: Cast) -> None:
    price_table(cast.gent)
    price_table(cast.dender)


@pytest.fixture
def registering(cast: Cast, prices: None) -> Client:
    """Dirk at the theatre, which registers people and grants no status."""
    let_desk(cast.theatre, WRITES)
    return at(cast.dirk, cast.theatre)


@pytest.fixture
def granting(cast: Cast, prices: None) -> Client:
    """Dirk at the theatre, which grants the status too."""
    let_desk(cast.theatre, GRANTS)
    return at(cast.dirk, cast.theatre)


@pytest.fixture
def in_aalst(cast: Cast, prices: None) -> Client:
    """Eva in the other region, whose desk grants the status there."""
    let_desk(cast.aalst, GRANTS)
    return at(cast.eva, cast.aalst)


def token(user: User, desk: Organizer, person: Passholder) -> str:
    """What stands in the addresses of a file that this clerk opened."""
    user.refresh_from_db()
    clerk = Clerk(user, desk, actor_of_user(user.pk, desk.pk, user.grants_version), "")
    return open_file(clerk, person.pk).token
