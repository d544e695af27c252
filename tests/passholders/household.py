"""A household around Bart: more people with a pass, to fill families with."""

from datetime import date

from openpas.demo.cast import Cast
from openpas.passholders.models import Passholder
from openpas.passholders.service import NewPassholder, register_passholder
from tests.passholders.conftest import ALL

GROWN: date = date(1990, 1, 1)
YOUNG: date = date(2020, 1, 1)


def somebody(cast: Cast, first_name: str, born_on: date = YOUNG, *, email: str = "", place: str = "9000") -> Passholder:
    """A passholder of Ghent's region with a digital card; the postal code says where it lives."""
    city = {"9000": "Gent", "1000": "Brussel", "4700": "Eupen", "5000": "Namur"}[place]
    return register_passholder(
        ALL,
        NewPassholder(
            name="D'Hondt",
            first_name=first_name,
            date_of_birth=born_on,
            postal_code=place,
            city=city,
            card_system=cast.gent,
            email=email,
        ),
    )


def number_of(person: Passholder) -> str:
    """The number of the first card."""
    card = person.memberships.get().cards.get()
    return card.uitpas_number
