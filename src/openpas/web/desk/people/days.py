"""Days as these pages count them."""

from datetime import date

from openpas.foundation.calendar import age_on, brussels_day
from openpas.passholders.models import Passholder
from openpas.runtime import clock


def today() -> date:
    """The day on the wall calendar in Brussels."""
    return brussels_day(clock.now())


def age_of(person: Passholder) -> int:
    """In whole years, today."""
    return age_on(person.date_of_birth, today())
