"""What a desk fills in about a person, the same when registering and when changing."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from openpas.passholders.service.registration import NO_OPT_INS, OptIns

BELGIUM: Final = "BE"


@dataclass(frozen=True, slots=True)
class HomeAddress:
    """Where somebody lives. Abroad only postal code and city are kept (contract/rules.md 1.5)."""

    postal_code: str
    city: str
    street: str = ""
    country: str = BELGIUM

    @property
    def is_abroad(self) -> bool:
        return self.country.upper() != BELGIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven:
    """What was ticked on the form; None where nothing was said."""

    parental_consent: bool | None = None
    legal_terms_paper: bool | None = None
    legal_terms_digital: bool | None = None


NOTHING_TICKED: Final = ConsentGiven()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """The person. Texts that were not given are empty."""

    name: str
    first_name: str
    date_of_birth: date
    address: HomeAddress
    insz: str = ""
    gender: str = ""
    nationality: str = ""
    email: str = ""
    phone_number: str = ""
    opt_ins: OptIns = NO_OPT_INS
    consent: ConsentGiven = NOTHING_TICKED
