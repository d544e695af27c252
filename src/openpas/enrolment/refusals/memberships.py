"""Reasons why a membership, its card or its price is not given."""

from openpas.enrolment.refusals.fields import FieldRefused
from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text
from openpas.passholders.refusals import CardDoesNotFit


class CardSystemUnclear(FieldRefused):
    """The desk works for several card systems and none is named."""

    pointer = "/registrationCardSystemId"
    error = "The card system is required: the organizer is in several, or in none."
    rule = "contract/rules.md 1.5"


class OrganizerOutsideCardSystem(Refusal):
    """The desk does not work for this card system."""

    type = "uitpas/invalid-card-system"
    title = "Invalid card system"
    rule = "BR-CARD-11"
    text = Text(
        nl="Deze balie werkt niet voor deze UiTPAS-regio.",
        fr="Ce guichet ne travaille pas pour cette région UiTPAS.",
        en="This desk does not work for this UiTPAS region.",
        de="Dieser Schalter arbeitet nicht für diese UiTPAS-Region.",
    )


class MembershipNotPossible(Refusal):
    """The person has this membership already, or may have none here: blocked by the region or in the programme."""

    type = "uitpas/passholder-new-membership-error"
    title = "Passholder new membership error"
    rule = "contract/rules.md 2.8-1"
    text = Text(
        nl="Dit lidmaatschap bestaat al of kan niet. Neem contact op met de UiTPAS-regio.",
        fr="Cette affiliation existe déjà ou n'est pas possible. Contactez la région UiTPAS.",
        en="This membership exists already or is not possible. Please contact the UiTPAS region.",
        de="Diese Mitgliedschaft gibt es schon oder ist nicht möglich. Wenden Sie sich an die UiTPAS-Region.",
    )


class NoSocialTariffToExtend(FieldRefused):
    """Only a membership that has or had the social tariff gets another end date here; granting it needs a new card."""

    pointer = "/registrationSocialTariffEndDate"
    error = "The passholder has no membership with a social tariff."
    rule = "contract/rules.md 2.7, 2.8-2"
    text = Text(
        nl="Deze pashouder heeft geen kansentarief om te verlengen. Maak een nieuw lidmaatschap met kansentarief.",
        fr="Ce titulaire n'a pas de tarif réduit à prolonger. Créez une nouvelle affiliation avec tarif réduit.",
        en="This passholder has no reduced price to extend. Please make a new membership with the reduced price.",
        de="Diese Person hat keinen Sozialtarif zu verlängern. Erstellen Sie eine neue Mitgliedschaft damit.",
    )


class CardNumberMissing(FieldRefused):
    """A physical card is given by its number, and a digital one has none yet."""

    pointer = "/registrationUitpasNumber"
    error = "The number of a card is required for NFC_CARD."
    rule = "contract/rules.md 2.7-1"
    text = Text(
        nl="Typ of scan het nummer van de kaart.",
        fr="Tapez ou scannez le numéro de la carte.",
        en="Please type or scan the number of the card.",
        de="Geben Sie die Nummer der Karte ein oder scannen Sie sie.",
    )


class MembershipCardNumberMismatch(FieldRefused):
    """A number is given exactly when the card is a physical one."""

    pointer = "/uitpasNumber"
    error = "A number is required for NFC_CARD and must be absent for DIGITAL."
    rule = "contract/rules.md 2.8-2"


class CardUnknown(CardDoesNotFit):
    """There is no card with this number."""

    text = Text(
        nl="We kennen deze kaart niet. Kijk het nummer na.",
        fr="Nous ne connaissons pas cette carte. Vérifiez le numéro.",
        en="We do not know this card. Please check the number.",
        de="Wir kennen diese Karte nicht. Bitte prüfen Sie die Nummer.",
    )


class CardOfAnotherDesk(CardDoesNotFit):
    """The card is in the stock of another desk."""

    rule = "BR-CARD-11"
    text = Text(
        nl="Deze kaart ligt in de voorraad van een andere balie. Neem een kaart van deze balie.",
        fr="Cette carte fait partie du stock d'un autre guichet. Prenez une carte de ce guichet.",
        en="This card is in the stock of another desk. Please take a card of this desk.",
        de="Diese Karte gehört zum Bestand eines anderen Schalters. Nehmen Sie eine Karte dieses Schalters.",
    )


