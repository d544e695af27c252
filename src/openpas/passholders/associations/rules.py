"""When a membership of an association ends, and when it can be renewed (domain/rules.md 4.11)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openpas.passholders.associations.refusals import (
    AssociationAgeReached,
    AssociationEndDateInvalid,
    AssociationRenewNotPossible,
)


class EndDateType(StrEnum):
    """Who or what says when a membership ends (contract: Association.endDateType)."""

    CUSTOM = "CUSTOM"
    BASED_ON_DATE_OF_BIRTH = "BASED_ON_DATE_OF_BIRTH"
    BASED_ON_REGISTRATION_DATE = "BASED_ON_REGISTRATION_DATE"


class AssociationMembershipStatus(StrEnum):
    """NONE is a membership that could be made (contract: AssociationMembership.status)."""

    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class AssociationTerms:
    """What an association says about the end of its memberships; see `organizers.models.Association`."""

    end_date_type: EndDateType
    suggested_ends_on: date | None = None
    years: int = 0
    age_limit: int = 0
    renewable_months: int = 0

    def is_renewable(self, ends_on: date, today: date) -> bool:
        """Whether a membership that ends on that day can be renewed today. One that follows the age never can."""
        if self.end_date_type is EndDateType.BASED_ON_DATE_OF_BIRTH:
            return False
        return today >= months_before(ends_on, self.renewable_months)

    def is_open_to(self, born_on: date, today: date) -> bool:
        """Whether somebody is still young enough to become a member."""
        if self.end_date_type is not EndDateType.BASED_ON_DATE_OF_BIRTH:
            return True
        return years_after(born_on, self.age_limit) > today

    def suggestion(self, today: date, ends_on: date | None = None) -> date | None:
        """The end to offer to the desk: for CUSTOM, and only while the region's suggestion is a later day."""
        if self.end_date_type is not EndDateType.CUSTOM or self.suggested_ends_on is None:
            return None
        return self.suggested_ends_on if self.suggested_ends_on > max(today, ends_on or today) else None


def status_on(ends_on: date | None, day: date) -> AssociationMembershipStatus:
    """ACTIVE up to and with its last day; NONE where there is no membership."""
    if ends_on is None:
        return AssociationMembershipStatus.NONE
    return AssociationMembershipStatus.ACTIVE if day <= ends_on else AssociationMembershipStatus.EXPIRED


def new_end(terms: AssociationTerms, born_on: date, today: date, *, present: date | None, asked: date | None) -> date:
    """The last day of the membership that is made, or renewed when `present` is the end that it has.

    `asked` counts for CUSTOM only. Raises AssociationRenewNotPossible, AssociationAgeReached and
    AssociationEndDateInvalid.
    """
    if present is not None and not terms.is_renewable(present, today):
        raise AssociationRenewNotPossible(ends_on=f"{present.day}/{present.month}/{present.year}")
    match terms.end_date_type:
        case EndDateType.CUSTOM:
            return _chosen(asked, today)
        case EndDateType.BASED_ON_DATE_OF_BIRTH:
            if not terms.is_open_to(born_on, today):
                raise AssociationAgeReached(age_limit=terms.age_limit)
            return years_after(born_on, terms.age_limit)
        case EndDateType.BASED_ON_REGISTRATION_DATE:
            return years_after(today, terms.years)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March, as with ages."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _chosen(asked: date | None, today: date) -> date:
    if asked is None:
        raise AssociationEndDateInvalid("The association needs an endDate.")
    if asked <= today:
        raise AssociationEndDateInvalid("The endDate must be after today.")
    return asked
