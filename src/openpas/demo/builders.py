"""What the demo worlds are built of: regions, organizers, events, people with their cards, accounts, rewards.

Every builder saves. A region and its key are made once and found again, so that the worlds can share them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from openpas.card_systems.models import CardSystem, City, MembershipPriceRule
from openpas.checkins.models import PointsLine
from openpas.demo.places import Region
from openpas.events.ages import AgeRange
from openpas.events.models import Event, PriceClass
from openpas.events.rules import Calendar, default_checkin_limit, default_ticket_limit
from openpas.foundation.belgium import municipality_of
from openpas.foundation.calendar import BRUSSELS, Period, brussels_day
from openpas.foundation.identifiers import new_id, whole_milliseconds
from openpas.foundation.limits import Limit
from openpas.organizers.models import Location, Organizer
from openpas.passholders.models import Passholder, PointsAccount
from openpas.rewards.models import Reward
from openpas.tariffs.models import DistributionKey

STANDARD_SPLIT: Final = [
    {"payer": "PASSHOLDER", "kind": "PERCENT_OF_TOTAL", "value": 2000},
    {"payer": "LOCAL_GOVERNMENT", "kind": "PERCENT_OF_TOTAL", "value": 4000},
    {"payer": "ORGANIZER", "kind": "REST", "value": 0},
]
"""20 % for the holder, 40 % for the municipality, the rest (40 %) for the organizer."""

STANDARD_KEY_NAME: Final = "Kansentarief 20/40/40"
ONCE: Final = Limit(1, Period.ABSOLUTE)
_OFFERED_FOR: Final = timedelta(days=30)


def nis_of(postal_code: str, city: str) -> str:
    """The REFNIS code of the municipality that pays for who lives there; empty abroad."""
    place = municipality_of(postal_code, city)
    return place.nis if place else ""


def card_system(region: Region) -> CardSystem:
    """The region, with its cities when it was not there yet."""
    saved, is_new = CardSystem.objects.get_or_create(
        id=region.number,
        defaults={
            "name": region.name,
            "contact_email": f"regio{region.number}@example.org",
            "contact_phone": "09 000 00 00",
            "website": "https://example.org/uitpas",
        },
    )
    if is_new:
        add_cities(saved, region.cities)
    return saved


def price_table(region: CardSystem) -> None:
    """What a pass costs in most regions: five euro, two for the young, one with the social tariff (BR-PR-04)."""
    everybody = (
        (None, 17, False, 200, "Jonger dan 18", "Tot en met 17 jaar"),
        (18, None, False, 500, "Vanaf 18", "Vanaf 18 jaar"),
        (None, None, True, 100, "Kansentarief", "Voor wie recht heeft op het kansentarief"),
    )
    MembershipPriceRule.objects.bulk_create(
        MembershipPriceRule(
            card_system=region,
            card_type=card_type,
            age_from=age_from,
            age_to=age_to,
            has_social_tariff=social,
            price_cents=price_cents,
            label=label,
            description=description,
            position=position,
        )
        for card_type in MembershipPriceRule.CardType
        for position, (age_from, age_to, social, price_cents, label, description) in enumerate(everybody)
    )


def add_cities(region: CardSystem, cities: Iterable[tuple[str, str]]) -> None:
    """Put the places (postal code, name) in the region, passing over those that are there."""
    City.objects.bulk_create(
        (
            City(
                card_system=region,
                postal_code=postal_code,
                name=city,
                municipality_nis=nis_of(postal_code, city),
                contact_email=region.contact_email,
            )
            for postal_code, city in cities
        ),
        ignore_conflicts=True,
    )


def standard_key(region: CardSystem) -> DistributionKey:
    """The region's default: 20/40/40 for its own residents with the social tariff, at every organizer."""
    key, _ = DistributionKey.objects.get_or_create(
        card_system=region,
        name=STANDARD_KEY_NAME,
        kind=DistributionKey.Kind.AUTOMATIC,
        defaults={"split": STANDARD_SPLIT, "is_global": True},
    )
    return key


