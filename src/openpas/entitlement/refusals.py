"""Reasons why somebody's right to the social tariff cannot be shown."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class ReturnAddressUnknown(Refusal):
    """Nobody is sent to an address that no client was allowed to name (contract/rules.md 8-43)."""

    type = "url/not-found"
    title = "Not found"
    default_status = 404
    rule = "contract/rules.md 2.19, 8-43"

    def __init__(self, detail: str = "The parameter redirect_uri is not an address that was allowed.") -> None:
        super().__init__(detail)


class ReturnAddressInvalid(Refusal):
    """An address that people may be sent back to is https, complete and without fragment."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "contract/rules.md 8-43"


class ChallengeInvalid(Refusal):
    """The code_challenge is no SHA-256 in base64."""

    type = "url/not-found"
    title = "Not found"
    default_status = 404
    rule = "contract/rules.md 8-72"

    def __init__(self, detail: str = "The parameter code_challenge is no base64 of a SHA-256 hash.") -> None:
        super().__init__(detail)


class SignInFailed(Refusal):
    """The government did not say who the person is. The words go back with the person as `error`."""

    type = "auth/unauthorized"
    title = "Unauthorized"
    default_status = 401
    rule = "contract/rules.md 2.19"
    text = Text(
        nl="Het aanmelden bij de overheid is niet gelukt. Probeer het opnieuw, of vraag je UiTPAS aan in een "
        "verkooppunt.",
        fr="La connexion auprès des autorités n'a pas abouti. Réessayez, ou demandez votre UiTPAS dans un point de "
        "vente.",
        en="Signing in with the government did not work. Please try again, or ask for your UiTPAS at a sales point.",
        de="Die Anmeldung bei der Behörde hat nicht geklappt. Versuchen Sie es erneut, oder beantragen Sie Ihren "
        "UiTPAS an einer Verkaufsstelle.",
    )


class SignInCancelled(SignInFailed):
    """The person turned back at the sign-in page of the government."""

    text = Text(
        nl="Je hebt het aanmelden afgebroken. Zonder aanmelding kunnen we niet nagaan of je recht hebt op het "
        "kansentarief.",
        fr="Vous avez interrompu la connexion. Sans connexion, nous ne pouvons pas vérifier si vous avez droit au "
        "tarif réduit.",
        en="You stopped signing in. Without signing in we cannot check whether you have a right to the reduced rate.",
        de="Sie haben die Anmeldung abgebrochen. Ohne Anmeldung können wir nicht prüfen, ob Sie Anspruch auf den "
        "Sozialtarif haben.",
    )


class SignInForgotten(SignInFailed):
    """The sign-in took too long, was finished already, or began in another browser."""

    default_status = 400
    text = Text(
        nl="Deze aanmelding is verlopen. Ga terug naar de website waar je begon en start opnieuw.",
        fr="Cette connexion a expiré. Retournez sur le site où vous avez commencé et recommencez.",
        en="This sign-in has expired. Go back to the website where you started and begin again.",
        de="Diese Anmeldung ist abgelaufen. Gehen Sie zurück zur Website, auf der Sie begonnen haben, und beginnen "
        "Sie neu.",
    )


class CodeRefused(Refusal):
    """The code is unknown, used or expired, or the verifier is not the one of the challenge. Which is not told."""

    type = "auth/forbidden"
    title = "Forbidden"
    default_status = 403
    rule = "contract/rules.md 2.19"

    def __init__(self, detail: str = "The code is unknown, used or expired, or codeVerifier is not its own.") -> None:
        super().__init__(detail)


class ValidationTokenInvalid(Refusal):
    """The x-custom-token is missing, or no token of a validation that still runs."""

    type = "auth/unauthorized"
    title = "Unauthorized"
    default_status = 401
    rule = "contract/rules.md 2.19"

    def __init__(self, detail: str = "The x-custom-token is missing, invalid or expired.") -> None:
        super().__init__(detail)


class GovernmentSilent(Refusal):
    """A government service did not answer. It is never read as `no right`."""

    type = "urn:openpas:problem:government-silent"
    title = "Government service does not answer"
    default_status = 502
    rule = "domain/rules.md 6.4"
    text = Text(
        nl="De overheidsdienst antwoordt nu niet. Probeer het later opnieuw, of vraag je UiTPAS aan in een "
        "verkooppunt.",
        fr="Le service public ne répond pas pour le moment. Réessayez plus tard, ou demandez votre UiTPAS dans un "
        "point de vente.",
        en="The government service does not answer now. Please try again later, or ask for your UiTPAS at a sales "
        "point.",
        de="Der Behördendienst antwortet zurzeit nicht. Versuchen Sie es später erneut, oder beantragen Sie Ihren "
        "UiTPAS an einer Verkaufsstelle.",
    )


class IdTokenInvalid(Refusal):
    """The idToken of a registration proves no right to the social tariff for this person."""

    type = "uitpas/invalid-social-tariff-validation-token"
    title = "Invalid social tariff validation token"
    rule = "contract/rules.md 2.18, 8-71"
    text = Text(
        nl="Je recht op het kansentarief kon niet bevestigd worden. Meld je opnieuw aan bij de overheid.",
        fr="Votre droit au tarif réduit n'a pas pu être confirmé. Reconnectez-vous auprès des autorités.",
        en="Your right to the reduced rate could not be confirmed. Please sign in with the government again.",
        de="Ihr Anspruch auf den Sozialtarif konnte nicht bestätigt werden. Melden Sie sich erneut bei der Behörde an.",
    )


class AttestRefused(Refusal):
    """What a desk says about an attest cannot be right."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "BR-ST-09; docs/decisions/0019"


class AttestSeenInFuture(AttestRefused):
    """An attest was seen today or before."""

    text = Text(
        nl="Deze dag moet nog komen. Vul de dag in waarop je het bewijs zag.",
        fr="Ce jour est encore à venir. Indiquez le jour où vous avez vu la preuve.",
        en="This day is still to come. Please fill in the day on which you saw the proof.",
        de="Dieser Tag liegt in der Zukunft. Geben Sie den Tag an, an dem Sie den Nachweis gesehen haben.",
    )


class AttestSeenLongAgo(AttestRefused):
    """An attest that was seen more than a year ago says nothing about today."""

    text = Text(
        nl="Dat is meer dan een jaar geleden. Vraag om het bewijs opnieuw te tonen.",
        fr="C'était il y a plus d'un an. Demandez à revoir la preuve.",
        en="That was more than a year ago. Please ask to see the proof again.",
        de="Das ist mehr als ein Jahr her. Lassen Sie sich den Nachweis noch einmal zeigen.",
    )


class AttestNoteMissing(AttestRefused):
    """An attest outside the list is described in a few words."""

    text = Text(
        nl="Schrijf kort wat voor bewijs het is.",
        fr="Décrivez brièvement la preuve.",
        en="Please say in a few words what kind of proof it is.",
        de="Beschreiben Sie kurz, um welchen Nachweis es sich handelt.",
    )
