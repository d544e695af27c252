"""Who belongs together in the demo: families at one address, pupils of two schools, members of three associations."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet

from openpas.card_systems.models import CardSystem
from openpas.demo.builders import organizer
from openpas.demo.places import GENT
from openpas.foundation.calendar import age_on, brussels_day
from openpas.organizers.models import Association, AssociationRight, Organizer, OrganizerGroup
from openpas.passholders.associations.rules import years_after
from openpas.passholders.models import AssociationMembership, FamilyLink, Passholder
from openpas.runtime import clock

SCHOOLS: Final = (
    ("demo-school-1", "Basisschool De Wijzer", "Lindenlei 9"),
    ("demo-school-2", "Atheneum Zuidpark", "Parklaan 41"),
)
SCHOOL_AGES: Final = range(6, 18)
FAMILIES: Final = 20
PUPILS: Final = 40
MEMBERS: Final = 30
_SCHOOL_GROUP: Final = 1
_FEWEST_AT_HOME: Final = 3
_ADULT_AGE: Final = 18
_MOST_ADULTS: Final = 2
_Type = Association.EndDateType


def create_together() -> None:
    """Save them around the cast and the region, which are there already."""
    now = clock.now()
    region = CardSystem.objects.get(pk=GENT.number)
    _save_families(now)
    _save_pupils(_save_schools(region), brussels_day(now))
    _save_members(_save_associations(region, brussels_day(now)), now)


def _save_families(now: datetime) -> None:
    """The eldest at an address has the others in its list, with one other adult at most."""
    homes = (
        Passholder.objects.exclude(street="")
        .values_list("street", "postal_code", "name")
        .annotate(people=Count("pk"))
        .filter(people__gte=_FEWEST_AT_HOME)
        .order_by("postal_code", "street", "name")[:FAMILIES]
    )
    for street, postal_code, name, _ in homes:
        main, *others = Passholder.objects.filter(street=street, postal_code=postal_code, name=name).order_by(
            "date_of_birth", "pk"
        )
        adults = [one for one in others if age_on(one.date_of_birth, brussels_day(now)) >= _ADULT_AGE]
        joining = [one for one in others if one not in adults[_MOST_ADULTS - 1 :]]
        FamilyLink.objects.bulk_create(FamilyLink(main=main, member=one, created_at=now) for one in joining)


def _save_schools(region: CardSystem) -> list[Organizer]:
    schools = [organizer(public_id, name, street, ("9000", "Gent"), region) for public_id, name, street in SCHOOLS]
    OrganizerGroup.objects.create(id=_SCHOOL_GROUP, name="Scholen", is_school=True).organizers.add(*schools)
    return schools


def _save_pupils(schools: list[Organizer], today: date) -> None:
    children = [one for one in _residents() if age_on(one.date_of_birth, today) in SCHOOL_AGES][:PUPILS]
    for position, child in enumerate(children):
        child.school = schools[position % len(schools)]
    Passholder.objects.bulk_update(children, ["school"])


def _save_associations(region: CardSystem, today: date) -> list[Association]:
    """One of each end-date type; the municipality registers members of all, the others see the sports card."""
    made = [
        Association(
            public_id=UUID("00000000-0000-4000-8000-000000000a01"),
            name="Sportkaart Gent",
            end_date_type=_Type.CUSTOM,
            suggested_ends_on=date(today.year + 1, 12, 31),
        ),
        Association(
            public_id=UUID("00000000-0000-4000-8000-000000000a02"),
            name="Jongerenatelier",
            end_date_type=_Type.BASED_ON_DATE_OF_BIRTH,
            age_limit=26,
        ),
        Association(
            public_id=UUID("00000000-0000-4000-8000-000000000a03"),
            name="Vrijwilligers van de stad",
            end_date_type=_Type.BASED_ON_REGISTRATION_DATE,
            years=1,
        ),
    ]
    for association in made:
        association.save()
        association.card_systems.add(region)
        _allow(association, "cast-town-hall", can_write=True)
    _allow(made[0], "cast-club", can_write=True)
    _allow(made[0], "cast-theatre", can_write=False)
    return made


def _allow(association: Association, organizer_id: str, *, can_write: bool) -> None:
    desk = Organizer.objects.get(public_id=organizer_id)
    AssociationRight.objects.create(association=association, organizer=desk, can_write=can_write)


def _save_members(associations: list[Association], now: datetime) -> None:
    """In turn: who is too old for an association is passed over, and of every ten memberships one is over."""
    today = brussels_day(now)
    AssociationMembership.objects.bulk_create(
        AssociationMembership(association=association, passholder=person, ends_on=ends_on, created_at=now)
        for position, person in enumerate(_residents()[:MEMBERS])
        for association in [associations[position % len(associations)]]
        if (ends_on := _end(association, person, position, today)) is not None
    )


def _end(association: Association, person: Passholder, position: int, today: date) -> date | None:
    if association.age_limit is not None:
        birthday = years_after(person.date_of_birth, association.age_limit)
        return birthday if birthday > today else None
    if not position % 10:
        return today - timedelta(days=30)
    return association.suggested_ends_on or years_after(today, association.years or 1)


def _residents() -> QuerySet[Passholder]:
    """People of the region who live in it, in the order in which they joined."""
    return Passholder.objects.filter(memberships__card_system=GENT.number).exclude(street="").order_by("pk")
