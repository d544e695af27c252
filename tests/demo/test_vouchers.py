"""The vouchers of the demo can be used."""

from datetime import date

import pytest

from openpas.demo.places import GENT
from openpas.demo.published import create_published
from openpas.demo.vouchers import CODES, create_vouchers
from openpas.enrolment.prices import AskedPrice, price_for_newcomer
from openpas.passholders.models import Card
from tests.enrolment.people import ALL

pytestmark = pytest.mark.django_db


def test_a_voucher_makes_a_membership_cheaper() -> None:
    create_published()
    create_vouchers()
    for voucher, cents in (("", 500), (CODES[0], 100), (CODES[-1].lower(), 100)):
        asked = AskedPrice(card_system_id=GENT.number, card_type="DIGITAL", voucher=voucher)
        assert price_for_newcomer(ALL, asked, "9000", date(1990, 1, 1)).price_cents == cents


def test_a_desk_has_cards_to_give() -> None:
    create_published()
    stock = Card.objects.filter(status=Card.Status.LOCAL_STOCK, card_system_id=GENT.number)
    assert stock.exclude(stock_organizer=None).exists()
