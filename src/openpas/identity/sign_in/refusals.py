"""Why somebody is not signed in, or may not change how. None of it tells whether an account exists."""

from collections.abc import Sequence

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class WrongPassword(Refusal):
    """Address and password do not belong together, or the account is closed: the same for all."""

    type = "urn:openpas:problem:wrong-password"
    title = "Wrong password"
    default_status = 422
    rule = "design.md section 3"
    text = Text(
        nl="Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk ze na en probeer opnieuw.",
        fr="Cette adresse e-mail et ce mot de passe ne vont pas ensemble. Vérifiez-les et réessayez.",
        en="This e-mail address and password do not belong together. Please check both and try again.",
        de="Diese E-Mail-Adresse und dieses Passwort gehören nicht zusammen. Prüfen Sie beide noch einmal.",
    )


class MustRest(Refusal):
    """Too many wrong ones. `minutes` is how long to wait, rounded up."""

    type = "urn:openpas:problem:must-rest"
    title = "Too many attempts"
    default_status = 429
    rule = "design.md section 3"
    text = Text(
        nl="Dat was te vaak fout. Wacht {minutes} min. en probeer het dan opnieuw.",
        fr="Il y a eu trop d'erreurs. Attendez {minutes} min., puis réessayez.",
        en="That was wrong too often. Please wait {minutes} min. and try again.",
        de="Das war zu oft falsch. Warten Sie {minutes} Min. und versuchen Sie es dann noch einmal.",
    )

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes=minutes)
        self.minutes = minutes


class WrongCode(Refusal):
    """The code is wrong, too old, used before or tried too often; also where none was sent."""

    type = "urn:openpas:problem:wrong-code"
    title = "Wrong code"
    default_status = 422
    rule = "contract/rules.md F 107"
    text = Text(
        nl="Deze code klopt niet of is te oud. Kijk ze na, of vraag een nieuwe code.",
        fr="Ce code est incorrect ou trop ancien. Vérifiez-le ou demandez un nouveau code.",
        en="This code is wrong or too old. Please check it, or ask for a new code.",
        de="Dieser Code ist falsch oder zu alt. Prüfen Sie ihn oder fordern Sie einen neuen Code an.",
    )


class CodeTooSoon(Refusal):
    """A code was sent a moment ago. `seconds` is when another may be asked for."""

    type = "urn:openpas:problem:code-too-soon"
    title = "A code was just sent"
    default_status = 429
    rule = "contract/rules.md F 107"
    text = Text(
        nl="We hebben net een code gestuurd. Komt ze niet aan? Vraag over {seconds} seconden een nieuwe.",
        fr="Nous venons d'envoyer un code. Il n'arrive pas ? Demandez-en un autre dans {seconds} secondes.",
        en="We have just sent a code. Has it not arrived? Ask for another in {seconds} seconds.",
        de="Wir haben gerade einen Code geschickt. Kommt er nicht an? Einen neuen gibt es in {seconds} Sekunden.",
    )

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds=seconds)
        self.seconds = seconds


class WeakPassword(Refusal):
    """The new password may not be used. `reasons` says why and what helps, in the language of the reader."""

    type = "urn:openpas:problem:weak-password"
    title = "Password not good enough"
    default_status = 422
    rule = "OWASP ASVS 5.0, 6.2"
    text = Text(
        nl="Kies een ander wachtwoord.",
        fr="Choisissez un autre mot de passe.",
        en="Please choose another password.",
        de="Wählen Sie ein anderes Passwort.",
    )

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


class LinkGone(Refusal):
    """The link of a mail was used before, is too old, or was never ours."""

    type = "urn:openpas:problem:link-gone"
    title = "Link no longer good"
    default_status = 410
    rule = "OWASP ASVS 5.0, 6.4"
    text = Text(
        nl="Deze link werkt niet meer. Vraag een nieuwe mail.",
        fr="Ce lien ne fonctionne plus. Demandez un nouvel e-mail.",
        en="This link no longer works. Please ask for a new mail.",
        de="Dieser Link funktioniert nicht mehr. Fordern Sie eine neue E-Mail an.",
    )


class NotProvenLately(Refusal):
    """What is sensitive asks for a proof of the last ten minutes."""

    type = "urn:openpas:problem:not-proven-lately"
    title = "Prove again who you are"
    default_status = 403
    rule = "OWASP ASVS 5.0, 7.5"
    text = Text(
        nl="Toon nog eens dat jij het bent. Geef je wachtwoord of een code.",
        fr="Montrez encore une fois que c'est vous. Donnez votre mot de passe ou un code.",
        en="Please show once more that it is you. Give your password or a code.",
        de="Zeigen Sie noch einmal, dass Sie es sind. Geben Sie Ihr Passwort oder einen Code ein.",
    )


class SecondProofMissing(Refusal):
    """Somebody who works at a desk cannot be signed in with a password alone."""

    type = "urn:openpas:problem:second-proof-missing"
    title = "Second proof missing"
    default_status = 403
    rule = "contract/rules.md F 106"
    text = Text(
        nl="Er is nog een tweede stap nodig. Kies hoe je de code wil krijgen.",
        fr="Une deuxième étape est nécessaire. Choisissez comment recevoir le code.",
        en="There is a second step to do. Choose how you want to get the code.",
        de="Es fehlt noch ein zweiter Schritt. Wählen Sie, wie Sie den Code bekommen möchten.",
    )


