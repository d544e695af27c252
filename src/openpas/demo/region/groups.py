"""Group passes of the region, and the tickets that they bought within their number of the year."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.demo.builders import nis_of
from openpas.demo.coupons import HALF_PRICE, coupon
from openpas.demo.places import GENT
from openpas.demo.region.books import Books, Sold
from openpas.demo.region.catalogue import GROUP_NAMES
from openpas.demo.region.numbers import Numbers
from openpas.demo.region.offerings import Offering
from openpas.demo.region.sales import best_price, social_sale
from openpas.demo.region.seeded import seeded_uuid
from openpas.foundation.calendar import Period, brussels_day, last_of_april_next_year
from openpas.foundation.limits import Limit
from openpas.passholders.models import Card, GroupPass
from openpas.tariffs.models import Coupon, GrantedCoupon

_WITHOUT_SOCIAL_TARIFF: Final = 3
_SINCE: Final = timedelta(days=500)
_OUTINGS: Final = 8


def save_groups(
    rng: Random, numbers: Numbers, regions: Mapping[int, CardSystem], now: datetime
) -> list[tuple[GroupPass, str]]:
    """The groups with their card numbers. The last ones have no social tariff but a coupon."""
    home = regions[GENT.number]
    groups = []
    for place, name in enumerate(GROUP_NAMES):
        is_social = place < len(GROUP_NAMES) - _WITHOUT_SOCIAL_TARIFF
        postal_code, city = rng.choice(GENT.cities)
        group = GroupPass(
            public_id=seeded_uuid(rng),
            name=name,
            card_system=home,
            email=f"groep{place + 1}@example.org",
            street=f"Verenigingsstraat {place + 1}",
            postal_code=postal_code,
            city=city,
            municipality_nis=nis_of(postal_code, city),
            social_tariff_ends_on=last_of_april_next_year(brussels_day(now)) if is_social else None,
            tickets_per_year=rng.choice((20, 40, 60)) if is_social else None,
            created_at=now - _SINCE,
        )
        groups.append((group, numbers.card(home.pk, social_tariff=is_social)))
    GroupPass.objects.bulk_create([group for group, _ in groups])
    Card.objects.bulk_create(_card(group, number, numbers.chip()) for group, number in groups)
    _give_coupon(home, [group for group, _ in groups if group.tickets_per_year is None], now)
    return groups


def _card(group: GroupPass, number: str, chip: str) -> Card:
    return Card(
        uitpas_number=number,
        chip_number=chip,
        card_system=group.card_system,
        kind=Card.Kind.NFC_CARD,
        status=Card.Status.ACTIVE,
        is_social=group.tickets_per_year is not None,
        group_pass=group,
        activated_at=group.created_at,
    )


def _give_coupon(region: CardSystem, groups: list[GroupPass], now: datetime) -> None:
    given = coupon(region, "Groepen: de helft", HALF_PRICE, Coupon.Target.GROUP_PASSES, now, Limit(30, Period.MONTH))
    GrantedCoupon.objects.bulk_create(
        GrantedCoupon(coupon=given, group_pass=group, granted_at=given.valid_from) for group in groups
    )


def go_out(
    rng: Random, groups: list[tuple[GroupPass, str]], offerings: Sequence[Offering], books: Books, now: datetime
) -> None:
    """Outings of the past year: several tickets at once, as long as the year's number lasts."""
    home = frozenset({GENT.number})
    places = [one for one in offerings if one.base_cents and not one.facts.calendar.moments]
    for group, number in groups:
        left: Counter[int] = Counter()
        for _ in range(_OUTINGS if group.tickets_per_year else 0):
            offering = rng.choice(places)
            at = now - timedelta(days=rng.randint(1, 360), minutes=rng.randrange(600))
            year = brussels_day(at).year
            tickets = min(rng.randint(3, 10), (group.tickets_per_year or 0) - left[year])
            best = best_price(offering, offering.base_cents, home, group.municipality_nis)
            if best is None or tickets <= 0:
                continue
            left[year] += tickets
            for _ in range(tickets):
                sale = social_sale(offering, offering.base_cents, best, at)
                sale.group_pass, sale.uitpas_number = group, number
                sale.municipality_nis = group.municipality_nis
                books.sales.append(Sold(sale, best.shares, None))
