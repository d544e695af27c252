"""Reasons why somebody is not registered, changed or given a membership."""

from typing import ClassVar

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text
from openpas.passholders.refusals import CardDoesNotFit


class FieldRefused(Refusal):
    """The body can be read, but a rule of the programme forbids what one field says. Extension: schemaErrors."""

    type = "body/invalid-data"
    title = "Invalid body data"
    pointer: ClassVar[str] = "/"
    error: ClassVar[str] = "Value is not acceptable"

    def __init__(self, **details: object) -> None:
        super().__init__(self.error, extensions=_named(self.pointer, self.error), **details)

    def below(self, pointer: str) -> None:
        """The field stands in an object of the body that this pointer names."""
        self.extensions.update(_named(f"{pointer}{self.pointer}", self.error))


def _named(pointer: str, error: str) -> dict[str, object]:
    return {"schemaErrors": [{"jsonPointer": pointer, "error": error}]}


class BirthDateInFuture(FieldRefused):
    """Nobody is born after today."""

    pointer = "/dateOfBirth"
    error = "The date of birth must not be in the future."
    rule = "BR-PH-05"
    text = Text(
        nl="Deze geboortedatum ligt in de toekomst. Kijk ze na.",
        fr="Cette date de naissance est dans le futur. Vérifiez-la.",
        en="This date of birth is in the future. Please check it.",
        de="Dieses Geburtsdatum liegt in der Zukunft. Bitte prüfen Sie es.",
    )


class OptInsOfChild(FieldRefused):
    """Below the age of consent nobody may be written to. Details: `age` in whole years."""

    pointer = "/optInPreferences"
    error = "All opt-ins must be false below the age of consent."
    rule = "BR-PH-12"
    text = Text(
        nl="Wie jonger is dan {age} jaar krijgt geen berichten. Zet alle voorkeuren uit.",
        fr="Les moins de {age} ans ne reçoivent pas de messages. Décochez toutes les préférences.",
        en="Nobody younger than {age} gets messages. Please switch all preferences off.",
        de="Wer jünger als {age} Jahre ist, erhält keine Nachrichten. Schalten Sie alle Wünsche aus.",
    )


class ParentalConsentMissing(FieldRefused):
    """A child becomes a passholder with the consent of a parent only. Details: `age` in whole years."""

    pointer = "/parentalConsent"
    error = "Parental consent is required below the age of consent."
    rule = "BR-PH-12"
    text = Text(
        nl="Wie jonger is dan {age} jaar heeft de toestemming van een ouder nodig. Vraag ze en vink ze aan.",
        fr="Les moins de {age} ans ont besoin de l'accord d'un parent. Demandez-le et cochez-le.",
        en="Somebody younger than {age} needs the consent of a parent. Please ask for it and tick the box.",
        de="Wer jünger als {age} Jahre ist, braucht die Zustimmung eines Elternteils. Fragen Sie danach.",
    )


class LegalTermsMissing(FieldRefused):
    """Whoever registers has been given the legal terms, on paper or digitally."""

    pointer = "/legalTermsPaper"
    error = "One of legalTermsPaper and legalTermsDigital must be true."
    rule = "BR-PH-13"
    text = Text(
        nl="Geef de voorwaarden mee, op papier of digitaal, en duid aan hoe.",
        fr="Remettez les conditions, sur papier ou en ligne, et indiquez comment.",
        en="Please hand over the terms, on paper or digitally, and tell which.",
        de="Geben Sie die Bedingungen mit, auf Papier oder digital, und kreuzen Sie an, wie.",
    )


class InszRequired(FieldRefused):
    """The card system registers residents with their national number only, but for authorised desks."""

    pointer = "/inszNumber"
    error = "This card system requires an INSZ number."
    rule = "BR-PH-01; contract/rules.md 8-25"
    text = Text(
        nl="Vul het rijksregisternummer in. Zonder dat nummer kan alleen een erkende balie registreren.",
        fr="Indiquez le numéro de registre national. Sans ce numéro, seul un guichet agréé peut enregistrer.",
        en="Please fill in the national number. Without it only an authorised desk can register somebody.",
        de="Geben Sie die Nationalregisternummer an. Ohne sie kann nur ein befugter Schalter registrieren.",
    )


class InszFixed(FieldRefused):
    """A national number may be added later, but never changed."""

    pointer = "/inszNumber"
    error = "The INSZ number of a passholder cannot be changed."
    rule = "BR-PH-01; contract/rules.md 8-27"
    text = Text(
        nl="Het rijksregisternummer van een pashouder verandert niet. Neem contact op met je UiTPAS-regio.",
        fr="Le numéro de registre national d'un titulaire ne change pas. Contactez votre région UiTPAS.",
        en="The national number of a passholder does not change. Please contact your UiTPAS region.",
        de="Die Nationalregisternummer einer Person ändert sich nicht. Wenden Sie sich an Ihre UiTPAS-Region.",
    )


