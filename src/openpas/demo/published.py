"""The test dataset that the programme's owner publishes, so that what vendors wrote against it works here too.

The facts are in `published_facts`. Every person lives where the card system of the pass is, but for the one of whom the
dataset says that the social tariff is active in another region.
"""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from openpas.card_systems.models import CardSystem
from openpas.demo import accounts
from openpas.demo.builders import (
    card_system,
    nis_of,
    open_account,
    organizer,
    permanent_event,
    price_table,
    reward,
    standard_key,
)
from openpas.demo.coupons import HALF_PRICE, ONE_EURO, coupon
from openpas.demo.places import DENDER, GENT, PASPARTOE
from openpas.demo.published_facts import (
    ACTIVE,
    EXPIRED,
    GROUP_COUPON_LIMIT,
    GROUPS,
    HUNDRED_A_WEEK_EVENT_ID,
    INDIVIDUALS,
    OFFERS,
    ONE_A_WEEK_EVENT_ID,
    ORGANIZER_ID,
    OTHER_EVENT_ID,
    OTHER_ORGANIZER_ID,
    STOCK,
    Individual,
)
from openpas.events.models import PriceClass
from openpas.foundation.calendar import Period, brussels_day, last_of_april_next_year
from openpas.foundation.identifiers import insz_gender, is_social_card
from openpas.foundation.permissions import Permission
from openpas.identity.models import OrganizerAdmin
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card, CardSystemMembership, GroupPass, Passholder
from openpas.records.encryption import blind_index, encrypt
from openpas.rewards.models import Reward, RewardCode, WelcomeGrant
from openpas.runtime import clock
from openpas.tariffs.models import Coupon, GrantedCoupon

DESK_ACCOUNT: Final = "balie@example.org"
_ONLINE_CODES: Final = 1000
_A_YEAR: Final = timedelta(days=365)


def create_published() -> None:
    """Save the published dataset beside whatever is there; the regions are shared."""
    now = clock.now()
    regions = {region.number: card_system(region) for region in (GENT, DENDER, PASPARTOE)}
    for region in regions.values():
        standard_key(region)
        price_table(region)
    gent = regions[GENT.number]
    desk, other = _organizers(gent)
    _events(desk, other, now)
    rewards = _rewards(gent, desk, now)
    people = [_individual(one, regions, desk, now) for one in INDIVIDUALS]
    _welcome(people, rewards, gent, now)
    _stock(gent, desk)
    _groups(gent, now)
    _accounts(desk, other)


def _organizers(gent: CardSystem) -> tuple[Organizer, Organizer]:
    desk = organizer(ORGANIZER_ID, "Cultuurcentrum De Proeftuin", "Proefstraat 1", ("9000", "Gent"), gent)
    other = organizer(OTHER_ORGANIZER_ID, "Buurthuis De Overkant", "Overzetstraat 8", ("9040", "Sint-Amandsberg"), gent)
    return desk, other


def _events(desk: Organizer, other: Organizer, now: datetime) -> None:
    often = permanent_event(HUNDRED_A_WEEK_EVENT_ID, desk, "Open atelier", now, 1000)
    often.ticket_limit_volume, often.ticket_limit_period = 100, Period.WEEK
    often.save()
    PriceClass.objects.create(event=often, name="Onder 26 jaar", price_cents=700, position=1)
    permanent_event(ONE_A_WEEK_EVENT_ID, desk, "Filmclub", now, 1100)
    permanent_event(OTHER_EVENT_ID, other, "Repaircafé", now, 500)


def _rewards(gent: CardSystem, desk: Organizer, now: datetime) -> list[Reward]:
    rewards = [reward(gent, desk, offer, now) for offer in OFFERS]
    online = next(one for one in rewards if one.is_online)
    online.redeem_text = "Bedankt! Met deze code open je het zoekspel."
    online.redeem_link = "https://example.org/zoekspel"
    online.redeem_label = "Naar het zoekspel"
    online.save()
    RewardCode.objects.bulk_create(
        RewardCode(reward=online, code=f"ZOEK-{number:04d}") for number in range(_ONLINE_CODES)
    )
    return rewards


