"""Clerks who search: at a school, at the town hall, and in the other region."""

from collections.abc import Callable

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.identity.roles import REGISTRATION_DESK, SOCIAL_TARIFF_DESK
from tests.desk_rights import let_desk
from tests.web.conftest import at
from tests.web.desk.search.world import School, make_school


@pytest.fixture
def school(cast: Cast) -> School:
    return make_school(cast)


@pytest.fixture
def juf(school: School) -> Client:
    """The teacher at her school, with the outing as activity."""
    return at(school.teacher, school.desk, school.outing.public_id)


@pytest.fixture
def greet(cast: Cast) -> Client:
    """Greet at the town hall, which registers people and grants the social tariff."""
    let_desk(cast.town_hall, SOCIAL_TARIFF_DESK)
    return at(cast.greet, cast.town_hall)


@pytest.fixture
def eva(cast: Cast) -> Client:
    """Eva in the other region, with every right that Greet has."""
    let_desk(cast.aalst, REGISTRATION_DESK)
    return at(cast.eva, cast.aalst)


Search = Callable[..., str]


@pytest.fixture
def search() -> Search:
    """Fill in the form, and give the address of what is found."""

    def searched(client: Client, **asked: str) -> str:
        response = client.post("/desk/people", asked)
        assert response.status_code == 302, response.content.decode()
        return str(response.headers["Location"])

    return searched
