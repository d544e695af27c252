"""Sales freeze the card systems of an event, also those that happen at the same moment."""

import threading

import pytest
from django.db import connection, transaction

from openpas.demo.cast import Cast
from openpas.events.models import EventCardSystem
from openpas.events.refusals import EventHasTicketSales
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.tariffs.event_keys import card_systems_of_event, replace_card_systems
from openpas.tariffs.service.locking import lock_events
from tests.api.sold import sold

ALL = Actor("client:all", ActorKind.CLIENT, everywhere=frozenset(Permission))


@pytest.mark.django_db(transaction=True)
def test_a_sale_that_is_on_its_way_is_waited_for(cast: Cast) -> None:
    is_written, may_commit, outcomes = threading.Event(), threading.Event(), list[str]()

    def sell() -> None:
        try:
            with transaction.atomic():
                lock_events({"CAST-concert"})
                sold(cast, cast.amina)
                is_written.set()
                assert may_commit.wait(10)
        finally:
            connection.close()

    def choose() -> None:
        try:
            replace_card_systems(ALL, "cast-concert", [])
            outcomes.append("chosen")
        except EventHasTicketSales:
            outcomes.append("refused")
        finally:
            connection.close()

    seller, chooser = threading.Thread(target=sell), threading.Thread(target=choose)
    seller.start()
    assert is_written.wait(10)
    chooser.start()
    chooser.join(0.5)
    assert outcomes == []
    may_commit.set()
    seller.join(10)
    chooser.join(10)
    assert outcomes == ["refused"]
    assert not EventCardSystem.objects.exists()


@pytest.mark.django_db
def test_the_card_systems_of_an_event_take_five_queries(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    with django_assert_num_queries(5):
        card_systems_of_event("cast-concert")
