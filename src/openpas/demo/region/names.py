"""Names as they are heard at a desk in Flanders and Brussels today. People are put together from them at random."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

_GRANDPARENTS_UP_TO: Final = 1958
_PARENTS_UP_TO: Final = 1995


@dataclass(frozen=True, slots=True)
class Origin:
    """A family background: how often it occurs (in a hundred), family names, and first names by sex."""

    weight: int
    family: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]


_FLEMISH_FAMILIES: Final = (
    "Peeters",
    "Janssens",
    "Maes",
    "Jacobs",
    "Willems",
    "Claes",
    "Goossens",
    "Wouters",
    "De Smet",
    "De Clercq",
    "De Backer",
    "De Vos",
    "D'Hondt",
    "D'haene",
    "D'Hooghe",
    "Van den Broeck",
    "Van der Elst",
    "Van de Velde",
    "Vandenbossche",
    "Vander Eecken",
    "Verhaeghe",
    "Vermeulen",
    "Verstraete",
    "Van Damme",
    "Van Hecke",
    "Baert",
    "Bogaert",
    "Callebaut",
    "Cools",
    "Desmedt",
    "Dhaenens",
    "Geerts",
    "Haegeman",
    "Lievens",
    "Mertens",
    "Michiels",
    "Moens",
    "Pauwels",
    "Roels",
    "Segers",
    "'t Kindt",
    "Temmerman",
    "Uyttendaele",
    "Wauters",
)
_OF_THE_ELDERLY: Final = (
    ("Maria", "Godelieve", "Rita", "Paula", "Jeannine", "Simonne", "Agnes", "Georgette", "Lutgarde", "Irène"),
    ("Jozef", "Roger", "Willy", "Etienne", "André", "Gilbert", "Lucien", "Marcel", "Jan-Baptist", "Omer"),
)
_OF_THE_PARENTS: Final = (
    ("Ann", "Katrien", "Sofie", "Nele", "Hilde", "Kim", "Els", "Veerle", "An-Sofie", "Joëlle", "Leen", "Ilse"),
    ("Bart", "Tom", "Wim", "Kristof", "Peter", "Pieter-Jan", "Stijn", "Koen", "Jeroen", "Raphaël", "Dries"),
)
_OF_THE_CHILDREN: Final = (
    ("Emma", "Louise", "Olivia", "Noor", "Mila", "Lotte", "Juna", "Fien", "Anaïs", "Elle-Marie", "Chloë", "Roos"),
    ("Arthur", "Noah", "Jules", "Louis", "Lucas", "Finn", "Jef", "Wout", "Mattéo", "Cas", "Léon", "Jan-Willem"),
)
_FLEMISH: Final = Origin(58, _FLEMISH_FAMILIES, (), ())
ORIGINS: Final = (
    _FLEMISH,
    Origin(
        9,
        ("Dubois", "Lambert", "Lefèvre", "Dupont", "Renard", "Gérard", "Noël", "Van Hove-Martin"),
        ("Amélie", "Hélène", "Céline", "Zoé", "Marie-Claire", "Inès", "Aurélie"),
        ("Jérôme", "François", "Benoît", "Théo", "Jean-Pierre", "Loïc", "Mathéo"),
    ),
    Origin(
        12,
        ("El Amrani", "Bouzid", "Benali", "El Khattabi", "Aziz", "Ouali", "Ait M'Barek", "Chaoui", "Haddouchi"),
        ("Fatima", "Yasmina", "Salma", "Aya", "Khadija", "Nour", "Hafsa", "Imane", "Fatima-Zahra"),
        ("Mohamed", "Youssef", "Amine", "Bilal", "Karim", "Ayoub", "Ilyas", "Hamza", "Rachid"),
    ),
    Origin(
        8,
        ("Yılmaz", "Öztürk", "Şahin", "Demir", "Kaya", "Çelik", "Aydın"),  # noqa: RUF001  so they are written
        ("Elif", "Zeynep", "Ayşe", "Emine", "Büşra", "Selin"),
        ("Emre", "Mehmet", "Mustafa", "Yusuf", "Kerem", "Ömer"),
    ),
    Origin(
        5,
        ("Mbuyi", "Mukendi", "Diallo", "Nkurunziza", "Owusu", "N'Diaye", "Kabila-Ilunga"),
        ("Grâce", "Aminata", "Chantal", "Mariama", "Blessing"),
        ("Emmanuel", "Amadou", "Patrick", "Kwame", "Moussa"),
    ),
    Origin(
        4,
        ("Ahmadi", "Al-Hassan", "Haddad", "Rahimi", "Karimi", "Abdi Warsame"),
        ("Zahra", "Rania", "Maryam", "Shirin", "Hodan"),
        ("Omid", "Khaled", "Ahmad", "Reza", "Abdullahi"),
    ),
    Origin(
        4,
        ("Nowak", "Popescu", "Dimitrov", "Shevchenko", "Kovač", "Horváth", "Nguyễn", "Gonçalves"),
        ("Ioana", "Agnieszka", "Oksana", "Daniela", "Zsófia", "Thảo"),
        ("Piotr", "Andrei", "Ivan", "Mihai", "Tiago", "István"),
    ),
)
_WEIGHTS: Final = tuple(origin.weight for origin in ORIGINS)


def origin(rng: Random) -> Origin:
    return rng.choices(ORIGINS, _WEIGHTS)[0]


def first_name(rng: Random, family: Origin, gender: str, born_on: date) -> str:
    """A first name; in Flemish families it tells the generation."""
    women, men = (family.women, family.men) if family.women else _generation(born_on)
    return rng.choice(women if gender == "FEMALE" else men)


def _generation(born_on: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if born_on.year <= _GRANDPARENTS_UP_TO:
        return _OF_THE_ELDERLY
    return _OF_THE_PARENTS if born_on.year <= _PARENTS_UP_TO else _OF_THE_CHILDREN
