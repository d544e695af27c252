"""Reasons why an order is not taken, or not shown."""

from openpas.enrolment.refusals import FieldRefused
from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text
from openpas.passholders.refusals import InszAlreadyUsed


class OrderNotFound(Refusal):
    """There is no order with this id."""

    type = "url/not-found"
    title = "Not Found"
    default_status = 404
    rule = "contract/rules.md 6, O85"


class OrderTokenInvalid(Refusal):
    """The x-custom-token is of no order, or was used too often."""

    type = "auth/unauthorized"
    title = "Unauthorized"
    default_status = 401
    rule = "contract/rules.md 2.18"

    def __init__(self, detail: str = "The x-custom-token is invalid, or was used too often.") -> None:
        super().__init__(detail)


class OrdererEmailMissing(FieldRefused):
    """Who orders is written to, and links an account: the first person has an e-mail address."""

    pointer = "/email"
    error = "The e-mail address of who orders is required."
    rule = "contract/rules.md 2.18"
    text = Text(
        nl="Vul je e-mailadres in.",
        fr="Indiquez votre adresse e-mail.",
        en="Please fill in your e-mail address.",
        de="Geben Sie Ihre E-Mail-Adresse an.",
    )


class ReturnAddressRefused(FieldRefused):
    """Nobody is sent to an address that the client was not allowed to name."""

    error = "The address is not on the list of this client."
    rule = "contract/rules.md 8-43"


class AddressAfterPaymentRefused(ReturnAddressRefused):
    pointer = "/redirectUrlAfterPayment"


class AddressAfterCancelRefused(ReturnAddressRefused):
    pointer = "/redirectUrlAfterCancelPayment"


class HasPassAlready(InszAlreadyUsed):
    """The same, told to the person instead of to a desk."""

    text = Text(
        nl="Er is al een UiTPAS met dit rijksregisternummer. Meld je aan om hem te gebruiken.",
        fr="Il existe déjà une UiTPAS avec ce numéro de registre national. Connectez-vous pour l'utiliser.",
        en="There is a UiTPAS with this national number already. Please sign in to use it.",
        de="Mit dieser Nationalregisternummer gibt es schon einen UiTPAS. Melden Sie sich an, um ihn zu benutzen.",
    )


class InszTwice(FieldRefused):
    """One person gets one pass, in one order too."""

    pointer = "/inszNumber"
    error = "The INSZ number stands in this order twice."
    rule = "BR-PH-01"
    text = Text(
        nl="Dit rijksregisternummer staat twee keer in de bestelling.",
        fr="Ce numéro de registre national figure deux fois dans la commande.",
        en="This national number is in the order twice.",
        de="Diese Nationalregisternummer steht zweimal in der Bestellung.",
    )


class NotSoldOnline(FieldRefused):
    """The region has no price for a digital pass of somebody like this."""

    pointer = "/registrationCardSystemId"
    error = "The card system has no price for a digital pass for this person."
    rule = "contract/rules.md 2.8-3"
    text = Text(
        nl="Deze regio verkoopt hiervoor online geen UiTPAS. Vraag het aan een UiTPAS-balie.",
        fr="Cette région ne vend pas de UiTPAS en ligne pour ce cas. Demandez-le à un guichet UiTPAS.",
        en="This region sells no UiTPAS online for this. Please ask at a UiTPAS desk.",
        de="Diese Region verkauft hierfür online keinen UiTPAS. Fragen Sie an einem UiTPAS-Schalter.",
    )


class PaymentUnavailable(Refusal):
    """Nothing can be paid now. Nothing was ordered either."""

    type = "urn:openpas:problem:payment-unavailable"
    title = "Payment is not possible now"
    default_status = 502
    rule = "contract/rules.md 2.18"
    text = Text(
        nl="Betalen lukt nu niet. Er is niets besteld en niets betaald. Probeer het later opnieuw.",
        fr="Le paiement n'est pas possible pour le moment. Rien n'a été commandé ni payé. Réessayez plus tard.",
        en="Paying is not possible now. Nothing was ordered and nothing was paid. Please try again later.",
        de="Bezahlen ist jetzt nicht möglich. Nichts wurde bestellt oder bezahlt. Versuchen Sie es später erneut.",
    )
