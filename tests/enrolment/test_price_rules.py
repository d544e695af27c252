"""Which line of a price table holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.enrolment.refusals import MembershipPriceUnknown
from openpas.enrolment.rules.prices import Newcomer, PriceLine, price_for


def line(cents: int, position: int = 0, **conditions: object) -> PriceLine:
    return PriceLine(cents, f"{cents}", "", position, **conditions)  # type: ignore[arg-type]


TABLE = (
    line(500, 0),
    line(200, 1, age_to=17),
    line(100, 2, has_social_tariff=True),
    line(800, 3, is_resident=False),
    line(900, 4, is_resident=False, age_from=18),
    line(0, 5, has_social_tariff=True, age_to=17),
    line(300, 6, reason="EXTRA_CARD"),
    line(150, 7, voucher_type_id=7),
)


@pytest.mark.parametrize(
    ("newcomer", "cents"),
    [
        (Newcomer(40, is_resident=True, has_social_tariff=False, reason="FIRST_CARD"), 500),
        (Newcomer(17, is_resident=True, has_social_tariff=False, reason="FIRST_CARD"), 200),
        (Newcomer(18, is_resident=True, has_social_tariff=False, reason="FIRST_CARD"), 500),
        (Newcomer(40, is_resident=True, has_social_tariff=True, reason="FIRST_CARD"), 100),
        (Newcomer(12, is_resident=True, has_social_tariff=True, reason="FIRST_CARD"), 0),
        (Newcomer(40, is_resident=False, has_social_tariff=False, reason="FIRST_CARD"), 900),
        (Newcomer(40, is_resident=True, has_social_tariff=False, reason="EXTRA_CARD"), 300),
        (Newcomer(40, is_resident=True, has_social_tariff=False, reason="FIRST_CARD", voucher_type_id=7), 150),
        (Newcomer(40, is_resident=True, has_social_tariff=True, reason="FIRST_CARD", voucher_type_id=7), 100),
        (Newcomer(40, is_resident=True, has_social_tariff=False, reason="FIRST_CARD", voucher_type_id=8), 500),
    ],
)
def test_the_line_that_says_most(newcomer: Newcomer, cents: int) -> None:
    assert price_for(TABLE, newcomer).price_cents == cents


def test_a_voucher_line_is_for_who_has_one() -> None:
    with pytest.raises(MembershipPriceUnknown):
        price_for(TABLE[-1:], Newcomer(40, is_resident=True, has_social_tariff=False, reason="FIRST_CARD"))


@given(st.integers(0, 120), st.booleans(), st.booleans(), st.sampled_from(["FIRST_CARD", "EXTRA_CARD"]))
def test_a_voucher_never_makes_it_dearer(age: int, resident: bool, social: bool, reason: str) -> None:  # noqa: FBT001
    without = price_for(TABLE, Newcomer(age, resident, social, reason))
    assert price_for(TABLE, Newcomer(age, resident, social, reason, 7)).price_cents <= without.price_cents