class CardOfOtherKind(CardDoesNotFit):
    """Cards for the social tariff and others look the same and lie in two boxes: this one is from the other box."""

    rule = "BR-CARD-10; docs/decisions/0019"
    text = Text(
        nl="Deze kaart komt uit de andere doos. Neem voor deze pashouder een kaart met {digit} als twaalfde cijfer.",
        fr="Cette carte vient de l'autre boîte. Prenez une carte dont le douzième chiffre est {digit}.",
        en="This card is from the other box. Please take a card with {digit} as its twelfth digit.",
        de="Diese Karte ist aus der anderen Schachtel. Nehmen Sie eine Karte mit {digit} als zwölfter Ziffer.",
    )


class CardChangedMeanwhile(Refusal):
    """The card was replaced while the form was open: what would be replaced now is another card."""

    type = "uitpas/passholder-new-membership-error"
    title = "Passholder new membership error"
    default_status = 409
    rule = "BR-CARD-12"
    text = Text(
        nl="Deze kaart is intussen al vervangen. Open de pashouder opnieuw om te zien welke kaart nu geldt.",
        fr="Cette carte a déjà été remplacée entre-temps. Rouvrez le dossier pour voir la carte valable.",
        en="This card was replaced in the meantime. Please open the passholder again to see which card counts now.",
        de="Diese Karte wurde inzwischen ersetzt. Öffnen Sie die Person erneut, um die gültige Karte zu sehen.",
    )


class NothingToReplace(Refusal):
    """There is no card of this region to replace."""

    type = "uitpas/passholder-new-membership-error"
    title = "Passholder new membership error"
    rule = "BR-CARD-13"
    text = Text(
        nl="Er is geen kaart van deze UiTPAS-regio om te vervangen.",
        fr="Il n'y a pas de carte de cette région UiTPAS à remplacer.",
        en="There is no card of this UiTPAS region to replace.",
        de="Es gibt keine Karte dieser UiTPAS-Region, die ersetzt werden kann.",
    )


class InvalidVoucherCode(Refusal):
    """The voucher is unknown, of another card system, or was used."""

    type = "uitpas/invalid-voucher-code"
    title = "Invalid voucher code"
    rule = "BR-PR-05"
    text = Text(
        nl="Deze voucher is niet geldig of al gebruikt. Kijk de code na.",
        fr="Ce bon n'est pas valable ou a déjà été utilisé. Vérifiez le code.",
        en="This voucher is not valid or was used already. Please check the code.",
        de="Dieser Gutschein ist ungültig oder wurde schon benutzt. Bitte prüfen Sie den Code.",
    )


class MembershipPriceUnknown(Refusal):
    """The card system has not set a price for somebody like this."""

    type = "url/not-found"
    title = "Not Found"
    default_status = 404
    rule = "contract/rules.md 2.8-3"
    text = Text(
        nl="De regio heeft hiervoor geen prijs bepaald. Vraag het aan de balie.",
        fr="La région n'a pas fixé de prix pour ce cas. Demandez-le au guichet.",
        en="The region has set no price for this. Please ask at the desk.",
        de="Die Region hat dafür keinen Preis festgelegt. Bitte fragen Sie am Schalter.",
    )


class PriceChanged(Refusal):
    """The price of the pass is another than the one that was on the screen when somebody agreed to it."""

    type = "urn:openpas:problem:price-changed"
    title = "Price changed"
    default_status = 409
    rule = "BR-PR-01"
    text = Text(
        nl="De prijs is intussen veranderd. Kijk hem na en schrijf dan in.",
        fr="Le prix a changé entre-temps. Vérifiez-le avant d'inscrire la personne.",
        en="The price has changed in the meantime. Please check it before you register.",
        de="Der Preis hat sich inzwischen geändert. Bitte prüfen Sie ihn vor der Anmeldung.",
    )
