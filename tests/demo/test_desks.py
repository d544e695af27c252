"""What the desks of the demo can be tried for."""

from collections.abc import Iterator

import pytest

from openpas.demo.cast import create_cast
from openpas.demo.desks import JANA, create_desks
from openpas.demo.together import create_together
from openpas.foundation.actor import Actor
from openpas.foundation.identifiers import is_uitpas_number
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_user
from openpas.identity.models import OrganizerAdmin
from openpas.passholders.models import Card
from tests.demo.conftest import World


@pytest.fixture(scope="module", autouse=True)
def desks(world: World) -> Iterator[None]:
    def create() -> None:
        create_cast()
        create_together()
        create_desks()

    with world(create):
        yield


def actor_of(email: str) -> Actor:
    place = OrganizerAdmin.objects.get(user__email=email)
    return actor_of_user(place.user_id, place.organizer_id)


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["greet@example.org", "eva@example.org"])
def test_a_town_hall_registers_people_with_the_social_tariff(email: str) -> None:
    actor = actor_of(email)

    assert actor.may_somewhere(Permission.PASSHOLDERS_WRITE)
    assert actor.may_somewhere(Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
    assert actor.may_somewhere(Permission.CARDS_READ)
    cards = Card.objects.filter(stock_organizer=actor.desk_id)
    counts = {
        (status, is_social): cards.filter(status=status, is_social=is_social).count()
        for status in (Card.Status.LOCAL_STOCK, Card.Status.PROVISIONED)
        for is_social in (False, True)
    }
    assert list(counts.values()) == [12, 12, 4, 4]
    assert all(is_uitpas_number(card.uitpas_number) for card in cards)


@pytest.mark.django_db
def test_a_theatre_registers_nobody() -> None:
    assert not actor_of("dirk@example.org").may_somewhere(Permission.PASSHOLDERS_WRITE)


@pytest.mark.django_db
def test_a_school_sees_its_pupils_and_saves_points() -> None:
    actor = actor_of(JANA)

    assert actor.may_somewhere(Permission.PASSHOLDERS_SEARCH)
    assert actor.may_somewhere(Permission.CHECKINS_WRITE)
    assert not actor.may_somewhere(Permission.PASSHOLDERS_WRITE)
