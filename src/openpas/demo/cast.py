"""The seven people that tests, demo and documentation share, and the small world in which they meet.

*Amina* has the social tariff, *Bart* pays the full price, *Chloé* leads a group, *Dirk* works at a desk in one region,
*Eva* in another and must see nothing, *Farid* runs a sports club, *Greet* does the municipality's books.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from openpas.card_systems.models import CardSystem
from openpas.demo.accounts import DESK_RIGHTS, PASSWORD, client_with_all_rights, desk_client, worker
from openpas.demo.builders import (
    STANDARD_SPLIT,
    Offer,
    card_system,
    event,
    for_ages,
    open_account,
    organizer,
    permanent_event,
    reward,
    standard_key,
)
from openpas.demo.places import DENDER, GENT
from openpas.events.ages import AgeRange
from openpas.events.models import Event, PriceClass
from openpas.events.rules import Calendar, Span
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.identity.models import ApiClient, OrganizerAdmin, User
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card, CardSystemMembership, GroupPass, Passholder
from openpas.records.encryption import blind_index, encrypt
from openpas.rewards.models import Reward
from openpas.runtime import clock
from openpas.tariffs.models import DistributionKey

__all__ = ["DESK_RIGHTS", "PASSWORD", "STANDARD_SPLIT", "Cast", "create_cast", "standard_key"]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything of the cast, saved."""

    gent: CardSystem
    dender: CardSystem
    theatre: Organizer
    club: Organizer
    aalst: Organizer
    town_hall: Organizer
    concert: Event
    open_house: Event
    training: Event
    aalst_fair: Event
    standard_key: DistributionKey
    amina: Passholder
    bart: Passholder
    chloe: GroupPass
    amina_number: str
    bart_number: str
    chloe_number: str
    dirk: User
    eva: User
    farid: User
    greet: User
    desk_client: ApiClient
    admin_client: ApiClient
    stranger_client: ApiClient
    drink: Reward
    welcome: Reward


def create_cast() -> Cast:
    """Save the cast into an empty database. Deterministic but for the moments, which are around now."""
    now = clock.now()
    gent, dender = card_system(GENT), card_system(DENDER)
    theatre = organizer("cast-theatre", "Theater De Vlieger", "Kaaistraat 12", ("9000", "Gent"), gent)
    club = organizer("cast-club", "SK Muide", "Sportlaan 3", ("9000", "Gent"), gent)
    aalst = organizer("cast-aalst", "Cultuurhuis De Denderkade", "Molenkaai 7", ("9300", "Aalst"), dender)
    town_hall = organizer("cast-town-hall", "Stad Gent, dienst Vrije Tijd", "Stadhuisplein 1", ("9000", "Gent"), gent)
    amina, amina_number = _person(
        AMINA, gent, now, social_ends_on=last_of_april_next_year(brussels_day(now)), points=12
    )
    bart, bart_number = _person(BART, gent, now, points=3)
    chloe, chloe_number = _group(gent, now)
    return Cast(
        gent=gent,
        dender=dender,
        theatre=theatre,
        club=club,
        aalst=aalst,
        town_hall=town_hall,
        concert=_concert(theatre, now),
        open_house=for_ages(
            permanent_event("cast-open-house", theatre, "Vrij bezoek aan het theaterhuis", now, 600), AgeRange()
        ),
        training=for_ages(permanent_event("cast-training", club, "Instuif zaalvoetbal", now, 400), AgeRange(6, 12)),
        aalst_fair=permanent_event("cast-aalst-fair", aalst, "Tentoonstelling aan de Dender", now, 800),
        standard_key=standard_key(gent),
        amina=amina,
        bart=bart,
        chloe=chloe,
        amina_number=amina_number,
        bart_number=bart_number,
        chloe_number=chloe_number,
        dirk=worker("Dirk Declerck", "dirk@example.org", theatre, OrganizerAdmin.Type.MEMBER),
        eva=worker("Eva Engels", "eva@example.org", aalst, OrganizerAdmin.Type.MEMBER),
        farid=worker("Farid Fassi", "farid@example.org", club, OrganizerAdmin.Type.ADMIN),
        greet=worker("Greet Goossens", "greet@example.org", town_hall, OrganizerAdmin.Type.ADMIN),
        desk_client=desk_client("cast-desk", "Kassasoftware van het theater", [theatre]),
        admin_client=client_with_all_rights("cast-admin", "Beheer"),
        stranger_client=desk_client("cast-stranger", "Kassasoftware in Aalst", [aalst]),
        drink=reward(gent, theatre, Offer("cast-drink", "Gratis drankje aan de bar", 5), now),
        welcome=reward(gent, theatre, Offer("cast-welcome", "Welkom: één gratis inkom", 0), now),
    )


