"""Statements that are made once do and bring what Django's own do and bring."""

from typing import Final

import pytest
from django.db import DataError, connection, transaction
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from openpas.demo.cast import Cast
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.records.models import RequestCount
from openpas.runtime.hot_statements import HotRead, HotStatement

CARD: Final = HotRead(
    Card,
    """
    passholders_card this
    JOIN passholders_cardsystemmembership membership ON membership.id = this.membership_id
    JOIN passholders_passholder membership__passholder ON membership__passholder.id = membership.passholder_id
    WHERE this.uitpas_number = %(number)s
    """,
    membership=CardSystemMembership,
    membership__passholder=Passholder,
)


def test_a_row_comes_with_those_that_it_refers_to(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        found = CARD.first(number=cast.amina_number)
        assert found
        assert found.membership
        person = found.membership.passholder
        assert (found.uitpas_number, person.first_name) == (cast.amina_number, "Amina")
    assert len(queries) == 1

    same = Card.objects.select_related("membership__passholder").get(uitpas_number=cast.amina_number)
    assert same.membership
    pairs = [(found, same), (found.membership, same.membership), (person, same.membership.passholder)]
    for mine, theirs in pairs:
        assert mine == theirs
        assert model_to_dict(mine) == model_to_dict(theirs)
        assert not mine.get_deferred_fields()


def test_what_it_brings_can_be_saved(cast: Cast) -> None:
    found = CARD.first(number=cast.amina_number)
    assert found
    assert found.membership
    found.membership.passholder.first_name = "Amína"
    found.membership.passholder.save(update_fields=["first_name"])
    assert Passholder.objects.get(pk=cast.amina.pk).first_name == "Amína"


def test_no_row(cast: Cast) -> None:
    assert CARD.first(number=f"{cast.amina_number}0") is None


@pytest.mark.django_db(transaction=True)
def test_a_refusal_of_the_database_says_why_and_the_next_statement_works() -> None:
    parts = HotStatement("SELECT 6 / %(by)s::int")
    assert parts.row({"by": "2"}) == (3,)
    with pytest.raises(DataError, match="division by zero"):
        parts.row({"by": "0"})
    assert parts.row({"by": "3"}) == (2,)


@pytest.mark.django_db(transaction=True)
def test_values_may_be_of_other_types_than_the_first_time() -> None:
    same = HotStatement("SELECT %(value)s::text")
    told = [same.row({"value": value}) for value in ("a", 5, None, 70_000, True, "b")]
    assert told == [("a",), ("5",), (None,), ("70000",), ("true",), ("b",)]


@pytest.mark.django_db(transaction=True)
def test_in_a_transaction_it_is_undone_with_the_rest() -> None:
    count = HotStatement(
        "INSERT INTO records_requestcount (subject, window_starts_at, requests) VALUES (%(who)s, now(), 1) RETURNING 1"
    )
    with transaction.atomic():
        assert count.row({"who": b"undone"}) == (1,)
        transaction.set_rollback(True)
    assert not RequestCount.objects.exists()
    assert count.row({"who": b"kept"}) == (1,)
    assert RequestCount.objects.count() == 1
