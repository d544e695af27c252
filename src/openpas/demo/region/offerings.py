"""What every event of the region looks like to a price and to a visit, and the distribution keys that work there."""

from dataclasses import dataclass
from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.demo.builders import STANDARD_KEY_NAME
from openpas.demo.places import GENT
from openpas.demo.region.supply import Host
from openpas.events.models import Event
from openpas.events.queries import event_facts
from openpas.events.rules import EventFacts
from openpas.tariffs.models import DistributionKey, EventKey
from openpas.tariffs.rules.keys import Key, KeyKind
from openpas.tariffs.rules.prices import PriceBounds
from openpas.tariffs.rules.split import Payer, Share, ShareKind, Split

_POOL_FROM_ABOVE_CENTS: Final = 700


def _split(holder: Share, organizer_basis_points: int) -> Split:
    """The local government carries what holder and organizer leave."""
    organizer = Share(Payer.ORGANIZER, ShareKind.PERCENT_OF_TOTAL, organizer_basis_points)
    return Split((holder, organizer, Share(Payer.LOCAL_GOVERNMENT, ShareKind.REST)))


def _percent(basis_points: int) -> Share:
    return Share(Payer.PASSHOLDER, ShareKind.PERCENT_OF_TOTAL, basis_points)


_POOL_SPLIT: Final = _split(Share(Payer.PASSHOLDER, ShareKind.FIXED, 150), 3000)
_CLUB_SPLIT: Final = _split(_percent(1500), 1000)
_CAMP_SPLIT: Final = _split(_percent(1000), 3000)
_CAMP_SPLIT_ELSEWHERE: Final = _split(_percent(1800), 3000)


@dataclass(frozen=True, slots=True)
class Offering:
    """An event with its price and the keys that may give a discount there."""

    facts: EventFacts
    base_cents: int
    keys: tuple[Key, ...]


def offerings(planned: list[tuple[Event, int]], hosts: list[Host], regions: dict[int, CardSystem]) -> list[Offering]:
    """Every event as it is saved. Makes the keys that some kinds of organizers have beside the standard one."""
    special = _save_special_keys(hosts, regions[GENT.number])
    _switch_on(special, planned)
    standard = DistributionKey.objects.filter(name=STANDARD_KEY_NAME)
    everywhere = [_rule(key) for key in standard]
    by_organizer = {
        organizer_id: [_rule(key) for key, assigned in special if organizer_id in assigned]
        for organizer_id in (host.organizer.pk for host in hosts)
    }
    return [
        Offering(event_facts(event.public_id), base_cents, (*everywhere, *by_organizer[event.organizer_id]))
        for event, base_cents in planned
    ]


def _save_special_keys(hosts: list[Host], gent: CardSystem) -> list[tuple[DistributionKey, set[int]]]:
    """Keys of Gent with the ids of the organizers to which they are assigned."""
    pool = DistributionKey(name="Zwemmen voor 1,50 euro", split=_POOL_SPLIT.to_json())
    pool.price_above_cents = _POOL_FROM_ABOVE_CENTS
    club = DistributionKey(name="Erkende clubs 15/75/10", split=_CLUB_SPLIT.to_json())
    camp = DistributionKey(name="Vakantieaanbod", split=_CAMP_SPLIT.to_json())
    camp.split_elsewhere = _CAMP_SPLIT_ELSEWHERE.to_json()
    keys = []
    for kind_name, key in (("pool", pool), ("club", club), ("camp", camp)):
        key.kind = DistributionKey.Kind.MANUAL if key is camp else DistributionKey.Kind.AUTOMATIC
        key.card_system = gent
        key.save()
        assigned = [host.organizer for host in hosts if host.kind_name == kind_name and host.card_system_id == gent.pk]
        key.organizers.set(assigned)
        keys.append((key, {organizer.pk for organizer in assigned}))
    return keys


def _switch_on(special: list[tuple[DistributionKey, set[int]]], planned: list[tuple[Event, int]]) -> None:
    """The authors of the events chose the manual key wherever it is theirs."""
    EventKey.objects.bulk_create(
        EventKey(event=event, key=key, is_enabled=True)
        for key, assigned in special
        if key.kind == DistributionKey.Kind.MANUAL
        for event, _ in planned
        if event.organizer_id in assigned
    )


def _rule(key: DistributionKey) -> Key:
    return Key(
        id=key.pk,
        version=key.version,
        name=key.name,
        card_system_id=key.card_system_id,
        kind=KeyKind(key.kind),
        split=Split.from_json(key.split),
        split_elsewhere=Split.from_json(key.split_elsewhere) if key.split_elsewhere else None,
        prices=PriceBounds(key.price_below_cents, key.price_above_cents, key.price_equal_cents),
        is_switched_on=key.kind == DistributionKey.Kind.MANUAL,
    )