@dataclass(frozen=True, slots=True)
class _Somebody:
    public_id: UUID
    first_name: str
    name: str
    born_on: date
    gender: str
    insz: str
    card: str
    chip: str


AMINA: Final = _Somebody(
    UUID("a0000000-0000-4000-8000-000000000001"),
    "Amina",
    "Aziz",
    date(1990, 5, 17),
    "FEMALE",
    "90051700255",
    "0900000100017",
    "04A0000000000A",
)
BART: Final = _Somebody(
    UUID("b0000000-0000-4000-8000-000000000002"),
    "Bart",
    "D'Hondt",
    date(1978, 2, 28),
    "MALE",
    "78022800135",
    "0900000100207",
    "04B0000000000B",
)
CHLOE_CARD: Final = "0900000100314"


def _concert(theatre: Organizer, now: datetime) -> Event:
    begins_at = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if brussels_day(begins_at) > brussels_day(now):  # it is a concert of today, in its last hour too
        begins_at -= timedelta(minutes=1)
    calendar = Calendar("SINGLE", moments=(Span(begins_at, begins_at + timedelta(hours=2)),))
    concert = for_ages(event("cast-concert", theatre, "Concert: De Nachtuilen", calendar, now), AgeRange(12))
    PriceClass.objects.create(event=concert, name="Basistarief", price_cents=1100, is_base=True)
    PriceClass.objects.create(event=concert, name="Onder 26 jaar", price_cents=800, position=1)
    return concert


def _person(
    who: _Somebody, region: CardSystem, now: datetime, *, social_ends_on: date | None = None, points: int = 0
) -> tuple[Passholder, str]:
    person = Passholder.objects.create(
        public_id=who.public_id,
        first_name=who.first_name,
        name=who.name,
        date_of_birth=who.born_on,
        gender=who.gender,
        insz_encrypted=encrypt(who.insz),
        insz_index=blind_index(who.insz),
        email=f"{who.first_name.lower()}+uitpas@example.org",
        street="Voorbeeldstraat 1",
        postal_code="9000",
        city="Gent",
        municipality_nis="44021",
        created_at=now,
    )
    open_account(person, points, now)
    membership = CardSystemMembership.objects.create(
        passholder=person, card_system=region, social_tariff_ends_on=social_ends_on, created_at=now
    )
    Card.objects.create(
        uitpas_number=who.card,
        chip_number=who.chip,
        card_system=region,
        kind=Card.Kind.NFC_CARD,
        status=Card.Status.ACTIVE,
        is_social=who.card[11] == "1",
        membership=membership,
        activated_at=now,
    )
    return person, who.card


def _group(region: CardSystem, now: datetime) -> tuple[GroupPass, str]:
    group = GroupPass.objects.create(
        public_id=UUID("c0000000-0000-4000-8000-000000000003"),
        name="Buurtwerking Het Anker (Chloé)",
        card_system=region,
        email="chloe@example.org",
        postal_code="9000",
        city="Gent",
        municipality_nis="44021",
        social_tariff_ends_on=last_of_april_next_year(brussels_day(now)),
        tickets_per_year=20,
        created_at=now,
    )
    Card.objects.create(
        uitpas_number=CHLOE_CARD,
        card_system=region,
        kind=Card.Kind.NFC_CARD,
        status=Card.Status.ACTIVE,
        is_social=True,
        group_pass=group,
        activated_at=now,
    )
    return group, CHLOE_CARD
