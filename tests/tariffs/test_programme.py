"""What a process keeps of events and keys is right for as long as it is used."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from openpas.demo.cast import Cast
from openpas.events.models import Event
from openpas.events.queries import EVENT_AS_JSON
from openpas.events.refusals import EventNotFound
from openpas.foundation.actor import Actor
from openpas.organizers.models import Organizer
from openpas.tariffs import queries
from openpas.tariffs.models import DistributionKey
from openpas.tariffs.queries.keys import KEYS_AS_JSON
from openpas.tariffs.queries.programme import programme_of

pytestmark = pytest.mark.django_db(transaction=True)


def number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM tariffs_programme")
        return int(cursor.fetchone()[0])


def price(actor: Actor, cast: Cast) -> int | None:
    """In cents, None where the pass gets no discount."""
    offers = queries.quote(actor, "cast-concert", cast.amina_number, 1100).available
    return offers[0].price_cents if offers else None


def statements(actor: Actor, cast: Cast) -> int:
    with CaptureQueriesContext(connection) as captured:
        price(actor, cast)
    return len(captured)


def test_one_statement_until_something_changes(cast: Cast, theatre: Actor) -> None:
    price(theatre, cast)
    assert statements(theatre, cast) == 1
    cast.concert.title = "Another title"
    cast.concert.save()
    assert [statements(theatre, cast) for _ in range(3)] == [3, 1, 1]


def test_a_change_of_another_connection_holds_at_once(cast: Cast, theatre: Actor) -> None:
    def close_the_key() -> None:
        DistributionKey.objects.update(is_active=False)
        connection.close()

    assert price(theatre, cast) == 220
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(close_the_key).result()
    assert price(theatre, cast) is None


def test_a_limit_of_the_organizer_holds_at_once(cast: Cast, theatre: Actor) -> None:
    assert price(theatre, cast) == 220
    Organizer.objects.filter(pk=cast.theatre.pk).update(ticket_limit_volume=0, ticket_limit_period="YEAR")
    assert price(theatre, cast) is None


def test_an_event_that_is_taken_down_is_gone_for_every_pass(cast: Cast, theatre: Actor) -> None:
    price(theatre, cast)
    Event.objects.filter(pk=cast.concert.pk).update(is_published=False)
    for uitpas_number in (cast.amina_number, "0900000095902"):
        with pytest.raises(EventNotFound):
            queries.quote(theatre, "cast-concert", uitpas_number, 1100)


def test_what_a_transaction_changes_is_seen_in_it_and_forgotten_with_it(cast: Cast, theatre: Actor) -> None:
    assert price(theatre, cast) == 220
    with transaction.atomic():
        DistributionKey.objects.update(is_active=False)
        assert price(theatre, cast) is None
        transaction.set_rollback(True)
    assert price(theatre, cast) == 220


def test_the_number_rises_once_for_a_transaction_and_not_for_one_that_is_undone(cast: Cast) -> None:
    before = number()
    with transaction.atomic():
        Event.objects.update(description="new")
        Organizer.objects.update(street="new")
        assert number() == before
    assert number() == before + 1
    with transaction.atomic():
        Event.objects.update(description="newer")
        transaction.set_rollback(True)
    assert number() == before + 1


def test_an_id_in_any_case_is_one_event(cast: Cast) -> None:
    assert programme_of("CAST-CONCERT") is programme_of("cast-concert")


def tables_read() -> Iterator[str]:
    for statement in (EVENT_AS_JSON, KEYS_AS_JSON):
        yield from re.findall(r"(?:FROM|JOIN) ([a-z]+_[a-z_]+)", statement)


@pytest.mark.parametrize("table", sorted(set(tables_read())))
def test_every_table_that_is_read_is_watched(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgname = 'programme_changed' AND tgrelid = %s::regclass", [table]
        )
        assert cursor.fetchone() == (1,)
