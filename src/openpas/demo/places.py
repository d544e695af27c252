"""The regions of the demo, with real places."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Region:
    """A card system by its number, and its places as postal code and name."""

    number: int
    name: str
    cities: tuple[tuple[str, str], ...]


GENT: Final = Region(
    5,
    "UiTPAS Regio Gent",
    (
        ("9000", "Gent"),
        ("9030", "Mariakerke"),
        ("9040", "Sint-Amandsberg"),
        ("9050", "Gentbrugge"),
        ("9090", "Merelbeke-Melle"),
        ("9820", "Merelbeke-Melle"),
        ("9070", "Destelbergen"),
    ),
)
DENDER: Final = Region(
    1,
    "UiTPAS Dender",
    (("9300", "Aalst"), ("9308", "Hofstade"), ("9340", "Lede"), ("9420", "Erpe-Mere")),
)
PASPARTOE: Final = Region(
    3,
    "Paspartoe",
    (
        ("1000", "Brussel"),
        ("1020", "Laken"),
        ("1030", "Schaarbeek"),
        ("1040", "Etterbeek"),
        ("1050", "Elsene"),
        ("1060", "Sint-Gillis"),
        ("1070", "Anderlecht"),
        ("1080", "Sint-Jans-Molenbeek"),
        ("1090", "Jette"),
        ("1140", "Evere"),
        ("1190", "Vorst"),
        ("1210", "Sint-Joost-ten-Node"),
    ),
)
MORE_OF_GENT: Final = (
    ("9031", "Drongen"),
    ("9032", "Wondelgem"),
    ("9041", "Oostakker"),
    ("9051", "Sint-Denijs-Westrem"),
    ("9052", "Zwijnaarde"),
    ("9940", "Evergem"),
    ("9080", "Lochristi"),
)
MORE_OF_DENDER: Final = (("9310", "Moorsel"), ("9320", "Erembodegem"), ("9400", "Ninove"), ("9450", "Haaltert"))
