"""What there is to do in the region, by kind of organizer: invented houses and clubs with what they offer and ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Final

from openpas.events.ages import AgeRange
from openpas.events.rules import OpeningHours
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit

_EVERY_DAY: Final = frozenset(range(7))
_SCHOOL_DAYS: Final = frozenset(range(5))
_TUESDAY_TO_SUNDAY: Final = frozenset(range(1, 7))


EVERYBODY: Final = AgeRange()
AGES: Final[Mapping[str, AgeRange]] = {
    "Voorleesuur": AgeRange(4, 8),
    "Boekstart": AgeRange(0, 3),
    "Aquagym": AgeRange(18),
    "Snorkelinitiatie": AgeRange(8, 14),
    "Familietheater: De Gestolen Maan": AgeRange(6),
    "Stand-up met Lien": AgeRange(16),
    "Kinderfilm": AgeRange(6, 12),
    "Speelpleinweken": AgeRange(3, 12),
    "Digidokter": AgeRange(18),
}
"""What is not for the ages for which its organizer usually works."""


@dataclass(frozen=True, slots=True)
class Regular:
    """Something that goes on: PERMANENT, or PERIODIC for a season. Price in cents, 0 for free."""

    title: str
    price_cents: int
    hours: tuple[OpeningHours, ...]
    is_seasonal: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organizer: how many there are, how they are called, what they do regularly and now and then."""

    count: int
    names: tuple[str, ...]
    keyword: str
    regular: tuple[Regular, ...]
    occasional: tuple[str, ...]
    prices_cents: tuple[int, ...]
    begins: tuple[time, ...] = (time(19, 30), time(20))
    ages: AgeRange = EVERYBODY


def _hours(days: frozenset[int], opens: int, closes: int) -> tuple[OpeningHours, ...]:
    return (OpeningHours(days, time(opens), time(closes)),)


_WEDNESDAY_AND_SATURDAY: Final = _hours(frozenset({2, 5}), 13, 18)
KINDS: Final[Mapping[str, Kind]] = {
    "library": Kind(
        6,
        ("Bibliotheek {city}", "De Boekenboom {city}"),
        "lezen",
        (Regular("Kom lezen in de bib", 0, _hours(_TUESDAY_TO_SUNDAY, 10, 18)),),
        ("Voorleesuur", "Boekstart", "Auteurslezing", "Digidokter", "Taalcafé"),
        (0, 300),
        (time(10), time(14), time(19, 30)),
    ),
    "pool": Kind(
        4,
        ("Zwembad De Kikker, {city}", "Zwembad 't Golfje, {city}"),
        "zwemmen",
        (
            Regular("Vrij zwemmen", 450, _hours(_EVERY_DAY, 9, 21)),
            Regular("Aquagym", 800, _hours(_SCHOOL_DAYS, 18, 20), is_seasonal=True),
        ),
        ("Discozwemmen", "Familiezwemmen", "Snorkelinitiatie"),
        (500, 850),
        (time(14), time(19)),
    ),
    "stage": Kind(
        7,
        ("Cultuurcentrum De Maalderij, {city}", "Schouwburg De Lantaarn, {city}", "Theaterhuis Zand, {city}"),
        "podium",
        (Regular("Open podiumcafé", 500, _hours(frozenset({3, 4}), 18, 23)),),
        ("Concert: De Nachtuilen", "Dansvoorstelling: Getij", "Familietheater: De Gestolen Maan", "Stand-up met Lien"),
        (1000, 1400, 1850, 2400),
    ),
    "museum": Kind(
        5,
        ("Museum van het Weven, {city}", "Huis van de Fotografie, {city}", "Stadsmuseum De Waag, {city}"),
        "museum",
        (
            Regular("Vaste collectie", 900, _hours(_TUESDAY_TO_SUNDAY, 10, 18)),
            Regular("Tentoonstelling: Licht", 1200, _hours(_TUESDAY_TO_SUNDAY, 10, 18), is_seasonal=True),
        ),
        ("Rondleiding met de gids", "Workshop schetsen", "Nacht in het museum"),
        (500, 700, 1500),
        (time(11), time(14, 30)),
    ),
    "club": Kind(
        14,
        (
            "KV Vooruit {city}",
            "Judoclub De Gordel {city}",
            "Turnkring Lenig {city}",
            "BBC De Korf {city}",
            "Atletiekclub De Spurt {city}",
            "Dansschool Wervel {city}",
            "Hockeyclub 't Groen {city}",
        ),
        "sport",
        (
            Regular("Open training", 400, _WEDNESDAY_AND_SATURDAY),
            Regular("Lessenreeks beginners", 6000, _hours(frozenset({1, 3}), 18, 20), is_seasonal=True),
        ),
        ("Initiatieles", "Sportnamiddag", "Vriendschappelijk tornooi"),
        (300, 500, 1000),
        (time(10), time(14)),
    ),
    "youth": Kind(
        6,
        ("Jeugdhuis De Kast, {city}", "Speelplein De Zandbak, {city}", "Jeugdwerking Kompas, {city}"),
        "jeugd",
        (
            Regular("Instuif", 150, _WEDNESDAY_AND_SATURDAY),
            Regular("Speelpleinweken", 500, _hours(_SCHOOL_DAYS, 8, 18), is_seasonal=True),
        ),
        ("Uitstap naar zee", "Graffitiworkshop", "Filmavond", "Kookclub"),
        (200, 500, 1200),
        (time(13, 30), time(19)),
        AgeRange(6, 18),
    ),
    "academy": Kind(
        5,
        ("Academie {city}", "Kunstacademie De Ezel, {city}"),
        "kunst",
        (Regular("Open atelier", 700, _hours(frozenset({2, 5}), 13, 17)),),
        ("Proefles muziek", "Toonmoment", "Workshop keramiek", "Zomeratelier"),
        (600, 1200),
        (time(14), time(18, 30)),
    ),
    "neighbourhood": Kind(
        7,
        ("Buurtcentrum De Brug, {city}", "Dienstencentrum De Linde, {city}", "Ontmoetingshuis De Tafel, {city}"),
        "ontmoeten",
        (Regular("Sociaal restaurant", 900, _hours(_SCHOOL_DAYS, 11, 14)),),
        ("Buurtfeest", "Naaiatelier", "Daguitstap", "Bloemschikken", "Repaircafé"),
        (0, 400, 1500),
        (time(10), time(14)),
    ),
    "cinema": Kind(
        3,
        ("Cinema Kosmos, {city}", "Filmhuis De Spoel, {city}"),
        "film",
        (Regular("Filmvoorstelling naar keuze", 950, _hours(_EVERY_DAY, 14, 23)),),
        ("Filmbrunch", "Voorpremière met nagesprek", "Kinderfilm"),
        (650, 1100),
    ),
    "camp": Kind(
        3,
        ("Sportdienst {city}", "Vakantiewerking Wonderland, {city}"),
        "vakantie",
        (Regular("Vakantieopvang per dag", 1200, _hours(_SCHOOL_DAYS, 8, 18)),),
        ("Sportkamp", "Natuurkamp", "Theaterkamp"),
        (6000, 8500, 12000),
        (time(9),),
        AgeRange(6, 12),
    ),
}


