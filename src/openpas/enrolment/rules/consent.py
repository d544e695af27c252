"""Who may be registered and written to, by age and by what was ticked."""

from datetime import date

from openpas.enrolment.refusals import (
    BirthDateInFuture,
    ForbiddenUnderaged,
    LegalTermsMissing,
    OptInsOfChild,
    ParentalConsentMissing,
)
from openpas.foundation.calendar import age_on


def require_born(born: date, today: date) -> None:
    """Raise BirthDateInFuture for somebody who is not born yet."""
    if born > today:
        raise BirthDateInFuture


def require_consent_of_parent(born: date, today: date, consent_age: int, *, has_consent: bool) -> None:
    """Raise ParentalConsentMissing below the age of consent without it (BR-PH-12)."""
    if age_on(born, today) < consent_age and not has_consent:
        raise ParentalConsentMissing(age=consent_age)


def require_no_messages_to_child(born: date, today: date, consent_age: int, *, wants_any: bool) -> None:
    """Raise OptInsOfChild when somebody below the age of consent would be written to (BR-PH-12)."""
    if age_on(born, today) < consent_age and wants_any:
        raise OptInsOfChild(age=consent_age)


def require_legal_terms(*, on_paper: bool, digitally: bool) -> None:
    """Raise LegalTermsMissing unless the terms were handed over one way or the other (BR-PH-13)."""
    if not (on_paper or digitally):
        raise LegalTermsMissing


def require_grown_up(born: date, today: date, own_age: int) -> None:
    """Raise ForbiddenUnderaged for who is too young to register alone (contract/rules.md 8-24)."""
    if age_on(born, today) < own_age:
        raise ForbiddenUnderaged(age=own_age)