class LastFactorStays(Refusal):
    """Who works at a desk keeps one way at least to make the second step."""

    type = "urn:openpas:problem:last-factor"
    title = "Last second step"
    default_status = 409
    rule = "contract/rules.md F 106"
    text = Text(
        nl="Dit is je enige tweede stap. Stel eerst een andere in, dan kan je deze weghalen.",
        fr="C'est votre seule deuxième étape. Ajoutez-en d'abord une autre, puis supprimez celle-ci.",
        en="This is your only second step. Set up another one first; then you can remove this one.",
        de="Das ist Ihr einziger zweiter Schritt. Richten Sie zuerst einen anderen ein und entfernen Sie dann diesen.",
    )


class NotAnAddress(Refusal):
    """What was typed is no e-mail address."""

    type = "urn:openpas:problem:not-an-address"
    title = "No e-mail address"
    default_status = 422
    rule = "design.md section 3"
    text = Text(
        nl="Dit is geen e-mailadres. Kijk na of er een @ en een punt in staan.",
        fr="Ce n'est pas une adresse e-mail. Vérifiez qu'il y a un @ et un point.",
        en="This is no e-mail address. Please check that it has an @ and a dot.",
        de="Das ist keine E-Mail-Adresse. Prüfen Sie, ob ein @ und ein Punkt darin stehen.",
    )


class SharedMailbox(Refusal):
    """The address looks like one that several people read, and nobody said that it is of one person."""

    type = "urn:openpas:problem:shared-mailbox"
    title = "Mailbox of several people"
    default_status = 422
    rule = "contract/rules.md F 108"
    text = Text(
        nl=(
            "{address} lijkt een mailbox die je met anderen deelt. Je account is van jou alleen: gebruik een adres dat "
            "alleen jij leest. Heb je er geen? Een gratis adres volstaat, of vraag er een aan je gemeente."
        ),
        fr=(
            "{address} semble être une boîte partagée avec d'autres. Votre compte est à vous seul : utilisez une "
            "adresse que vous seul lisez. Vous n'en avez pas ? Une adresse gratuite suffit, ou demandez-en une à votre "
            "commune."
        ),
        en=(
            "{address} looks like a mailbox that you share with others. Your account is yours alone: use an address "
            "that only you read. Have you none? A free one will do, or ask your municipality for one."
        ),
        de=(
            "{address} sieht nach einem Postfach aus, das Sie mit anderen teilen. Ihr Konto gehört nur Ihnen: nehmen "
            "Sie eine Adresse, die nur Sie lesen. Haben Sie keine? Eine kostenlose genügt; auch Ihre Gemeinde hilft."
        ),
    )

    def __init__(self, address: str) -> None:
        super().__init__(address=address)


class WrongPin(Refusal):
    """The PIN is wrong. `left` is how often it may be tried before the session ends."""

    type = "urn:openpas:problem:wrong-pin"
    title = "Wrong PIN"
    default_status = 422
    rule = "design.md section 3"
    text = Text(
        nl="Deze pincode klopt niet. Je kan nog {left} keer proberen; daarna meld je je opnieuw aan.",
        fr="Ce code PIN est incorrect. Encore {left} essais ; ensuite, connectez-vous à nouveau.",
        en="This PIN is wrong. You can try {left} more times; after that you sign in again.",
        de="Diese PIN ist falsch. Noch {left} Versuche; danach melden Sie sich neu an.",
    )

    def __init__(self, left: int) -> None:
        super().__init__(left=left)
        self.left = left


class SessionEnded(Refusal):
    """The session is over: by another browser, by time, or by five wrong PINs."""

    type = "urn:openpas:problem:session-ended"
    title = "Session ended"
    default_status = 401
    rule = "design.md section 3"
    text = Text(
        nl="Je bent afgemeld. Meld je opnieuw aan.",
        fr="Vous êtes déconnecté. Connectez-vous à nouveau.",
        en="You are signed out. Please sign in again.",
        de="Sie sind abgemeldet. Melden Sie sich neu an.",
    )


class UnfitPin(Refusal):
    """A PIN has four to eight digits, and is not one that everybody tries first."""

    type = "urn:openpas:problem:unfit-pin"
    title = "PIN not good enough"
    default_status = 422
    rule = "design.md section 3"
    text = Text(
        nl="Kies 4 tot 8 cijfers, en niet zoals 1111, 1234 of 1212.",
        fr="Choisissez 4 à 8 chiffres, et pas comme 1111, 1234 ou 1212.",
        en="Choose 4 to 8 digits, and not like 1111, 1234 or 1212.",
        de="Wählen Sie 4 bis 8 Ziffern, und nicht wie 1111, 1234 oder 1212.",
    )


class WrongPasskey(Refusal):
    """The passkey is unknown here, is of another site, or did not check who holds it."""

    type = "urn:openpas:problem:wrong-passkey"
    title = "Passkey not accepted"
    default_status = 422
    rule = "W3C WebAuthn, 7.2"
    text = Text(
        nl="Deze passkey werkt hier niet. Probeer opnieuw, of meld je aan met je wachtwoord.",
        fr="Cette clé d'accès ne fonctionne pas ici. Réessayez ou connectez-vous avec votre mot de passe.",
        en="This passkey does not work here. Try again, or sign in with your password.",
        de="Dieser Passkey funktioniert hier nicht. Versuchen Sie es noch einmal oder nehmen Sie Ihr Passwort.",
    )