@dataclass(frozen=True, slots=True)
class Treat:
    """A reward of the region (domain/rules.md 9): where it is handed out, what it costs in points, how often."""

    title: str
    points: int
    kind: str
    category: str
    limit: Limit | None = None
    max_available_units: int | None = None
    flags: tuple[str, ...] = ()


_EAT, _DO, _ITEM, _GIVE = "Eten en drinken", "Doen", "Gadget of item", "Goede doel"
TREATS: Final = (
    Treat("Gratis drankje in het foyer", 5, "stage", _EAT, Limit(1, Period.WEEK)),
    Treat("Stickerset", 3, "library", _ITEM, flags=("is_for_kids",)),
    Treat("Boekentas met opdruk", 12, "library", _ITEM, Limit(1, Period.YEAR), 300),
    Treat("Tweedehands boek naar keuze", 5, "library", _ITEM, Limit(1, Period.MONTH)),
    Treat("Gratis zwembeurt", 10, "pool", _DO, Limit(1, Period.MONTH), flags=("is_sport",)),
    Treat("Zwembril voor kinderen", 15, "pool", _ITEM, Limit(1, Period.YEAR), 60, ("is_sport", "is_for_kids")),
    Treat("Gratis sportbeurt", 10, "club", _DO, Limit(1, Period.QUARTER), flags=("is_sport",)),
    Treat("Drinkbus van de club", 8, "club", _ITEM, Limit(1, Period.YEAR), 120, ("is_sport",)),
    Treat("Gratis filmticket", 12, "cinema", _DO, Limit(2, Period.YEAR), flags=("is_featured",)),
    Treat("Popcorn bij de film", 5, "cinema", _EAT, Limit(1, Period.WEEK)),
    Treat("Gratis inkom in het museum", 10, "museum", _DO, Limit(2, Period.YEAR)),
    Treat("Postkaartenset", 4, "museum", _ITEM),
    Treat("Rondleiding voor een hele groep", 50, "museum", _DO, Limit(1, Period.YEAR), 20),
    Treat("Concertticket", 15, "stage", _DO, Limit(1, Period.QUARTER), 80, ("is_featured",)),
    Treat("Achter de schermen van het theater", 25, "stage", _DO, Limit(1, Period.ABSOLUTE), 24),
    Treat("Kom soep", 3, "neighbourhood", _EAT, Limit(1, Period.DAY)),
    Treat("Dagschotel in het sociaal restaurant", 10, "neighbourhood", _EAT, Limit(1, Period.MONTH)),
    Treat("Plantje voor op het terras", 5, "neighbourhood", _ITEM, Limit(1, Period.YEAR), 150),
    Treat("Springtouw", 5, "youth", _ITEM, Limit(1, Period.YEAR), flags=("is_for_kids", "is_sport")),
    Treat("Gratis instuifnamiddag", 4, "youth", _DO, Limit(2, Period.MONTH), flags=("is_for_kids",)),
    Treat("Proefles aan de academie", 10, "academy", _DO, Limit(1, Period.YEAR)),
    Treat("Tekenblok en potloden", 8, "academy", _ITEM, Limit(1, Period.YEAR), 90),
    Treat("Digitaal stripboek", 4, "library", _ITEM, Limit(1, Period.MONTH), flags=("is_online",)),
    Treat("Steun de voedselbank met een maaltijd", 5, "neighbourhood", _GIVE),
    Treat("Welkom: gratis zwembeurt", 0, "pool", _DO),
    Treat("Welkom: een drankje naar keuze", 0, "stage", _EAT),
    Treat("Welkom: gratis museumbezoek", 0, "museum", _DO),
)
GROUP_NAMES: Final = (
    "Buurtwerk De Kring",
    "Vrouwenhuis Samira",
    "Opvanghuis De Haven",
    "Welzijnsschakel Nabij",
    "Begeleid wonen De Sprong",
    "Vereniging waar armen het woord nemen: De Stem",
    "Asielcentrum De Poort",
    "Dagcentrum 't Kompas",
    "Jeugdhulp De Wending",
    "Seniorenwerking Zilver",
    "Speelotheek Kadee",
    "Beschut werken De Schakel",
)
