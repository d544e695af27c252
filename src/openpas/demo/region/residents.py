"""Saving the region's passholders: people, memberships in every stage of life, cards in every state, stock."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.demo.builders import nis_of
from openpas.demo.region.households import GRACE_DAYS, Entitlement, Home, Household, Member, households
from openpas.demo.region.numbers import Numbers
from openpas.demo.region.seeded import percent, seeded_uuid
from openpas.demo.region.supply import Host
from openpas.foundation.calendar import age_on, brussels_day, start_of_day
from openpas.foundation.identifiers import is_social_card
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.records.encryption import blind_index, encrypt

_ADULT: Final = 18
_OPENS: Final = timedelta(hours=10)
_SUSPENDED_SINCE: Final = timedelta(days=30)


@dataclass(slots=True)
class Resident:
    """A passholder as the year of life sees it. `until` is when the pass could be used last."""

    person: Passholder
    home: Home
    since: datetime
    until: datetime
    entitlement: Entitlement | None
    number: str = ""
    memberships: list[CardSystemMembership] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)

    def social_card_systems_on(self, day: date, today: date) -> frozenset[int]:
        """Where the social tariff was ACTIVE on that day: grace included, a suspension not."""
        if self.entitlement is None or day > self.entitlement.ends_on + timedelta(days=GRACE_DAYS):
            return frozenset()
        if self.entitlement.suspended_until is not None and day >= today - _SUSPENDED_SINCE:
            return frozenset()
        return frozenset({self.home.region.number})


def save_residents(
    rng: Random, count: int, regions: dict[int, CardSystem], hosts: list[Host], numbers: Numbers, now: datetime
) -> list[Resident]:
    """`count` passholders in households, registered at a desk of their own region."""
    desks = {number: [host.organizer for host in hosts if host.card_system_id == number] for number in regions}
    residents = [
        _resident(rng, member, household, numbers, rng.choice(desks[household.home.region.number]))
        for household, member in _people(rng, count, brussels_day(now))
    ]
    for resident in residents:
        _join(rng, resident, regions, numbers, now)
    Passholder.objects.bulk_create([resident.person for resident in residents])
    CardSystemMembership.objects.bulk_create([one for resident in residents for one in resident.memberships])
    Card.objects.bulk_create([card for resident in residents for card in resident.cards])
    Card.objects.bulk_create(_stock(desks, regions, numbers))
    return residents


def _people(rng: Random, count: int, today: date) -> Iterator[tuple[Household, Member]]:
    left = count
    for household in households(rng, today):
        yield from ((household, member) for member in household.members[:left])
        left -= len(household.members)
        if left <= 0:
            return


def _resident(rng: Random, member: Member, household: Household, numbers: Numbers, desk: Organizer) -> Resident:
    home = household.home
    since = start_of_day(household.joined_on) + _OPENS
    insz = _insz(rng, member, home.country, numbers)
    is_adult = age_on(member.born_on, household.joined_on) >= _ADULT
    email = _email(rng, member) if is_adult and not percent(rng, 30) else ""
    person = Passholder(
        public_id=seeded_uuid(rng),
        name=member.name,
        first_name=member.first_name,
        date_of_birth=member.born_on,
        gender="X" if percent(rng, 1) else member.gender,
        nationality="BE",
        **_insz_columns(insz),
        email=email,
        street=home.street,
        postal_code=home.postal_code,
        city=home.city,
        country=home.country,
        municipality_nis=nis_of(home.postal_code, home.city),
        opt_in_service_mails=bool(email),
        opt_in_milestone_mails=bool(email) and percent(rng, 60),
        opt_in_info_mails=bool(email) and percent(rng, 40),
        uitid=f"auth0|{rng.getrandbits(96):024x}" if email and percent(rng, 40) else "",
        registration_organizer=desk,
        created_at=since,
    )
    return Resident(person, home, since, since, household.entitlement)


def _insz(rng: Random, member: Member, country: str, numbers: Numbers) -> str | None:
    """The national number; nobody abroad has one, and one person in a hundred has not given it."""
    if country != "BE" or percent(rng, 1):
        return None
    return numbers.insz(member.born_on, member.gender)


def _insz_columns(insz: str | None) -> dict[str, bytes]:
    return {"insz_encrypted": encrypt(insz), "insz_index": blind_index(insz)} if insz else {}


def _email(rng: Random, member: Member) -> str:
    plain = unicodedata.normalize("NFKD", f"{member.first_name}.{member.name}").encode("ascii", "ignore").decode()
    address = "".join(character for character in plain.lower() if character.isalnum() or character in ".-")
    return f"{address}{rng.randint(1, 99)}@example.org"


def _join(rng: Random, resident: Resident, regions: dict[int, CardSystem], numbers: Numbers, now: datetime) -> None:
    """The membership of the own region, for some a second one; and what may have happened to them since."""
    own = regions[resident.home.region.number]
    membership = _membership(resident, own, resident.entitlement)
    resident.number = _card(rng, resident, membership, numbers)
    resident.until = _usable_until(resident, now)
    if percent(rng, 6):
        _replaced_card(resident, membership, numbers)
    if percent(rng, 8):
        elsewhere = _membership(resident, regions[rng.choice([one for one in regions if one != own.pk])], None)
        if percent(rng, 50):
            _card(rng, resident, elsewhere, numbers)
    elif percent(rng, 3):
        _mishap(rng, resident, membership, now)


def _usable_until(resident: Resident, now: datetime) -> datetime:
    if resident.entitlement is None:
        return now
    return min(now, start_of_day(resident.entitlement.ends_on + timedelta(days=GRACE_DAYS)))


def _mishap(rng: Random, resident: Resident, membership: CardSystemMembership, now: datetime) -> None:
    """The person, the membership or the card was blocked some time ago."""
    happened_at = max(now - timedelta(days=rng.randint(3, 200)), resident.since)
    resident.until = min(resident.until, happened_at)
    match rng.choice(("person", "membership", "card")):
        case "person":
            resident.person.is_blocked = True
        case "membership":
            membership.is_blocked = True
        case _:
            for card in resident.cards:
                card.status = Card.Status.BLOCKED


def _membership(resident: Resident, region: CardSystem, entitlement: Entitlement | None) -> CardSystemMembership:
    membership = CardSystemMembership(
        passholder=resident.person,
        card_system=region,
        social_tariff_ends_on=entitlement.ends_on if entitlement else None,
        social_tariff_suspended_until=entitlement.suspended_until if entitlement else None,
        created_at=resident.since,
    )
    resident.memberships.append(membership)
    return membership


def _card(rng: Random, resident: Resident, membership: CardSystemMembership, numbers: Numbers) -> str:
    is_digital = percent(rng, 15)
    is_social = membership.social_tariff_ends_on is not None
    number = numbers.card(membership.card_system_id, social_tariff=is_social)
    resident.cards.append(
        Card(
            uitpas_number=number,
            chip_number=None if is_digital else numbers.chip(),
            card_system=membership.card_system,
            kind=Card.Kind.DIGITAL if is_digital else Card.Kind.NFC_CARD,
            status=Card.Status.ACTIVE,
            is_social=is_social,
            membership=membership,
            activated_at=resident.since,
        )
    )
    return number


def _replaced_card(resident: Resident, membership: CardSystemMembership, numbers: Numbers) -> None:
    """A card that was lost before the present one."""
    number = numbers.card(membership.card_system_id, social_tariff=membership.social_tariff_ends_on is not None)
    resident.cards.append(
        Card(
            uitpas_number=number,
            chip_number=numbers.chip(),
            card_system=membership.card_system,
            kind=Card.Kind.NFC_CARD,
            status=Card.Status.BLOCKED,
            is_social=is_social_card(number),
            membership=membership,
            activated_at=resident.since,
        )
    )


def _stock(desks: dict[int, list[Organizer]], regions: dict[int, CardSystem], numbers: Numbers) -> Iterable[Card]:
    """A pack of fifty at one desk of every region, a fifth of it for the social tariff (BR-CARD-10)."""
    for region, organizers in desks.items():
        for place in range(50):
            number = numbers.card(region, social_tariff=place < 10)  # noqa: PLR2004  a fifth of the pack
            yield Card(
                uitpas_number=number,
                chip_number=numbers.chip(),
                card_system=regions[region],
                kind=Card.Kind.NFC_CARD,
                status=Card.Status.LOCAL_STOCK,
                is_social=is_social_card(number),
                stock_organizer=organizers[0],
            )
