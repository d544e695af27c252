"""Reasons that lie in what is told of a person: who somebody is, what was agreed, the picture."""

from openpas.enrolment.refusals.fields import FieldRefused
from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


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
