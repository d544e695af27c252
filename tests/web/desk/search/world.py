"""A school with pupils of whom some have the social tariff, for the pages and for the browser."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openpas.card_systems.models import CardSystem
from openpas.demo.builders import organizer, permanent_event
from openpas.demo.cast import Cast
from openpas.events.models import Event
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.identity.models import OrganizerAdmin, User
from openpas.identity.roles import SCHOOL
from openpas.organizers.models import Organizer, OrganizerGroup
from openpas.passholders.models import Card, Passholder
from openpas.passholders.service import NewPassholder, register_passholder
from openpas.runtime import clock
from tests.desk_rights import let_desk

SYSTEM = Actor("system:tests", ActorKind.SYSTEM)
NAMES = ("Adam Anouk", "Baert Bo", "Claes Cas", "Dewit Dina", "Evers Emil", "Faes Fien")


def member(region: CardSystem, name: str, first_name: str, **changes: Any) -> Passholder:
    """Somebody with a digital card of the region, in Gent unless said otherwise."""
    new = NewPassholder(
        name=name,
        first_name=first_name,
        date_of_birth=date(2015, 3, 2),
        postal_code="9000",
        city="Gent",
        street="Kerkstraat 12",
        card_system=region,
    )
    return register_passholder(SYSTEM, replace(new, **changes))


def number_of(person: Passholder) -> str:
    return Card.objects.get(membership__passholder=person, status="ACTIVE").uitpas_number


@dataclass(frozen=True)
class School:
    """A school that is a desk, its outing of today for 4 euro, and its pupils by name; the first three pay less."""

    desk: Organizer
    teacher: User
    outing: Event
    pupils: list[Passholder]


def make_school(cast: Cast) -> School:
    desk = organizer("cast-school", "Basisschool De Wijzer", "Lindenlei 9", ("9000", "Gent"), cast.gent)
    OrganizerGroup.objects.create(id=1, name="Scholen", is_school=True).organizers.add(desk)
    let_desk(desk, SCHOOL)
    teacher = User.objects.create_user("juf@example.org", "Juf Jana")
    OrganizerAdmin.objects.create(organizer=desk, user=teacher, type=OrganizerAdmin.Type.MEMBER)
    ends_on = last_of_april_next_year(brussels_day(clock.now()))
    pupils = [
        member(cast.gent, *name.split(), social_tariff_ends_on=ends_on if position < 3 else None)
        for position, name in enumerate(NAMES)
    ]
    Passholder.objects.filter(pk__in=[one.pk for one in pupils]).update(school=desk)
    return School(desk, teacher, permanent_event("outing", desk, "Zwemmen", clock.now(), 400), pupils)
