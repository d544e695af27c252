"""Reasons why signing in elsewhere does not let somebody in here."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text

_RULE = "docs/signing-in-for-clients.md"


class IssuerUnknown(Refusal):
    """There is no issuer with this name."""

    type = "url/not-found"
    title = "Not found"
    default_status = 404
    rule = _RULE


class IssuerUnreachable(Refusal):
    """The other place does not answer."""

    type = "urn:openpas:problem:issuer-unreachable"
    title = "Identity provider unreachable"
    default_status = 503
    rule = _RULE
    text = Text(
        nl="We kunnen {issuer} nu niet bereiken. Probeer het over enkele minuten opnieuw.",
        fr="Nous ne pouvons pas joindre {issuer} pour le moment. Réessayez dans quelques minutes.",
        en="We cannot reach {issuer} at the moment. Please try again in a few minutes.",
        de="Wir können {issuer} im Moment nicht erreichen. Versuchen Sie es in einigen Minuten noch einmal.",
    )


class ElsewhereFailed(Refusal):
    """Somebody came back without a proof that is good, or cancelled."""

    type = "urn:openpas:problem:sign-in-elsewhere-failed"
    title = "Sign-in failed"
    default_status = 422
    rule = "OpenID Connect Core 1.0, 3.1.3.7; RFC 9700, 4.4"
    text = Text(
        nl="Aanmelden via {issuer} is niet gelukt. Probeer het opnieuw, of kies een andere manier.",
        fr="La connexion via {issuer} n'a pas réussi. Réessayez, ou choisissez une autre manière.",
        en="Signing in with {issuer} did not work. Please try again, or choose another way.",
        de="Die Anmeldung über {issuer} hat nicht geklappt. Versuchen Sie es noch einmal oder wählen Sie einen anderen "
        "Weg.",
    )


class AddressElsewhere(Refusal):
    """The e-mail address is of none of the domains of this issuer."""

    type = "urn:openpas:problem:address-elsewhere"
    title = "E-mail address not of this organization"
    default_status = 403
    rule = _RULE
    text = Text(
        nl="Je e-mailadres hoort niet bij de organisatie van {issuer}. Meld je aan met een andere manier.",
        fr="Votre adresse e-mail n'appartient pas à l'organisation de {issuer}. Connectez-vous autrement.",
        en="Your e-mail address does not belong to the organization of {issuer}. Please sign in in another way.",
        de="Ihre E-Mail-Adresse gehört nicht zur Organisation von {issuer}. Melden Sie sich auf anderem Weg an.",
    )


class AddressNotProven(Refusal):
    """The issuer names no e-mail address that it has verified, and nobody is linked to this account of it."""

    type = "urn:openpas:problem:address-not-proven"
    title = "No verified e-mail address"
    default_status = 403
    rule = _RULE
    text = Text(
        nl="We kennen je nog niet via {issuer}. Meld je één keer aan met je e-mailadres en voeg {issuer} toe bij je "
        "account. Daarna lukt het zo.",
        fr="Nous ne vous connaissons pas encore via {issuer}. Connectez-vous une fois avec votre adresse e-mail et "
        "ajoutez {issuer} à votre compte. Ensuite cela fonctionnera ainsi.",
        en="We do not know you through {issuer} yet. Please sign in with your e-mail address once and add {issuer} to "
        "your account. After that it will work.",
        de="Wir kennen Sie über {issuer} noch nicht. Melden Sie sich einmal mit Ihrer E-Mail-Adresse an und fügen Sie "
        "{issuer} zu Ihrem Konto hinzu. Danach klappt es so.",
    )


class AccountNotLinked(Refusal):
    """There is an account with this address, and this issuer's word is not enough to open it."""

    type = "urn:openpas:problem:account-not-linked"
    title = "Account not linked"
    default_status = 403
    rule = "RFC 9700, 4.4; issuers.toml"
    text = Text(
        nl="Er is al een account met jouw e-mailadres. Meld je aan met je wachtwoord en voeg {issuer} toe bij je "
        "account. Daarna lukt het zo.",
        fr="Il existe déjà un compte avec votre adresse e-mail. Connectez-vous avec votre mot de passe et ajoutez "
        "{issuer} à votre compte. Ensuite cela fonctionnera ainsi.",
        en="There is an account with your e-mail address already. Please sign in with your password and add {issuer} "
        "to your account. After that it will work.",
        de="Es gibt schon ein Konto mit Ihrer E-Mail-Adresse. Melden Sie sich mit Ihrem Passwort an und fügen Sie "
        "{issuer} zu Ihrem Konto hinzu. Danach klappt es so.",
    )


class NotKnownHere(Refusal):
    """The people of the issuer get no account by themselves."""

    type = "urn:openpas:problem:not-known-here"
    title = "No account"
    default_status = 403
    rule = "issuers.toml"
    text = Text(
        nl="Je hebt hier nog geen account. Vraag een beheerder van je organisatie om je uit te nodigen.",
        fr="Vous n'avez pas encore de compte ici. Demandez à un administrateur de votre organisation de vous inviter.",
        en="You have no account here yet. Please ask an administrator of your organization to invite you.",
        de="Sie haben hier noch kein Konto. Bitten Sie eine Verwalterin Ihrer Organisation um eine Einladung.",
    )


class LinkedElsewhere(Refusal):
    """The account at the issuer belongs to somebody else here already."""

    type = "urn:openpas:problem:linked-elsewhere"
    title = "Linked to another account"
    default_status = 409
    rule = _RULE
    text = Text(
        nl="Dit account van {issuer} hoort al bij iemand anders. Meld je daar af en aan met je eigen account.",
        fr="Ce compte de {issuer} appartient déjà à quelqu'un d'autre. Déconnectez-vous-y et connectez-vous avec votre "
        "propre compte.",
        en="This account of {issuer} belongs to somebody else already. Please sign out there and sign in with your "
        "own.",
        de="Dieses Konto bei {issuer} gehört schon jemand anderem. Melden Sie sich dort ab und mit Ihrem eigenen an.",
    )


class OnlyWayIn(Refusal):
    """Without this account elsewhere the person could not sign in any more."""

    type = "urn:openpas:problem:only-way-in"
    title = "Only way to sign in"
    default_status = 409
    rule = _RULE
    text = Text(
        nl="Zo meld je je nu aan. Kies eerst een wachtwoord, dan kan je dit weghalen.",
        fr="C'est ainsi que vous vous connectez. Choisissez d'abord un mot de passe, ensuite vous pourrez l'enlever.",
        en="This is how you sign in now. Please choose a password first, then you can remove it.",
        de="So melden Sie sich jetzt an. Wählen Sie zuerst ein Passwort, dann können Sie das entfernen.",
    )
