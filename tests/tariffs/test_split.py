"""The four shares of a price: they always sum to it, whatever the key and the price."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.foundation.money import MAX_CENTS
from openpas.tariffs.rules.policy import HOLDER_AT_MOST, ORGANIZER_AT_LEAST, policy_breaches
from openpas.tariffs.rules.prices import PriceBounds
from openpas.tariffs.rules.split import MalformedSplit, Payer, Share, ShareKind, Split, apply
from tests.tariffs.written import split

PRICES = st.integers(1, MAX_CENTS) | st.integers(1, 500)


@st.composite
def splits(draw: st.DrawFn) -> Split:
    """Any split that can be written, with percentages of one kind that are never more than the whole."""
    payers = {Payer.PASSHOLDER, *draw(st.sets(st.sampled_from(Payer)))}
    left = {ShareKind.PERCENT_OF_TOTAL: 10_000, ShareKind.PERCENT_OF_REST: 10_000, ShareKind.FIXED: 3_000}
    shares, kinds = [], list(ShareKind)
    for payer in draw(st.permutations(sorted(payers))):
        kind = draw(st.sampled_from(kinds))
        if kind is ShareKind.REST:
            kinds.remove(kind)
            shares.append(Share(payer, kind))
            continue
        value = draw(st.integers(0, left[kind]))
        left[kind] -= value
        shares.append(Share(payer, kind, value))
    return Split(tuple(shares))


@given(splits(), PRICES)
def test_shares_sum_to_the_price_and_none_is_below_zero(written: Split, price: int) -> None:
    for at_least in (0, 1):
        shares = apply(written, price, holder_pays_at_least_cents=at_least)
        assert shares.total_cents == price
        assert min(shares.by_payer().values()) >= 0
        assert shares.passholder_cents >= at_least


@given(splits())
def test_json_gives_the_same_split_back(written: Split) -> None:
    assert Split.from_json(written.to_json()) == written


@given(splits(), PRICES)
def test_the_order_in_which_shares_are_written_does_not_matter(written: Split, price: int) -> None:
    assert apply(Split(written.shares[::-1]), price) == apply(written, price)


@given(splits(), st.integers(1, 5_000), st.integers(0, 5_000), st.data())
def test_a_key_without_breach_keeps_the_policy_at_every_price(
    written: Split, lowest: int, width: int, data: st.DataObject
) -> None:
    """The prices that `policy_breaches` looks at are enough: no price between them is worse, but for rounding."""
    bounds = PriceBounds(above_cents=lowest - 1, below_cents=lowest + width + 1)
    price = data.draw(st.integers(lowest, lowest + width))
    shares = apply(written, price, holder_pays_at_least_cents=0)
    if not policy_breaches(written, bounds):
        assert Fraction(shares.passholder_cents - 2, price) <= HOLDER_AT_MOST
        assert Fraction(shares.organizer_cents + 2, price) >= ORGANIZER_AT_LEAST


@pytest.mark.parametrize(
    "shares",
    [
        [],
        [{"payer": "ORGANIZER", "kind": "REST", "value": 0}],
        [{"payer": "PASSHOLDER", "kind": "FIXED", "value": -1}],
        [{"payer": "PASSHOLDER", "kind": "PERCENT_OF_TOTAL", "value": 10_001}],
        [{"payer": "PASSHOLDER", "kind": "REST", "value": 1}],
        [{"payer": "PASSHOLDER", "kind": "REST", "value": 0}, {"payer": "ORGANIZER", "kind": "REST", "value": 0}],
        [{"payer": "PASSHOLDER", "kind": "FIXED", "value": 1}, {"payer": "PASSHOLDER", "kind": "FIXED", "value": 1}],
        [
            {"payer": "PASSHOLDER", "kind": "PERCENT_OF_TOTAL", "value": 6000},
            {"payer": "LOCAL_GOVERNMENT", "kind": "PERCENT_OF_TOTAL", "value": 6000},
        ],
        [{"payer": "SOMEBODY", "kind": "FIXED", "value": 1}],
        [{"payer": "PASSHOLDER", "kind": "HALF", "value": 1}],
        [{"payer": "PASSHOLDER"}],
        ["PASSHOLDER"],
    ],
)
def test_what_is_no_split(shares: list[dict[str, object]]) -> None:
    with pytest.raises(MalformedSplit):
        Split.from_json(shares)


def test_an_exact_boundary_of_the_policy_is_no_breach() -> None:
    written = split("holder 25 % of total, local 65 % of total, organizer rest")
    assert policy_breaches(written, PriceBounds(equal_cents=1)) == ()


def test_a_breach_tells_the_lowest_price_that_was_looked_at() -> None:
    (breach,) = policy_breaches(split("holder 2.00, organizer rest"), PriceBounds(above_cents=500, below_cents=801))
    assert breach.price_cents == 501
    assert breach.text.nl == "Bij een prijs van € 5,01 betaalt de pashouder meer dan 25 %."
