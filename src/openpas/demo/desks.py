"""The desks of the demo that do more than save points: they register people, hand out cards, take a class along."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from openpas.demo.accounts import worker
from openpas.demo.builders import permanent_event
from openpas.demo.region.numbers import number_prefix
from openpas.foundation.identifiers import uitpas_number
from openpas.identity.models import DeskGroup, OrganizerAdmin
from openpas.identity.staff.desks import rights_changed_at
from openpas.identity.staff.standard_groups import AUTHORISED_DESKS, SCHOOLS
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card
from openpas.runtime import clock

JANA: Final = "jana@example.org"
"""She takes her class to the theatre."""

_TOWN_HALL, _AALST, _SCHOOL = "cast-town-hall", "cast-aalst", "demo-school-1"
_ELSEWHERE: Final = (
    "Mag pashouders andere gemeentes aanmaken",
    "Mag MiA-pashouders andere gemeentes aanmaken",
    "Mag pashouders uit buitenland registreren",
)
_GROUPS: Final = {_TOWN_HALL: (AUTHORISED_DESKS, *_ELSEWHERE), _AALST: (AUTHORISED_DESKS,), _SCHOOL: (SCHOOLS,)}
_FIRST_SERIAL: Final = 900_000
_IN_STOCK: Final = 12
_ON_THEIR_WAY: Final = 4
_OUTING_CENTS: Final = 300


def create_desks() -> None:
    """Around the cast and the schools, which are there already."""
    for public_id, names in _GROUPS.items():
        _join(Organizer.objects.get(public_id=public_id), names)
    for public_id in (_TOWN_HALL, _AALST):
        Card.objects.bulk_create(_cards(Organizer.objects.get(public_id=public_id)))
    school = Organizer.objects.get(public_id=_SCHOOL)
    worker("Jana Jacobs", JANA, school, OrganizerAdmin.Type.ADMIN)
    permanent_event("demo-outing", school, "Uitstap met de klas", clock.now(), _OUTING_CENTS)


def _join(desk: Organizer, names: Iterable[str]) -> None:
    """The groups with these names, in each of its regions."""
    for group in DeskGroup.objects.filter(card_system__in=desk.card_systems.all(), name__in=names):
        group.desks.add(desk)
    rights_changed_at([desk.pk])


def _cards(desk: Organizer) -> Iterator[Card]:
    """Of both kinds: some that lie at the desk, and some of a pack that has yet to arrive there."""
    region = desk.card_systems.get()
    every = product((False, True), range(_IN_STOCK + _ON_THEIR_WAY))
    for serial, (is_social, position) in enumerate(every, start=_FIRST_SERIAL):
        yield Card(
            uitpas_number=uitpas_number(f"{number_prefix(region.pk)}{serial}", social_tariff=is_social),
            chip_number=f"04D{region.pk:03d}{serial:08d}",
            card_system=region,
            kind=Card.Kind.NFC_CARD,
            status=Card.Status.LOCAL_STOCK if position < _IN_STOCK else Card.Status.PROVISIONED,
            is_social=is_social,
            stock_organizer=desk,
        )