def organizer(public_id: str, name: str, street: str, place: tuple[str, str], region: CardSystem) -> Organizer:
    """An organizer that is a place as well, `place` being its postal code and city."""
    postal_code, city = place
    location = Location.objects.create(public_id=f"{public_id}-place", name=name, postal_code=postal_code, city=city)
    saved = Organizer.objects.create(
        public_id=public_id,
        name=name,
        street=street,
        postal_code=postal_code,
        city=city,
        municipality_nis=nis_of(postal_code, city),
        linked_location=location,
    )
    saved.card_systems.add(region)
    return saved


def event(public_id: str, host: Organizer, title: str, calendar: Calendar, now: datetime) -> Event:
    """An event at the organizer's own place, with the limits that its calendar has by default; no price yet."""
    saved = new_event(public_id, host, title, calendar, now)
    saved.save()
    return saved


def new_event(public_id: str, host: Organizer, title: str, calendar: Calendar, now: datetime) -> Event:
    """The same, to be saved by the caller."""
    checkins, tickets = default_checkin_limit(calendar.type), default_ticket_limit(calendar.type)
    starts_at, ends_at = calendar.bounds()
    return Event(
        public_id=public_id,
        organizer=host,
        location=host.linked_location,
        title=title,
        calendar_type=calendar.type,
        calendar=calendar.to_json(),
        starts_at=starts_at,
        ends_at=ends_at,
        checkin_limit_volume=checkins.volume,
        checkin_limit_period=checkins.period,
        ticket_limit_volume=tickets.volume,
        ticket_limit_period=tickets.period,
        created_at=now,
    )


def for_ages(event: Event, ages: AgeRange) -> Event:
    """The event, now that its organizer told for which age it is."""
    event.age_from, event.age_to = ages.age_from, ages.age_to
    event.save(update_fields=["age_from", "age_to"])
    return event


def permanent_event(public_id: str, host: Organizer, title: str, now: datetime, price_cents: int) -> Event:
    """An event that is always open, with a base price."""
    saved = event(public_id, host, title, Calendar("PERMANENT"), now)
    PriceClass.objects.create(event=saved, name="Basistarief", price_cents=price_cents, is_base=True)
    return saved


def open_account(person: Passholder, points: int, now: datetime) -> None:
    """A points account whose first line is what the person starts with."""
    PointsAccount.objects.create(passholder=person, points=points)
    moment = whole_milliseconds(now)
    line_id = new_id(moment)
    PointsLine.objects.create(
        id=line_id,
        created_at=moment,
        passholder_id=person.pk,
        kind=PointsLine.Kind.WELCOME,
        points=points,
        balance_after=points,
        source=line_id,
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A reward to be made. `is_over`: it ended yesterday. A welcome reward costs 0 points and is redeemed once."""

    public_id: str
    title: str
    points: int
    limit: Limit | None = None
    is_online: bool = False
    is_over: bool = False

    @property
    def type(self) -> Reward.Type:
        return Reward.Type.POINTS if self.points else Reward.Type.WELCOME


def reward(region: CardSystem, host: Organizer, offer: Offer, now: datetime) -> Reward:
    """The offer, open since a month at the host, for holders of every region."""
    today = brussels_day(now)
    begins_at = datetime.combine(today - _OFFERED_FOR, time.min, BRUSSELS)
    ends_at = datetime.combine(today - timedelta(days=1), time(23, 59, 59), BRUSSELS) if offer.is_over else None
    limit = offer.limit or (ONCE if offer.type == Reward.Type.WELCOME else None)
    saved = Reward.objects.create(
        public_id=offer.public_id,
        title=offer.title,
        type=offer.type,
        promotional_description=offer.title,
        more_info_url="https://example.org/voordeel",
        points=offer.points,
        categories=["Eten en drinken"] if offer.points else [],
        owning_card_system=region,
        publication_begins_at=begins_at,
        publication_ends_at=ends_at,
        redeem_begins_at=begins_at,
        redeem_ends_at=ends_at,
        redeem_limit_volume=limit.volume if limit else None,
        redeem_limit_period=limit.period if limit else "",
        is_online=offer.is_online,
        created_at=now,
    )
    saved.organizers.add(host)
    return saved
