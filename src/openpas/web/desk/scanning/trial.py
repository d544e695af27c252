"""What Openpas understands of what a reader types, and which setting of the reader would make it better.

Nothing is looked up and nothing is kept: a trial says what a number is, never whose.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openpas.foundation.identifiers import (
    IdentifierKind,
    as_meant,
    is_insz,
    is_uitpas_number,
    recognise,
    spaced,
    without_separators,
)

_WHOLE_CHIP: Final = 14
_CHIP_MAKER: Final = "04"
_SHORT_CHIP: Final = range(8, 11)


@dataclass(frozen=True, slots=True)
class Trial:
    """`shown` is the number as Openpas writes it: empty for a national number, which no page shows."""

    words: str | Promise
    shown: str = ""
    advice: str | Promise = ""
    is_good: bool = True


_CARD: Final = _("Dit is een UiTPAS-nummer. Je lezer werkt goed.")
_WRONG_CARD: Final = _("Dit lijkt een UiTPAS-nummer, maar er is een cijfer verkeerd gelezen.")
_CLEAN: Final = _("Maak het glas van de lezer schoon en probeer het opnieuw.")
_INSZ: Final = _("Dit is een rijksregisternummer. Je lezer werkt goed. We tonen het nummer niet.")
_WRONG_INSZ: Final = _("Dit zijn 11 cijfers, maar het is geen rijksregisternummer.")
_CHIP: Final = _("Dit is het nummer van een chip. Je lezer werkt goed.")
_TURNED_CHIP: Final = _("Dit is het nummer van een chip, maar wellicht van achter naar voor.")
_TURN: Final = _("Zet in de instellingen van je lezer de volgorde van de bytes om (“MSB first” of “reverse UID”).")
_HALF_CHIP: Final = _("Je lezer leest maar een deel van de chip. Daarmee vinden we de pas niet.")
_WHOLE: Final = _("Zet in de instellingen van je lezer: 7 bytes (14 tekens), hexadecimaal.")
_AZERTY: Final = _(
    "We begrijpen je lezer, maar hij typt voor een Amerikaans toetsenbord. Zet hem op ‘Belgisch (AZERTY)’."  # noqa: RUF001  as the pages quote what is on a screen
)
_UNKNOWN: Final = _("Hier herkennen we geen pas in.")
_WHAT_TO_SCAN: Final = _(
    "Scan de streepjescode van een UiTPAS, of hou de pas tegen de lezer. Lukt het niet? Vraag je regio om hulp."
)


def understood(typed: str) -> Trial:
    """What this is. The advice is empty where nothing has to change."""
    advice = "" if as_meant(typed) == typed or typed.startswith("]") else _AZERTY
    match recognise(typed):
        case IdentifierKind.UITPAS_NUMBER, number if is_uitpas_number(number):
            return Trial(_CARD, spaced(number), advice)
        case IdentifierKind.UITPAS_NUMBER, number:
            return Trial(_WRONG_CARD, spaced(number), _CLEAN, is_good=False)
        case IdentifierKind.INSZ, number if is_insz(number):
            return Trial(_INSZ, advice=advice)
        case IdentifierKind.INSZ, _:
            return Trial(_WRONG_INSZ, advice=_CLEAN, is_good=False)
        case IdentifierKind.CHIP, number:
            return _chip(number, advice)
    return _unknown(without_separators(typed))


def _unknown(plain: str) -> Trial:
    """Readers that stop after the first bytes give those as a decimal number."""
    if plain.isascii() and plain.isdecimal() and len(plain) in _SHORT_CHIP:
        return Trial(_HALF_CHIP, plain, _WHOLE, is_good=False)
    return Trial(_UNKNOWN, advice=_WHAT_TO_SCAN, is_good=False)


def _chip(number: str, advice: str | Promise) -> Trial:
    """Chips of the programme have seven bytes, of which the first names the maker (domain/rules.md BR-CARD-04)."""
    if len(number) < _WHOLE_CHIP:
        return Trial(_HALF_CHIP, number, _WHOLE, is_good=False)
    if not number.startswith(_CHIP_MAKER) and number.endswith(_CHIP_MAKER):
        return Trial(_TURNED_CHIP, number, _TURN, is_good=False)
    return Trial(_CHIP, number, advice)
