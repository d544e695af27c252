"""The facts of the published test dataset (contract/rules.md appendix B), and the little that we had to add to them.

Ours are people's names, cities where only a postal code is printed, points, titles and prices, and the second number of
the two people who are printed under one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from openpas.demo.builders import Offer
from openpas.demo.places import DENDER, GENT, PASPARTOE, Region
from openpas.foundation.calendar import Period
from openpas.foundation.identifiers import insz_birth_date
from openpas.foundation.limits import Limit

ORGANIZER_ID: Final = "0ce87cbc-9299-4528-8d35-92225dc9489f"
OTHER_ORGANIZER_ID: Final = "7b9f1c52-6c0e-4f4e-9d0e-2f4a1f0f3b61"
HUNDRED_A_WEEK_EVENT_ID: Final = "5a0967f9-cc06-4c3c-9206-30481a767434"
ONE_A_WEEK_EVENT_ID: Final = "d83b5b8a-108a-45d6-9ac9-8bdc44a0a24a"
OTHER_EVENT_ID: Final = "373d6cee-b4ae-4637-9b7c-eeb79e45f044"

NONE: Final = "NONE"
ACTIVE: Final = "ACTIVE"
EXPIRED: Final = "EXPIRED"
BLOCKED: Final = "BLOCKED"


@dataclass(frozen=True, slots=True)
class Individual:
    """A person of the dataset. `social` is the status in `region`, `social_in` another region where it is ACTIVE.

    Without a chip the card is digital.
    """

    number: str
    chip: str | None
    insz: str
    social: str
    first_name: str
    name: str
    city: tuple[str, str] = ("9000", "Gent")
    region: Region = GENT
    social_in: Region | None = None
    card_status: str = ACTIVE
    points: int = 500

    @property
    def born_on(self) -> date:
        """The birth date inside the INSZ; every one of the dataset holds one."""
        known = insz_birth_date(self.insz)
        if known is None:
            raise ValueError(f"The INSZ of {self.number} holds no birth date.")
        return known


MELLE: Final = ("9090", "Merelbeke-Melle")
INDIVIDUALS: Final = (
    Individual("0900000095902", "04784CDAEE3880", "83030201540", NONE, "Thijs", "Verhaeghe"),
    Individual("0900000067513", "04363CDAEE3880", "36051380284", ACTIVE, "Godelieve", "De Clercq", MELLE),
    Individual("0900000031618", "04CEE7528E6180", "66010101785", EXPIRED, "Marc", "Van Hecke"),
    Individual("0900010959113", "04ED6ACACF6180", "08091860684", ACTIVE, "Yasmina", "Bouzid", MELLE),
    Individual("0900000002312", "04B00412F15284", "71030360442", ACTIVE, "Ann", "Maes", card_status=BLOCKED),
    Individual(
        "0900000058918", "045157B2B63780", "17010180147", EXPIRED, "Amadou", "Diallo", ("1000", "Brussel"), PASPARTOE
    ),
    Individual("1000000520006", "045A4832633680", "80010101392", NONE, "Joris", "Vermeulen"),
    Individual("0900000093204", "045D69DAEE3880", "10010105762", NONE, "Kobe", "Martens", social_in=DENDER),
    Individual("0900004518305", None, "80010170282", NONE, "Sofie", "Aerts"),
    Individual("0900004518404", None, "20010170215", NONE, "Marie", "Claes", points=2),
    Individual("0900011902815", None, "91063061055", ACTIVE, "Nadia", "El Amrani"),
    Individual("0900011903417", None, "15021760024", ACTIVE, "Lina", "El Amrani", points=2),
)
CHILD_WITHOUT_A_PRINTED_NUMBER: Final = "0900004518404"
STOCK: Final = (("0900000074519", "044AC54A8E6180"), ("0900000020405", "047E2EEA053B80"))
"""Cards that nobody holds yet, number and chip: one for the social tariff, one without."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group pass. With tickets per year it has the social tariff; without it has the group coupon."""

    number: str
    chip: str
    name: str
    tickets_per_year: int | None


GROUPS: Final = (
    Group("0900000045410", "04D0AB6AF85C80", "Buurtwerk De Sleutel", 200),
    Group("0900000191800", "048B25DAEE3880", "Jeugdhuis De Kelder", None),
)
GROUP_COUPON_LIMIT: Final = Limit(50, Period.DAY)

OFFERS: Final = (
    Offer("5687", "Gratis koffie of fruitsap", 5),
    Offer("5688", "Welkom: gratis inkom voor één voorstelling", 0),
    Offer("5823", "Gratis popcorn", 3, Limit(1, Period.WEEK)),
    Offer("5824", "Download: het digitale zoekspel", 1, Limit(10, Period.DAY), is_online=True),
    Offer("5825", "Zomerbon voor een ijsje", 5, is_over=True),
    Offer("5826", "Welkom: zomerrugzakje", 0, is_over=True),
)
