"""Reasons why a card system cannot be shown or used."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class CardSystemNotFound(Refusal):
    """There is no card system with this id."""

    type = "uitpas/cardsystem-not-found"
    title = "Card system not found"
    missing = True
    rule = "contract/rules.md 4.5"


class PostalCodeInvalid(Refusal):
    """The text is no Belgian postal code."""

    type = "uitpas/invalid-postal-code"
    title = "Invalid postal code"
    rule = "contract/rules.md 2.20"
    text = Text(
        nl="Dat is geen Belgische postcode. Controleer de vier cijfers.",
        fr="Ce n'est pas un code postal belge. Vérifiez les quatre chiffres.",
        en="That is not a Belgian postal code. Please check the four digits.",
        de="Das ist keine belgische Postleitzahl. Bitte prüfen Sie die vier Ziffern.",
    )


class PostalCodeRequired(Refusal):
    """Sorting by distance needs the postal code from which to measure."""

    type = "uitpas/postal-code-required"
    title = "Postal code required"
    rule = "contract/rules.md 2.20"


class PostalCodeElsewhere(Refusal):
    """The postal code is a good one, but of no city in this card system."""

    type = "uitpas/postal-code-not-in-card-system"
    title = "Postal code not in card system"
    rule = "contract/rules.md 2.20"
    text = Text(
        nl="Deze postcode hoort niet bij deze UiTPAS-regio.",
        fr="Ce code postal ne fait pas partie de cette région UiTPAS.",
        en="This postal code is not part of this UiTPAS region.",
        de="Diese Postleitzahl gehört nicht zu dieser UiTPAS-Region.",
    )
