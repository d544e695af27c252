"""Cards whatever became of them, and group passes."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openpas.demo.cast import AMINA, Cast
from openpas.foundation.actor import PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.passholders.cards import find_card
from openpas.passholders.group_passes import find_group_pass, group_pass
from openpas.passholders.models import Card
from openpas.passholders.refusals import CardNotFound, GroupPassNotFound, InvalidUitpasNumber
from openpas.passholders.rules import SocialTariffStatus
from openpas.passholders.service import block_card, issue_card
from tests.passholders.conftest import ALL, NOBODY, may

pytestmark = pytest.mark.django_db


def test_a_card_by_its_number_or_its_chip(cast: Cast) -> None:
    clerk = may(Permission.CARDS_READ, at=cast.theatre.pk)
    assert find_card(clerk, uitpas_number=AMINA.card) == find_card(clerk, chip_number="04:a0:00:00:00:00:0a")
    new = issue_card(ALL, cast.gent)
    assert find_card(clerk, uitpas_number=new.uitpas_number).status == "PROVISIONED"
    assert find_card(clerk, uitpas_number=cast.chloe_number).group_pass_id == cast.chloe.pk


@pytest.mark.parametrize(
    ("number", "chip"), [("", ""), (AMINA.card, AMINA.chip), ("0900000095902", ""), ("", "04FFFFFFFFFFFF"), ("", "x")]
)
def test_no_such_card(cast: Cast, number: str, chip: str) -> None:
    with pytest.raises(CardNotFound) as refused:
        find_card(ALL, number, chip)
    assert refused.value.status == 404


def test_a_card_number_that_is_none(cast: Cast) -> None:
    with pytest.raises(InvalidUitpasNumber):
        find_card(ALL, "0900000100018")
    with pytest.raises(PermissionMissing):
        find_card(NOBODY, AMINA.card)


def test_a_group_pass(cast: Cast) -> None:
    Card.objects.filter(uitpas_number=cast.chloe_number).update(chip_number="04C0000000000C")
    clerk = may(Permission.GROUPPASSES_SEARCH, at=cast.theatre.pk)
    with CaptureQueriesContext(connection) as queries:
        found = find_group_pass(clerk, uitpas_number=cast.chloe_number)
        assert found is not None
        assert len(found.group.card_system.cities.all()) == 7
    assert len(queries) == 2
    assert (found.group, found.card.status, found.social_tariff_status) == (
        cast.chloe,
        "ACTIVE",
        SocialTariffStatus.ACTIVE,
    )
    assert find_group_pass(clerk, chip_number="04c0000000000c") == found == group_pass(clerk, str(cast.chloe.public_id))


def test_a_group_pass_whose_card_is_blocked(cast: Cast) -> None:
    block_card(ALL, Card.objects.get(uitpas_number=cast.chloe_number))
    found = find_group_pass(ALL, uitpas_number=cast.chloe_number)
    assert found is not None
    assert found.card.status == group_pass(ALL, str(cast.chloe.public_id)).card.status == "BLOCKED"


def test_the_status_of_a_group(cast: Cast) -> None:
    for ends_on, status in ((None, "NONE"), (date(2020, 12, 31), "EXPIRED"), (date(2099, 12, 31), "ACTIVE")):
        cast.chloe.social_tariff_ends_on = ends_on
        cast.chloe.save()
        assert group_pass(ALL, str(cast.chloe.public_id)).social_tariff_status == status


def test_an_ordinary_card_is_no_group_pass(cast: Cast) -> None:
    assert find_group_pass(ALL, uitpas_number=AMINA.card) is None
    assert find_group_pass(ALL, uitpas_number="0900000095902") is None


def test_group_passes_that_are_not_shown(cast: Cast) -> None:
    with pytest.raises(GroupPassNotFound):
        find_group_pass(ALL)
    with pytest.raises(InvalidUitpasNumber):
        find_group_pass(ALL, uitpas_number="0900000100018")
    for public_id in ("x", str(uuid4()), str(AMINA.public_id)):
        with pytest.raises(GroupPassNotFound):
            group_pass(ALL, public_id)
    with pytest.raises(PermissionMissing):
        find_group_pass(NOBODY, uitpas_number=cast.chloe_number)
    with pytest.raises(PermissionMissing):
        group_pass(NOBODY, str(cast.chloe.public_id))
