"""Who still fits in a family (contract/rules.md 2.9, 8-32)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from openpas.foundation.calendar import age_on
from openpas.passholders.families.refusals import TooManyAdultsInFamily, TooManyFamilyMembers


@dataclass(frozen=True, slots=True)
class FamilyLimits:
    """How many people, and how many adults among them, a family may have; the main passholder counts."""

    members: int = 10
    adults: int = 2
    adult_age: int = 18


def require_room(family: Collection[date], newcomer: date, limits: FamilyLimits, today: date) -> None:
    """Raise TooManyFamilyMembers or TooManyAdultsInFamily unless the newcomer still fits.

    People are given by their dates of birth, the main passholder among `family`. Who comes of age stays; a child is
    welcome in a family that has too many adults by now.
    """
    if len(family) >= limits.members:
        raise TooManyFamilyMembers(members=limits.members)
    adults = sum(age_on(born, today) >= limits.adult_age for born in family)
    if age_on(newcomer, today) >= limits.adult_age and adults >= limits.adults:
        raise TooManyAdultsInFamily(adults=limits.adults)
