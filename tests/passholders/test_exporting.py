"""Who may take whom away in a list."""

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.actor import PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.passholders.cards import best_numbers
from openpas.passholders.exporting import exported
from openpas.passholders.models import Passholder
from openpas.records.models import AccessLine, AuditLine
from tests.passholders.conftest import may


@pytest.mark.parametrize(
    ("phone", "columns"),
    [
        ("", ("", "")),
        ("09 223 45 67", ("09 223 45 67", "")),
        ("0470 12 34 56", ("", "0470 12 34 56")),
        ("+32470123456", ("", "+32470123456")),
        ("vraag de buren", ("vraag de buren", "")),
    ],
)
def test_a_number_is_a_fixed_or_a_mobile_one(cast: Cast, phone: str, columns: tuple[str, str]) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(phone_number=phone)
    clerk = may(Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_WRITE, at=cast.theatre.pk)

    [[row]] = exported(clerk, [cast.amina.pk], "a test")

    assert (row.phone_number, row.mobile_number) == columns


def test_without_the_right_nothing_is_written_and_nobody_given(cast: Cast) -> None:
    with pytest.raises(PermissionMissing):
        exported(may(Permission.PASSHOLDERS_SEARCH, at=cast.theatre.pk), [cast.amina.pk], "a test")

    assert not AuditLine.objects.filter(action="passholders.export").exists()
    assert not AccessLine.objects.exists()


def test_who_may_change_but_not_search_gets_nobody(cast: Cast) -> None:
    assert list(exported(may(Permission.PASSHOLDERS_WRITE, at=cast.theatre.pk), [cast.amina.pk], "a test")) == []


def test_the_best_number_is_that_of_a_card_that_can_be_used(cast: Cast) -> None:
    cast.amina.memberships.get().cards.create(
        uitpas_number="0900000100405", card_system=cast.gent, kind="NFC_CARD", status="BLOCKED", is_social=False
    )

    assert best_numbers([cast.amina.pk, cast.bart.pk, -1]) == {
        cast.amina.pk: cast.amina_number,
        cast.bart.pk: cast.bart_number,
    }
