"""Reads whose statement is made once bring what Django's own reads bring."""

from typing import Final

from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from openpas.demo.cast import Cast
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.runtime.hot_statements import HotRead

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