class InszOfOtherBirthDate(FieldRefused):
    """The national number belongs to a birth date other than the one filled in. Details: `born`, which it says."""

    pointer = "/inszNumber"
    error = "The INSZ number says another date of birth."
    rule = "BR-PH-02; domain/rules.md D-16"
    text = Text(
        nl="Dit nummer hoort bij iemand die geboren is op {born}. Kijk het nummer en de geboortedatum na.",
        fr="Ce numéro appartient à une personne née le {born}. Vérifiez le numéro et la date de naissance.",
        en="This number belongs to somebody born on {born}. Please check the number and the date of birth.",
        de="Diese Nummer gehört zu einer Person, die am {born} geboren ist. Prüfen Sie Nummer und Geburtsdatum.",
    )


class InszOfOtherGender(FieldRefused):
    """The national number says another gender than the one filled in."""

    pointer = "/inszNumber"
    error = "The INSZ number says another gender."
    rule = "BR-PH-02; domain/rules.md D-16"
    text = Text(
        nl="Dit nummer past niet bij het gender dat je invulde. Kijk het na op de identiteitskaart.",
        fr="Ce numéro ne correspond pas au genre indiqué. Vérifiez la carte d'identité.",
        en="This number does not go with the gender that was filled in. Please check the identity card.",
        de="Diese Nummer passt nicht zum angegebenen Geschlecht. Prüfen Sie den Personalausweis.",
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


class CardSystemUnclear(FieldRefused):
    """The desk works for several card systems and none is named."""

    pointer = "/registrationCardSystemId"
    error = "The card system is required: the organizer is in several, or in none."
    rule = "contract/rules.md 1.5"


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


class AddressRequired(FieldRefused):
    """The social tariff of a region is for who lives there: the new address must come along."""

    pointer = "/address"
    error = "An address in the card system is required for a social tariff."
    rule = "BR-PH-08"
    text = Text(
        nl="Het kansentarief geldt voor wie in de regio woont. Vul het nieuwe adres in.",
        fr="Le tarif réduit vaut pour les habitants de la région. Indiquez la nouvelle adresse.",
        en="The reduced price is for who lives in the region. Please fill in the new address.",
        de="Der Sozialtarif gilt für Einwohner der Region. Geben Sie die neue Adresse an.",
    )


class InvalidCity(Refusal):
    """The city is unknown, does not go with the postal code, or is outside the region where it must be."""

    type = "uitpas/invalid-city"
    title = "Invalid city"
    rule = "BR-PH-06"
    text = Text(
        nl="Deze gemeente en postcode horen niet bij elkaar. Kijk het adres na.",
        fr="Cette commune et ce code postal ne vont pas ensemble. Vérifiez l'adresse.",
        en="This city and postal code do not belong together. Please check the address.",
        de="Diese Gemeinde und Postleitzahl gehören nicht zusammen. Bitte prüfen Sie die Adresse.",
    )


class CityOutsideRegion(InvalidCity):
    """With a social tariff somebody lives in the region that grants it, and stays there while it is valid."""

    rule = "BR-PH-08"
    text = Text(
        nl="Met een kansentarief moet het adres in de UiTPAS-regio liggen.",
        fr="Avec un tarif réduit, l'adresse doit se trouver dans la région UiTPAS.",
        en="With a reduced price the address must be in the UiTPAS region.",
        de="Mit Sozialtarif muss die Adresse in der UiTPAS-Region liegen.",
    )


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


class StatusStaysBehind(CityOutsideRegion):
    """Who has the social tariff moves at a desk of the new region that may give it there (BR-PH-08, BR-PH-09).

    The words do not say why: the desk that is refused need not know of a status.
    """

    text = Text(
        nl="Verhuizen naar {city} kan niet aan deze balie. Stuur deze persoon met de pas naar een erkende "
        "registratiebalie in de nieuwe gemeente: die regelt alles in één keer.",
        fr="Le déménagement vers {city} n'est pas possible à ce guichet. Envoyez cette personne avec sa carte à un "
        "guichet d'enregistrement agréé de la nouvelle commune : il règle tout en une fois.",
        en="Moving to {city} is not possible at this desk. Please send this person with the pass to an authorised "
        "registration desk in the new municipality: it arranges everything at once.",
        de="Der Umzug nach {city} ist an diesem Schalter nicht möglich. Schicken Sie diese Person mit dem Pass zu "
        "einem befugten Registrierungsschalter der neuen Gemeinde: Dort wird alles auf einmal erledigt.",
    )


class StatusChoiceMissing(FieldRefused):
    """The social tariff never lapses in silence: whoever moves says whether it goes along."""

    pointer = "/status"
    error = "It has to be said whether the social tariff goes along."
    rule = "BR-PH-09; design.md 6"
    text = Text(
        nl="Duid aan of het statuut meegaat.",
        fr="Indiquez si le statut suit le déménagement.",
        en="Please say whether the status goes along.",
        de="Geben Sie an, ob der Status mitgeht.",
    )


class SameAddress(FieldRefused):
    """Nobody moves to where it lives already."""

    pointer = "/address"
    error = "The address is the one that is known."
    rule = "BR-PH-08"
    text = Text(
        nl="Dit is het adres dat we al kennen. Vul het nieuwe adres in.",
        fr="C'est l'adresse que nous connaissons déjà. Indiquez la nouvelle adresse.",
        en="This is the address that we know already. Please fill in the new one.",
        de="Diese Adresse kennen wir schon. Geben Sie die neue Adresse an.",
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


class DetailsIncomplete(Refusal):
    """A registration that is filled in step by step lacks one of its steps."""

    type = "urn:openpas:problem:details-incomplete"
    title = "Details incomplete"
    rule = "BR-PH-05"
    text = Text(
        nl="Er ontbreekt nog iets. Vul eerst alle stappen in.",
        fr="Il manque encore quelque chose. Complétez d'abord toutes les étapes.",
        en="Something is still missing. Please fill in all the steps first.",
        de="Es fehlt noch etwas. Bitte füllen Sie zuerst alle Schritte aus.",
    )


class PictureMissing(Refusal):
    """The multipart body has no part named `file`."""

    type = "body/file-missing"
    title = "File missing"
    rule = "contract/rules.md 4.2"


class PictureTypeInvalid(Refusal):
    """The file is no picture that we can read: JPEG, PNG, GIF or WebP."""

    type = "body/file-invalid-type"
    title = "File type invalid"
    rule = "contract/rules.md 4.2"
    text = Text(
        nl="Kies een foto: JPEG, PNG, GIF of WebP.",
        fr="Choisissez une photo : JPEG, PNG, GIF ou WebP.",
        en="Please choose a photo: JPEG, PNG, GIF or WebP.",
        de="Wählen Sie ein Foto: JPEG, PNG, GIF oder WebP.",
    )


class PictureSizeInvalid(Refusal):
    """The file is empty, too heavy, or has too many pixels."""

    type = "body/file-invalid-size"
    title = "File size invalid"
    rule = "contract/rules.md 4.2"
    text = Text(
        nl="Deze foto is te groot. Kies een kleinere.",
        fr="Cette photo est trop grande. Choisissez-en une plus petite.",
        en="This photo is too large. Please choose a smaller one.",
        de="Dieses Foto ist zu groß. Wählen Sie ein kleineres.",
    )


class PictureNotFound(Refusal):
    """The passholder has no picture."""

    type = "url/not-found"
    title = "Not Found"
    default_status = 404
    rule = "contract/rules.md 4.2"


class InszInTokenRequired(Refusal):
    """Somebody registers alone only when the sign-in vouched for the national number."""

    type = "uitpas/insz-in-token-required"
    title = "INSZ in token required"
    rule = "contract/rules.md 2.7"
    text = Text(
        nl="Meld je aan met itsme of eID om jezelf te registreren.",
        fr="Connectez-vous avec itsme ou l'eID pour vous enregistrer.",
        en="Please sign in with itsme or eID to register yourself.",
        de="Melden Sie sich mit itsme oder eID an, um sich zu registrieren.",
    )


class ForbiddenUnderaged(Refusal):
    """A minor is registered by a parent or at a desk. Details: `age` in whole years."""

    type = "uitpas/forbidden-underaged"
    title = "Forbidden Underaged"
    rule = "contract/rules.md 8-24"
    text = Text(
        nl="Jezelf registreren kan vanaf {age} jaar. Ga met een ouder naar een UiTPAS-balie.",
        fr="On peut s'enregistrer soi-même à partir de {age} ans. Passez à un guichet UiTPAS avec un parent.",
        en="You can register yourself from {age} on. Please go to a UiTPAS desk with a parent.",
        de="Sich selbst registrieren kann man ab {age} Jahren. Gehen Sie mit einem Elternteil zum UiTPAS-Schalter.",
    )


class EmailAlreadyUsed(Refusal):
    """An account with this e-mail address has a pass already."""

    type = "uitpas/email-already-used"
    title = "Email already used"
    rule = "BR-PH-10"
    text = Text(
        nl="Er is al een UiTPAS met dit e-mailadres. Gebruik een ander adres.",
        fr="Il existe déjà une UiTPAS avec cette adresse e-mail. Utilisez une autre adresse.",
        en="There is a UiTPAS with this e-mail address already. Please use another address.",
        de="Mit dieser E-Mail-Adresse gibt es schon einen UiTPAS. Benutzen Sie eine andere Adresse.",
    )


class AccountHasPass(Refusal):
    """The account registered a pass before; one account has one."""

    type = "uitpas/passholder-already-registered"
    title = "Passholder already registered"
    rule = "contract/rules.md 2.7"
    text = Text(
        nl="Je hebt al een UiTPAS.",
        fr="Vous avez déjà une UiTPAS.",
        en="You have a UiTPAS already.",
        de="Sie haben schon einen UiTPAS.",
    )
