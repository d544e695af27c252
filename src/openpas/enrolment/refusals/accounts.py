"""Reasons why somebody does not register alone, with an account of one's own."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


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
