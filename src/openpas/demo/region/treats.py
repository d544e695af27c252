"""The region's rewards: made, offered while there are some, and the welcome ones granted to who joined lately."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.demo.builders import ONCE
from openpas.demo.region.catalogue import TREATS, Treat
from openpas.demo.region.residents import Resident
from openpas.demo.region.seeded import seeded_uuid
from openpas.demo.region.supply import Host
from openpas.foundation.calendar import BRUSSELS, brussels_day
from openpas.foundation.limits import Limit
from openpas.rewards.models import Reward, WelcomeGrant

_OFFERED_FOR: Final = timedelta(days=400)
_GRANTED_FOR: Final = timedelta(days=300)


@dataclass(slots=True)
class Stock:
    """A reward of points, and how often each person has taken it in each period of its limit."""

    reward: Reward
    organizer_id: int
    limit: Limit | None
    used: Counter[tuple[int, datetime]] = field(default_factory=Counter)

    def is_open_to(self, passholder_id: int, points: int, moment: datetime) -> bool:
        """Whether somebody with so many points may redeem it at that moment."""
        reward = self.reward
        if points < reward.points or moment < reward.redeem_begins_at:
            return False
        if reward.max_available_units and reward.units_taken >= reward.max_available_units:
            return False
        return self.limit is None or bool(self.limit.remaining(self.used[passholder_id, self.limit.begins_at(moment)]))

    def take(self, passholder_id: int, moment: datetime) -> None:
        self.reward.units_taken += 1
        if self.limit is not None:
            self.used[passholder_id, self.limit.begins_at(moment)] += 1

    def give_back(self) -> None:
        """The unit is free again. The person's count stays: nobody tries again in the same period."""
        self.reward.units_taken -= 1


def save_rewards(rng: Random, hosts: list[Host], regions: dict[int, CardSystem], now: datetime) -> list[Stock]:
    """The rewards of the catalogue, each at an organizer of its kind; the welcome ones last."""
    stocks = []
    for treat in TREATS:
        host = rng.choice([host for host in hosts if host.kind_name == treat.kind])
        reward = _reward(rng, treat, regions[host.card_system_id], now)
        stocks.append(Stock(reward, host.organizer.pk, treat.limit))
    Reward.objects.bulk_create([stock.reward for stock in stocks])
    link = Reward.organizers.through
    link.objects.bulk_create(link(reward_id=stock.reward.pk, organizer_id=stock.organizer_id) for stock in stocks)
    return stocks


def _reward(rng: Random, treat: Treat, region: CardSystem, now: datetime) -> Reward:
    is_welcome = treat.points == 0
    limit = ONCE if is_welcome else treat.limit
    begins_at = datetime.combine(brussels_day(now) - _OFFERED_FOR, time.min, BRUSSELS)
    return Reward(
        public_id=str(seeded_uuid(rng)),
        title=treat.title,
        type=Reward.Type.WELCOME if is_welcome else Reward.Type.POINTS,
        promotional_description=f"{treat.title}: toon je UiTPAS aan de balie.",
        practical_info="Zolang de voorraad strekt." if treat.max_available_units else "",
        more_info_url="https://example.org/voordelen",
        points=treat.points,
        categories=[] if is_welcome else [treat.category],
        owning_card_system=region,
        publication_begins_at=begins_at,
        redeem_begins_at=begins_at,
        granting_begins_at=begins_at + (_OFFERED_FOR - _GRANTED_FOR) if is_welcome else None,
        max_available_units=treat.max_available_units,
        redeem_limit_volume=limit.volume if limit else None,
        redeem_limit_period=limit.period if limit else "",
        created_at=begins_at,
        **dict.fromkeys(treat.flags, True),
    )


def grant_welcome(stocks: list[Stock], residents: list[Resident]) -> dict[int, list[Stock]]:
    """Who joined a region since the granting began got its welcome rewards. Passholder id → the rewards."""
    grants, granted = [], {}
    for resident in residents:
        granted[resident.person.pk] = [stock for stock in stocks if _is_granted(stock.reward, resident)]
        for stock in granted[resident.person.pk]:
            stock.reward.units_taken += 1
            grants.append(
                WelcomeGrant(
                    reward=stock.reward,
                    passholder=resident.person,
                    card_system_id=resident.home.region.number,
                    granted_at=resident.since,
                )
            )
    WelcomeGrant.objects.bulk_create(grants)
    return granted


def _is_granted(reward: Reward, resident: Resident) -> bool:
    return (
        reward.granting_begins_at is not None
        and reward.granting_begins_at <= resident.since
        and reward.owning_card_system_id == resident.home.region.number
    )


def save_units(stocks: list[Stock]) -> None:
    """Write down how many units are taken, when the year is over."""
    Reward.objects.bulk_update([stock.reward for stock in stocks], ["units_taken"])
