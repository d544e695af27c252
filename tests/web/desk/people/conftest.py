"""Greet registers people at the town hall; files of people are opened for whoever a test says."""

from collections.abc import Callable

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.identity.actors import actor_of_user
from openpas.identity.models import User
from openpas.identity.roles import SOCIAL_TARIFF_DESK
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import File, open_file
from tests.desk_rights import let_desk
from tests.web.conftest import at

OpenFile = Callable[..., File]


def file_at(user: User, desk: Organizer, person: Passholder) -> File:
    """The file as it is opened by who found the person."""
    return open_file(Clerk(user, desk, actor_of_user(user.pk, desk.pk), ""), person.pk)


@pytest.fixture
def greet(cast: Cast) -> Client:
    """Greet at the town hall, which registers people and may grant the social tariff."""
    let_desk(cast.town_hall, SOCIAL_TARIFF_DESK)
    return at(cast.greet, cast.town_hall)


@pytest.fixture
def amina(cast: Cast, greet: Client) -> File:
    """Amina's file at Greet's desk."""
    return file_at(cast.greet, cast.town_hall, cast.amina)
