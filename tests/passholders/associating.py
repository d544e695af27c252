"""Associations around the cast: the theatre may write, the club may read, Aalst may nothing."""

from datetime import date
from uuid import UUID

from openpas.demo.cast import Cast
from openpas.organizers.models import Association, AssociationRight

Type = Association.EndDateType
SPORTS_CARD = UUID("e8386a24-2218-4269-8b65-4de46be07991")
YOUTH = UUID("61746fed-63ba-45b7-805e-c78555007420")
STAFF = UUID("3e33c4ec-8f87-4eef-8101-0c27e79136ea")


def associations(cast: Cast, suggested_ends_on: date | None = None) -> tuple[Association, Association, Association]:
    """One of each end-date type, in Ghent's region: CUSTOM, by date of birth (until 60), by registration (a year)."""
    made = (
        Association(
            public_id=SPORTS_CARD, name="Sportkaart", end_date_type=Type.CUSTOM, suggested_ends_on=suggested_ends_on
        ),
        Association(public_id=YOUTH, name="Jongerenraad", end_date_type=Type.BASED_ON_DATE_OF_BIRTH, age_limit=60),
        Association(public_id=STAFF, name="Personeel", end_date_type=Type.BASED_ON_REGISTRATION_DATE, years=1),
    )
    for association in made:
        association.save()
        association.card_systems.add(cast.gent)
        AssociationRight.objects.create(association=association, organizer=cast.theatre, can_write=True)
        AssociationRight.objects.create(association=association, organizer=cast.club)
    return made
