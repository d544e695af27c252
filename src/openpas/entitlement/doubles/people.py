"""The people whom the doubles know. Amina and Bart are those of the cast; Hilde and Ivo have no pass yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the national register with the statutes that hold for him or her."""

    insz: str
    family_name: str
    given_names: tuple[str, ...]
    born_on: date
    statutes: frozenset[str] = frozenset()
    children: tuple[str, ...] = ()
    street: str = "Voorbeeldstraat"
    number: str = "1"
    postal_code: str = "9000"
    city: str = "Gent"


INCREASED_REIMBURSEMENT: Final = "BIM_BVT"
IN_FAMILY: Final = "BIM_BVT_IN_FAMILY"

AMINA: Final = Known(
    "90051700255", "Aziz", ("Amina",), date(1990, 5, 17), statutes=frozenset({INCREASED_REIMBURSEMENT})
)
BART: Final = Known("78022800135", "D'Hondt", ("Bart", "Lodewijk"), date(1978, 2, 28))
NOOR: Final = Known(
    "15060400270", "Haddad", ("Noor",), date(2015, 6, 4), statutes=frozenset({IN_FAMILY}), street="Kattenberg"
)
SAMI: Final = Known("18092100133", "Haddad", ("Sami", "Elias"), date(2018, 9, 21), street="Kattenberg")
HILDE: Final = Known(
    "85031200286",
    "Hermans",
    ("Hilde", "Maria"),
    date(1985, 3, 12),
    statutes=frozenset({INCREASED_REIMBURSEMENT}),
    children=(NOOR.insz, SAMI.insz),
    street="Kattenberg",
)
IVO: Final = Known("71110300122", "Ivens", ("Ivo",), date(1971, 11, 3))

PEOPLE: Final[Mapping[str, Known]] = {one.insz: one for one in (AMINA, BART, HILDE, NOOR, SAMI, IVO)}
