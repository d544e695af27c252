"""Why a write with a key is not carried out, a signed link opens nothing, and a number gets no messages."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class RequestInProgress(Refusal):
    """A request with the same key is being carried out at this moment; ask again after a second."""

    type = "urn:openpas:problem:request-in-progress"
    title = "Request in progress"
    default_status = 409
    rule = "design.md section 3"


class KeyUsedForAnotherRequest(Refusal):
    """The key belongs to a request with another method, path or body."""

    type = "header/invalid"
    title = "Invalid header"
    rule = "design.md section 3"


class LinkInvalid(Refusal):
    """The link was made up, was made for something else, or its short time is over."""

    type = "url/not-found"
    title = "Not Found"
    default_status = 404
    rule = "contract/rules.md 6, O17"
    text = Text(
        nl="Deze link werkt niet meer. Vraag een nieuwe link.",
        fr="Ce lien ne fonctionne plus. Demandez un nouveau lien.",
        en="This link no longer works. Ask for a new one.",
        de="Dieser Link funktioniert nicht mehr. Fragen Sie nach einem neuen.",
    )


class NoMobileNumber(Refusal):
    """What was typed is no number of a mobile telephone."""

    type = "urn:openpas:problem:no-mobile-number"
    title = "No mobile number"
    rule = "contract/rules.md 7.F"
    text = Text(
        nl="Dit is geen gsm-nummer. Kijk het na, bijvoorbeeld 0470 12 34 56.",
        fr="Ce n'est pas un numéro de GSM. Vérifiez-le, par exemple 0470 12 34 56.",
        en="This is not a mobile number. Please check it, for example 0470 12 34 56.",
        de="Das ist keine Handynummer. Prüfen Sie sie, zum Beispiel 0470 12 34 56.",
    )
