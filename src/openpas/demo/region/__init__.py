"""A living synthetic region: real places, invented people, a year in which they took part, bought and redeemed.

The same seed on the same day gives the same region. Balances are the sums of their lines, shares sum to prices, and no
limit is exceeded; tests/demo/test_region.py counts them all.
"""

from random import Random
from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.demo.builders import add_cities, card_system, standard_key
from openpas.demo.places import DENDER, GENT, MORE_OF_DENDER, MORE_OF_GENT, PASPARTOE
from openpas.demo.region.books import Books
from openpas.demo.region.coupons import save_coupons
from openpas.demo.region.groups import go_out, save_groups
from openpas.demo.region.life import Life
from openpas.demo.region.numbers import Numbers, number_prefix
from openpas.demo.region.offerings import offerings
from openpas.demo.region.residents import save_residents
from openpas.demo.region.sales import Purchases
from openpas.demo.region.supply import save_events, save_organizers
from openpas.demo.region.treats import grant_welcome, save_rewards, save_units
from openpas.demo.region.visits import Programme, visits_of
from openpas.runtime import clock

PASSHOLDERS: Final = 2000
EVENTS: Final = 400


def create_region(*, seed: int = 1, passholders: int = PASSHOLDERS, events: int = EVENTS) -> None:
    """Save the region beside whatever is there; card systems are shared.

    The months of the past year need partitions first (`records.partitions.ensure_months`), or all lines of them land in
    the default one.
    """
    rng, now = Random(seed), clock.now()  # noqa: S311  repeatable is what is wanted
    numbers = Numbers(rng)
    regions = _regions()
    hosts = save_organizers(rng, regions)
    offered = offerings(save_events(rng, hosts, events, now), hosts, regions)
    residents = save_residents(rng, passholders, regions, hosts, numbers, now)
    coupons = save_coupons(hosts, regions, residents, now)
    stocks = save_rewards(rng, hosts, regions, now)
    welcome = grant_welcome(stocks, residents)
    groups = save_groups(rng, numbers, regions, now)
    books = Books()
    programmes = {number: Programme(offered, number) for number in regions}
    for_points = [stock for stock in stocks if stock.reward.points]
    for resident in residents:
        visits = visits_of(rng, resident, programmes[resident.home.region.number], now)
        purchases = Purchases(resident, coupons.get(resident.person.pk, []), now)
        Life(rng, resident, books, now).live(visits, purchases, for_points, welcome[resident.person.pk])
    go_out(rng, groups, offered, books, now)
    books.save()
    save_units(stocks)


def _regions() -> dict[int, CardSystem]:
    regions = {region.number: card_system(region) for region in (GENT, DENDER, PASPARTOE)}
    add_cities(regions[GENT.number], MORE_OF_GENT)
    add_cities(regions[DENDER.number], MORE_OF_DENDER)
    for region in regions.values():
        standard_key(region)
        region.number_prefix = number_prefix(region.pk)
        region.save(update_fields=["number_prefix"])
    return regions
