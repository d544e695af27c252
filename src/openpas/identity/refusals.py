"""Reasons not to let somebody in."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class TokenInvalid(Refusal):
    """There is no token, or it is malformed, expired, meant for others or not signed by us.

    Which of these it is is not told: who guesses learns nothing.
    """

    type = "auth/unauthorized"
    title = "Unauthorized"
    default_status = 401
    rule = "contract/rules.md 3.1"

    def __init__(self, detail: str = "The access token is missing, invalid or expired.") -> None:
        super().__init__(detail)


class WrongPair(Refusal):
    """Number and birth date do not belong together, or not to a pass in use.

    The same whatever is wrong, unreadable header included: who guesses learns nothing (contract/rules.md 8-41).
    """

    type = "auth/unauthorized"
    title = "Unauthorized"
    default_status = 401
    rule = "contract/rules.md 2.10"
    text = Text(
        nl="Dit UiTPAS-nummer en deze geboortedatum horen niet samen. Kijk beide na.",
        fr="Ce numéro UiTPAS et cette date de naissance ne vont pas ensemble. Vérifiez les deux.",
        en="This UiTPAS number and this date of birth do not belong together. Please check both.",
        de="Diese UiTPAS-Nummer und dieses Geburtsdatum gehören nicht zusammen. Prüfen Sie beide.",
    )

    def __init__(self, detail: str = "The UiTPAS number or the date of birth is wrong.") -> None:
        super().__init__(detail)


class ClientUnknown(Refusal):
    """The client id names no client, or one that was switched off."""

    type = "auth/unauthorized"
    title = "Unauthorized"
    default_status = 401
    rule = "contract/rules.md 3.1"

    def __init__(self, detail: str = "The client id is missing or unknown.") -> None:
        super().__init__(detail)


class ApiNotAllowed(Refusal):
    """The token or the client is good, but not for this API."""

    type = "auth/forbidden"
    title = "Forbidden"
    default_status = 403
    rule = "contract/rules.md 3.1"

    def __init__(self, detail: str = "The client may not use this API (ups).") -> None:
        super().__init__(detail)


class ClientNotFound(Refusal):
    """There is no client with the id that the path names (O13, O14)."""

    type = "uitpas/client-not-found"
    title = "Client not found"
    default_status = 404
    rule = "contract/rules.md 2.14"


class OrganizerUnknown(Refusal):
    """A permission is asked for an organizer that is not there. `public_id` says which."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "contract/rules.md 2.14"

    def __init__(self, index: int, public_id: str) -> None:
        error = {"jsonPointer": f"/{index}/organizer/id", "error": f"There is no organizer {public_id}."}
        super().__init__("The body names an organizer that is not there.", extensions={"schemaErrors": [error]})


class AdminNotFound(Refusal):
    """The account does not work for the organizer."""

    type = "url/not-found"
    title = "Not found"
    default_status = 404
    rule = "contract/rules.md 2.14"

    def __init__(self, detail: str = "There is no such admin of this organizer.") -> None:
        super().__init__(detail)


class LastAdminStays(Refusal):
    """Without an ADMIN nobody of the organizer could choose who works for it any more."""

    type = "urn:openpas:problem:last-admin"
    title = "Last admin of the organizer"
    default_status = 409
    rule = "contract/rules.md 2.14"
    text = Text(
        nl="Dit is de enige beheerder. Maak eerst iemand anders beheerder.",
        fr="C'est le seul administrateur. Désignez d'abord quelqu'un d'autre.",
        en="This is the only administrator. Please make somebody else an administrator first.",
        de="Das ist die einzige Verwalterin. Machen Sie zuerst jemand anderen zur Verwalterin.",
    )


class PassholderAlreadyRegistered(Refusal):
    """The pass is linked to an account already."""

    type = "uitpas/passholder-already-registered"
    title = "Passholder already registered"
    rule = "contract/rules.md 2.10"
    text = Text(
        nl="Deze UiTPAS is al gekoppeld aan een account. Meld je aan met dat account.",
        fr="Cette UiTPAS est déjà liée à un compte. Connectez-vous avec ce compte.",
        en="This UiTPAS is linked to an account already. Please sign in with that account.",
        de="Dieser UiTPAS ist schon mit einem Konto verbunden. Melden Sie sich mit diesem Konto an.",
    )


class UitidAlreadyRegistered(Refusal):
    """The account is linked to another pass already; an account has one pass."""

    type = "uitpas/uitid-already-registered"
    title = "UiTiD already registered"
    rule = "contract/rules.md 2.10"
    text = Text(
        nl="Je account is al gekoppeld aan een andere UiTPAS. Gebruik voor deze UiTPAS een ander account.",
        fr="Votre compte est déjà lié à une autre UiTPAS. Utilisez un autre compte pour celle-ci.",
        en="Your account is linked to another UiTPAS already. Please use another account for this one.",
        de="Ihr Konto ist schon mit einem anderen UiTPAS verbunden. Nutzen Sie für diesen ein anderes Konto.",
    )


class ReturnAddressNotAllowed(Refusal):
    """People cannot be sent back to this address without danger to them. `address` says which it is."""

    type = "urn:openpas:problem:return-address-not-allowed"
    title = "Return address not allowed"
    rule = "RFC 9700, 2.1; RFC 8252, 7"
    text = Text(
        nl="Het adres {address} kan niet. Gebruik een volledig adres met https, of het eigen schema van een app "
        "(be.voorbeeld.app://terug), zonder # en zonder *.",
        fr="L'adresse {address} ne convient pas. Utilisez une adresse complète en https, ou le schéma propre d'une "
        "application (be.exemple.app://retour), sans # et sans *.",
        en="The address {address} cannot be used. Please give a complete address with https, or the own scheme of an "
        "app (be.example.app://back), without # and without *.",
        de="Die Adresse {address} geht nicht. Nehmen Sie eine vollständige Adresse mit https oder das eigene Schema "
        "einer App (be.beispiel.app://zurueck), ohne # und ohne *.",
    )


class ClientIdTaken(Refusal):
    """There is a client with this id already, or the id cannot be one."""

    type = "urn:openpas:problem:client-id-taken"
    title = "Client id not available"
    default_status = 409
    rule = "docs/signing-in-for-clients.md"
    text = Text(
        nl="Deze client-id bestaat al of kan niet. Kies een andere, met letters, cijfers, punten en streepjes.",
        fr="Cet identifiant existe déjà ou ne convient pas. Choisissez-en un autre, avec des lettres, des chiffres, "
        "des points et des tirets.",
        en="This client id exists already or cannot be used. Please choose another, of letters, digits, dots and "
        "hyphens.",
        de="Diese Client-ID gibt es schon oder sie geht nicht. Wählen Sie eine andere, aus Buchstaben, Ziffern, "
        "Punkten und Strichen.",
    )