def _individual(who: Individual, regions: dict[int, CardSystem], desk: Organizer, now: datetime) -> Passholder:
    since = now - _A_YEAR
    postal_code, city = who.city
    person = Passholder.objects.create(
        public_id=_known_id(who.number),
        first_name=who.first_name,
        name=who.name,
        date_of_birth=who.born_on,
        gender=insz_gender(who.insz) or "",
        nationality="BE",
        insz_encrypted=encrypt(who.insz),
        insz_index=blind_index(who.insz),
        street="Proefstraat 20",
        postal_code=postal_code,
        city=city,
        municipality_nis=nis_of(postal_code, city),
        registration_organizer=desk,
        created_at=since,
    )
    open_account(person, who.points, since)
    home = _membership(person, regions[who.region.number], _ends_on(who.social, now), since)
    if who.social_in is not None:
        elsewhere = _membership(person, regions[who.social_in.number], _ends_on(ACTIVE, now), now)
        _coupons_in_another_region(person, elsewhere.card_system, now)
    card = _card(who.number, who.chip, home.card_system)
    card.membership, card.status, card.activated_at = home, who.card_status, since
    card.save()
    return person


def _ends_on(status: str, now: datetime) -> date | None:
    """An end date that gives the status in any month, with grace days or without."""
    today = brussels_day(now)
    return {ACTIVE: last_of_april_next_year(today), EXPIRED: date(today.year - 1, 4, 30)}.get(status)


def _membership(person: Passholder, region: CardSystem, ends_on: date | None, since: datetime) -> CardSystemMembership:
    return CardSystemMembership.objects.create(
        passholder=person, card_system=region, social_tariff_ends_on=ends_on, created_at=since
    )


def _card(number: str, chip: str | None, region: CardSystem) -> Card:
    """A card in the stock of its region, not saved yet."""
    return Card(
        uitpas_number=number,
        chip_number=chip,
        card_system=region,
        kind=Card.Kind.NFC_CARD if chip else Card.Kind.DIGITAL,
        status=Card.Status.LOCAL_STOCK,
        is_social=is_social_card(number),
    )


def _welcome(people: list[Passholder], rewards: list[Reward], region: CardSystem, now: datetime) -> None:
    """Give the welcome reward that is not over to everybody, and count it as taken (contract/rules.md 2.6-5)."""
    for welcome in rewards:
        if welcome.type == Reward.Type.WELCOME and welcome.redeem_ends_at is None:
            WelcomeGrant.objects.bulk_create(
                WelcomeGrant(reward=welcome, passholder=person, card_system=region, granted_at=now) for person in people
            )
            welcome.units_taken = len(people)
            welcome.save(update_fields=["units_taken"])


def _stock(gent: CardSystem, desk: Organizer) -> None:
    for number, chip in STOCK:
        card = _card(number, chip, gent)
        card.stock_organizer = desk
        card.save()


def _groups(gent: CardSystem, now: datetime) -> None:
    for group in GROUPS:
        saved = GroupPass.objects.create(
            public_id=_known_id(group.number),
            name=group.name,
            card_system=gent,
            email="groep@example.org",
            street="Proefstraat 30",
            postal_code="9000",
            city="Gent",
            municipality_nis=nis_of("9000", "Gent"),
            social_tariff_ends_on=_ends_on(ACTIVE, now) if group.tickets_per_year else None,
            tickets_per_year=group.tickets_per_year,
            created_at=now - _A_YEAR,
        )
        card = _card(group.number, group.chip, gent)
        card.group_pass, card.status, card.activated_at = saved, Card.Status.ACTIVE, saved.created_at
        card.save()
        if not group.tickets_per_year:
            _group_coupon(saved, now)


def _group_coupon(group: GroupPass, now: datetime) -> None:
    given = coupon(
        group.card_system, "Groepen aan de helft", HALF_PRICE, Coupon.Target.GROUP_PASSES, now, GROUP_COUPON_LIMIT
    )
    GrantedCoupon.objects.create(coupon=given, group_pass=group, granted_at=now)


def _coupons_in_another_region(holder: Passholder, region: CardSystem, now: datetime) -> None:
    """Two for the person whose social tariff is in another region, and for nobody else yet."""
    for name, split in (("Een voorstelling aan de helft", HALF_PRICE), ("Zwemmen voor 1 euro", ONE_EURO)):
        given = coupon(region, name, split, Coupon.Target.SOCIAL_TARIFF, now)
        GrantedCoupon.objects.create(coupon=given, passholder=holder, granted_at=now)


def _accounts(desk: Organizer, other: Organizer) -> None:
    accounts.worker("Lien Proost", DESK_ACCOUNT, desk, OrganizerAdmin.Type.MEMBER)
    accounts.desk_client(accounts.TICKETING_CLIENT, "Ticketverkoop (demo)", [desk], accounts.SECRET)
    admin = accounts.client_with_all_rights(accounts.ADMIN_CLIENT, "Beheer (demo)", accounts.SECRET)
    accounts.allow(admin, Permission, [desk, other])


def _known_id(number: str) -> UUID:
    """The same identifier for the same card number in every installation."""
    return uuid5(NAMESPACE_URL, f"urn:openpas:demo:{number}")
