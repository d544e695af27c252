"""The demo opens at once, with a register that has one gap to fill."""

import pytest

from openpas.demo.accounts import TICKETING_CLIENT, desk_client
from openpas.demo.agreements import create_agreements
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.calendar import brussels_day
from openpas.identity.declarations.queries import missing_of
from openpas.identity.models import Document, Manager, User
from openpas.identity.processing.queries import gaps_of, register_of
from openpas.runtime import clock

INSTALLATION = Actor("system:test", ActorKind.SYSTEM)


@pytest.fixture
def agreed(cast: Cast) -> None:
    Manager.objects.create(user=cast.greet, since=clock.now())
    desk_client(TICKETING_CLIENT, "Ticketverkoop", [cast.theatre])
    create_agreements((TICKETING_CLIENT,))


def test_everybody_who_works_accepted_everything(agreed: None) -> None:
    today = brussels_day(clock.now())
    assert Document.objects.count() == 2
    for user in User.objects.exclude(desks=None):
        assert missing_of(user, today) == []


def test_the_register_holds_the_chain_and_a_gap(agreed: None) -> None:
    assert [str(one.role) for one in register_of(INSTALLATION)] == [
        "PROCESSOR",
        "PROCESSOR",
        "SUB_PROCESSOR",
        "SUB_PROCESSOR",
        "SUB_PROCESSOR",
        "SUB_SUB_PROCESSOR",
    ]
    assert "SK Muide" in [one.name for one in gaps_of(INSTALLATION)]
