"""Every example of docs/algorithms/tariff.md, which hold all published price vectors."""

import re

import pytest

from openpas.foundation.money import cents_from_euro, spoken
from openpas.tariffs.rules.keys import Key, SocialTariffIn, Visit, choose_key
from openpas.tariffs.rules.policy import policy_breaches
from openpas.tariffs.rules.prices import ANY_PRICE
from openpas.tariffs.rules.split import Shares, apply
from tests.tariffs.pure import REGIONS, event, key
from tests.tariffs.written import prices, split, table


@pytest.mark.parametrize("row", table("key", "price", "holder", "local", "flemish", "organizer", "why"), ids="/".join)
def test_splitting(row: tuple[str, ...]) -> None:
    written, price, holder, local, flemish, organizer, _ = row
    at_least = 0 if written.startswith("holder rest") else 1
    shares = apply(split(written), cents_from_euro(price), holder_pays_at_least_cents=at_least)
    assert shares == Shares(*(cents_from_euro(cents) for cents in (holder, local, flemish, organizer)))


@pytest.mark.parametrize("row", table("keys", "social tariff in", "price", "wins", "pays"), ids="/".join)
def test_choosing(row: tuple[str, ...]) -> None:
    keys, region, price, wins, pays = row
    visit = Visit(
        cents_from_euro(price), event(card_system_ids=frozenset({1, 5})), frozenset({REGIONS[region]}), "44021"
    )
    best = choose_key([_key(text) for text in keys.split(", ")], visit).best
    assert ("none" if best is None else str(best.key.id)) == wins
    assert spoken(cents_from_euro(price) if best is None else best.shares.passholder_cents) == spoken(
        cents_from_euro(pays)
    )


@pytest.mark.parametrize("row", table("key", "prices", "breaks"), ids="/".join)
def test_policy(row: tuple[str, ...]) -> None:
    written, bounds, breaks = row
    found = {breach.bound.value for breach in policy_breaches(split(written), prices(bounds))}
    assert found == (set() if breaks == "nothing" else set(breaks.split(", ")))


def _key(text: str) -> Key:
    """`1 Dender 20 % supra-local`, `1 Gent 2.00 below 10.01`."""
    found = re.fullmatch(r"(\d) (\w+) ([\d.]+)( %)?( supra-local)?(?: (below [\d.]+))?", text)
    assert found
    number, region, value, percent, supra_local, bounds = found.groups()
    anywhere, own = SocialTariffIn.AT_LEAST_ONE_CARDSYSTEM, SocialTariffIn.MY_CARDSYSTEM
    return key(
        int(number),
        card_system_id=REGIONS[region],
        split=split(f"holder {value}{' % of total' if percent else ''}, organizer rest"),
        social_tariff_in=anywhere if supra_local else own,
        prices=prices(bounds) if bounds else ANY_PRICE,
    )
