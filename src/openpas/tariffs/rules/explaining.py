"""A share in words: why this payer carries these cents."""

from dataclasses import dataclass
from typing import Final

from openpas.foundation.money import WHOLE_BASIS_POINTS, share_of, spoken
from openpas.foundation.text import Text
from openpas.tariffs.rules.split import Payer, Share, ShareKind, Shares, Split

_PAYERS: Final = {
    Payer.PASSHOLDER: Text(
        "de pashouder", "le détenteur du pass", "the passholder", "die Passinhaberin oder der Passinhaber"
    ),
    Payer.LOCAL_GOVERNMENT: Text("de gemeente", "la commune", "the municipality", "die Gemeinde"),
    Payer.FLEMISH_GOVERNMENT: Text(
        "de Vlaamse overheid", "l'autorité flamande", "the Flemish government", "die flämische Behörde"
    ),
    Payer.ORGANIZER: Text("de organisator", "l'organisateur", "the organizer", "der Veranstalter"),
}
_WORDS: Final = {
    ShareKind.FIXED: Text(
        "{cents}: {payer} draagt een vast bedrag van {fixed}.",
        "{cents} : {payer} prend en charge un montant fixe de {fixed}.",
        "{cents}: {payer} carries a fixed amount of {fixed}.",
        "{cents}: {payer} trägt einen festen Betrag von {fixed}.",
    ),
    ShareKind.PERCENT_OF_TOTAL: Text(
        "{cents}: {payer} draagt {percent} % van {price}.",
        "{cents} : {payer} prend en charge {percent} % de {price}.",
        "{cents}: {payer} carries {percent} % of {price}.",
        "{cents}: {payer} trägt {percent} % von {price}.",
    ),
    ShareKind.PERCENT_OF_REST: Text(
        "{cents}: {payer} draagt {percent} % van wat overblijft.",
        "{cents} : {payer} prend en charge {percent} % de ce qui reste.",
        "{cents}: {payer} carries {percent} % of what is left.",
        "{cents}: {payer} trägt {percent} % dessen, was übrig bleibt.",
    ),
    ShareKind.REST: Text(
        "{cents}: {payer} draagt de rest.",
        "{cents} : {payer} prend en charge le reste.",
        "{cents}: {payer} carries the rest.",
        "{cents}: {payer} trägt den Rest.",
    ),
}
_ROUNDED: Final = Text(" Afgerond op de cent.", " Arrondi au cent.", " Rounded to the cent.", " Auf den Cent gerundet.")
_LIMITED: Final = Text(
    " Begrensd: niet meer dan er overblijft, en de pashouder minstens 1 cent.",
    " Limité : pas plus que ce qui reste, et au moins un cent pour le détenteur du pass.",
    " Limited: not more than is left, and at least one cent for the passholder.",
    " Begrenzt: nicht mehr als übrig ist, und mindestens ein Cent für die Passinhaberin oder den Passinhaber.",
)
_NOTHING: Final = Text("")


@dataclass(frozen=True, slots=True)
class ShareExplained:
    """What a payer carries of one price in cents, and the words for it."""

    payer: Payer
    cents: int
    text: Text


def shares_explained(split: Split, price_cents: int, shares: Shares) -> tuple[ShareExplained, ...]:
    """One line per payer that carries something or has a share in the split, in the order of rounding."""
    written = {share.payer: share for share in split.shares}
    return tuple(
        ShareExplained(payer, cents, _in_words(written.get(payer, Share(payer, ShareKind.REST)), price_cents, cents))
        for payer, cents in shares.by_payer().items()
        if cents or payer in written
    )


def _in_words(share: Share, price_cents: int, cents: int) -> Text:
    words = _joined(_WORDS[share.kind], _remark(share, price_cents, cents))
    payer = _PAYERS[share.payer]
    values = {
        "cents": spoken(cents),
        "fixed": spoken(share.value),
        "percent": percent_in_words(share.value),
        "price": spoken(price_cents),
    }
    return Text.from_dict(
        {
            language: text.format(payer=payer.in_language(language), **values)
            for language, text in words.as_dict().items()
        }
    )


def percent_in_words(basis_points: int) -> str:
    """Basis points as people read a percentage: 2000 → `20`, 1250 → `12,5`."""
    whole, part = divmod(basis_points, 100)
    return f"{whole},{part:02d}".rstrip("0") if part else str(whole)


def _remark(share: Share, price_cents: int, cents: int) -> Text:
    """Why the cents are not exactly what the words before say."""
    match share.kind:
        case ShareKind.FIXED if cents != share.value:
            return _LIMITED
        case ShareKind.PERCENT_OF_TOTAL if cents != share_of(price_cents, share.value):
            return _LIMITED
        case ShareKind.PERCENT_OF_TOTAL if price_cents * share.value % WHOLE_BASIS_POINTS:
            return _ROUNDED
    return _NOTHING


def _joined(first: Text, second: Text) -> Text:
    return Text(first.nl + second.nl, first.fr + second.fr, first.en + second.en, first.de + second.de)
