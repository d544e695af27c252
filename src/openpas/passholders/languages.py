"""In which languages a person is written to, as long as nobody has asked: those of the place of residence."""

from typing import Final

_GERMAN_SPEAKING: Final = frozenset({"63001", "63012", "63013", "63023", "63040", "63048", "63061", "63067", "63087"})
_BRUSSELS: Final = "21"
_WALLOON: Final = ("25", "5", "6", "8", "9")
_OF_COUNTRY: Final = {"NL": "nl", "FR": "fr", "LU": "fr", "DE": "de", "AT": "de"}


def languages_of(municipality_nis: str, country: str = "BE") -> tuple[str, ...]:
    """The official languages of a municipality (REFNIS); Dutch and French in Brussels, English in other countries.

    In Belgium, where the municipality is not known, Dutch: the language of the programme.
    """
    if country.upper() != "BE":
        return (_OF_COUNTRY.get(country.upper(), "en"),)
    if municipality_nis in _GERMAN_SPEAKING:
        return ("de",)
    if municipality_nis.startswith(_BRUSSELS):
        return ("nl", "fr")
    if municipality_nis.startswith(_WALLOON):
        return ("fr",)
    return ("nl",)
