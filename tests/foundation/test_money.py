"""Euro to cents and back, shares, and how an amount is read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.foundation.money import MAX_CENTS, NotAnAmount, cents_from_euro, euro, share_of, spoken


@pytest.mark.parametrize(
    ("given_euro", "cents"),
    [
        ("11", 1100),
        (11, 1100),
        (Decimal("3.10"), 310),
        ("0.5", 50),
        ("0.02", 2),
        (0, 0),
        ("10.500", 1050),
        (Decimal("1e1"), 1000),
        ("1000000", MAX_CENTS),
    ],
)
def test_euro_in_cents(given_euro: object, cents: int) -> None:
    assert cents_from_euro(given_euro) == cents


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "abc",
        "1,5",
        "1_000",
        " 1",
        "1e1",
        "-1",
        "٣",
        ".",
        "0.001",
        "1000000.01",
        "NaN",
        -1,
        True,
        None,
        1.5,
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("-0.01"),
        Decimal("9e999999"),
        Decimal("1.0000000000000000000000000000000000001"),
    ],
)
def test_what_is_no_amount(wrong: object) -> None:
    with pytest.raises(NotAnAmount):
        cents_from_euro(wrong)


@given(st.integers(0, MAX_CENTS))
def test_cents_to_euro_and_back(cents: int) -> None:
    assert cents_from_euro(euro(cents)) == cents
    assert cents_from_euro(str(euro(cents))) == cents


def test_euro_shows_two_decimals() -> None:
    assert [str(euro(cents)) for cents in (220, 200, 5, 0)] == ["2.20", "2.00", "0.05", "0.00"]


@pytest.mark.parametrize(
    ("cents", "basis_points", "share"),
    [
        (1000, 2000, 200),
        (1100, 2000, 220),
        (310, 2000, 62),
        (310, 4000, 124),
        (2, 2000, 0),
        (5, 5000, 3),
        (15, 1000, 2),
    ],
)
def test_published_shares(cents: int, basis_points: int, share: int) -> None:
    assert share_of(cents, basis_points) == share


@given(st.integers(0, MAX_CENTS), st.integers(0, 10_000))
def test_a_share_is_within_half_a_cent_of_the_exact_one(cents: int, basis_points: int) -> None:
    share = share_of(cents, basis_points)
    assert 0 <= share <= cents
    assert 2 * abs(share * 10_000 - cents * basis_points) <= 10_000


@given(st.integers(0, MAX_CENTS), st.integers(0, MAX_CENTS), st.integers(0, 10_000))
def test_more_money_is_never_a_smaller_share(one: int, other: int, basis_points: int) -> None:
    assert share_of(min(one, other), basis_points) <= share_of(max(one, other), basis_points)


def test_as_people_read_it() -> None:
    assert [spoken(cents) for cents in (220, 5, 123456, -195)] == ["€ 2,20", "€ 0,05", "€ 1234,56", "-€ 1,95"]
